import { describe, expect, it } from 'vitest';
import { extractSummary, type SaidMessage } from './extract-summary.js';

function said(sender: SaidMessage['sender'], text: string, type = 'text'): SaidMessage {
  return { sender, text, type };
}

describe('a summary of sentences', () => {
  it('says what the contact asked first and last, and what was answered last', () => {
    const summary = extractSummary([
      said('contact', '你好'),
      said('bot', '您好，我是智能客服。'),
      said('contact', '我上周买的空调\n不制冷'),
      said('bot', '请先清洗滤网。'),
      said('contact', '洗过了，还是不行'),
      said('contact', '', 'image'),
      said('contact', '', 'image'),
      said('contact', '转人工'),
      said('bot', '已为您登记人工服务请求。'),
    ]);

    expect(summary).toEqual({
      title: '我上周买的空调 不制冷',
      text: [
        '客户：我上周买的空调 不制冷',
        '客户：洗过了，还是不行',
        '机器人最后答复：已为您登记人工服务请求。',
        '客户另发送：图片 2',
      ].join('\n'),
    });
  });

  it('keeps the first and the last four of many questions, each once', () => {
    const questions = Array.from({ length: 9 }, (_, n) => said('contact', `第 ${n + 1} 个问题`));

    const { text } = extractSummary([...questions, said('contact', '第 9 个问题')]);

    expect(text.split('\n')).toEqual([1, 6, 7, 8, 9].map((n) => `客户：第 ${n} 个问题`));
  });

  it('takes a greeting where nothing else was said', () => {
    expect(extractSummary([said('contact', '在吗'), said('contact', '转人工')]).title).toBe('在吗');
  });

  it('masks a number before it is cut, so that no half of it is left', () => {
    const padding = '很'.repeat(54);

    const { title, text } = extractSummary([said('contact', `${padding}13812345678 请回电`)]);

    expect(title).not.toMatch(/138/);
    expect(text).toContain('〔手机号〕');
    expect(text).not.toMatch(/138/);
  });

  it('is empty where nothing was said', () => {
    expect(extractSummary([])).toEqual({ title: '', text: '' });
  });
});
