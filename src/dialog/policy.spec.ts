import { describe, expect, it } from 'vitest';
import type { InboundContent } from '../messaging/content.js';
import { applyPolicy } from './policy.js';

const text = (value: string): InboundContent => ({ type: 'text', text: value });
const event: InboundContent = { type: 'event', event: 'enter_agent', data: {} };

describe('applyPolicy', () => {
  it.each([
    ['结束', 'conversation-ended'],
    ['再见！', 'conversation-ended'],
    ['退出', 'conversation-ended'],
    ['重新开始', 'context-cleared'],
    ['清空', 'context-cleared'],
    ['转人工', 'asked-for-human'],
    ['  人工客服。', 'asked-for-human'],
    ['帮助', 'help'],
    ['你好', 'small-talk'],
    ['谢谢～', 'small-talk'],
  ])('decides %s by itself', (said, reason) => {
    expect(applyPolicy([text(said)], 'bot')).toMatchObject({ kind: 'decided', decision: { reason } });
  });

  it('takes a command within a sentence for a question', () => {
    expect(applyPolicy([text('怎么结束租约')], 'bot')).toEqual({ kind: 'question', text: '怎么结束租约' });
  });

  it('asks for all texts of a burst at once, whatever came between', () => {
    const contents: InboundContent[] = [text('我想'), { type: 'image', mediaId: 'm' }, event, text(' 退货 ')];
    expect(applyPolicy(contents, 'bot')).toEqual({ kind: 'question', text: '我想\n退货' });
  });

  it.each(['image', 'voice', 'video'] as const)('says honestly that it cannot read %s, and offers a human', (type) => {
    const policy = applyPolicy([{ type, mediaId: 'm' }], 'bot');
    expect(policy).toMatchObject({ decision: { kind: 'clarify', reason: 'unsupported-content' } });
    expect(JSON.stringify(policy)).toContain('转人工');
  });

  it('answers a type it has never heard of, too', () => {
    const policy = applyPolicy([{ type: 'unknown', originalType: 'hologram', raw: '<xml/>' }], 'bot');
    expect(policy).toMatchObject({ decision: { kind: 'clarify' } });
  });

  it('ignores events and blanks', () => {
    expect(applyPolicy([event], 'bot')).toMatchObject({ decision: { kind: 'ignore', reason: 'event' } });
    expect(applyPolicy([text(' \n')], 'bot')).toMatchObject({ decision: { kind: 'ignore', reason: 'blank' } });
  });

  it('refuses what is too long to read', () => {
    expect(applyPolicy([text('长'.repeat(4_001))], 'bot')).toMatchObject({ decision: { kind: 'refuse' } });
  });

  it('leaves everything to the operator who has claimed the conversation', () => {
    expect(applyPolicy([text('帮助')], 'operator')).toMatchObject({ decision: { kind: 'relay' } });
  });
});
