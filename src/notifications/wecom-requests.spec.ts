import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, cutBytes } from '../wecom/message-text.js';
import { cardRequest, robotRequest, textRequest, updateRequest } from './wecom-requests.js';

const to = { agentId: 1_000_002, memberId: 'anna' };

describe('a card', () => {
  it('keeps every limit of WeCom, whatever it is made of', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 300 });
    const card = fc.record({
      id: fc.uuid(),
      title: text,
      subtitle: text,
      body: text,
      lines: fc.array(fc.record({ name: text, value: text }), { maxLength: 12 }),
      buttons: fc.array(
        fc.record({ key: text, label: text, style: fc.constantFrom('primary' as const, 'danger' as const) }),
        { minLength: 1, maxLength: 10 },
      ),
    });
    fc.assert(
      fc.property(card, (made) => {
        const { template_card: template } = JSON.parse(cardRequest(to, made, 't', 1n));
        expect([...template.main_title.title].length).toBeLessThanOrEqual(36);
        expect(Array.from(template.main_title.desc ?? '').length).toBeLessThanOrEqual(44);
        expect(Array.from(template.sub_title_text ?? '').length).toBeLessThanOrEqual(160);
        expect(template.horizontal_content_list.length).toBeLessThanOrEqual(6);
        for (const { keyname, value } of template.horizontal_content_list) {
          expect([...keyname].length).toBeLessThanOrEqual(5);
          expect([...value].length).toBeLessThanOrEqual(30);
        }
        expect(template.button_list.length).toBeLessThanOrEqual(6);
        for (const { text: label, key } of template.button_list) {
          expect([...label].length).toBeLessThanOrEqual(10);
          expect(Buffer.byteLength(key)).toBeLessThanOrEqual(1_024);
        }
      }),
    );
  });

  it('leaves out what says nothing', () => {
    const button = { key: 'k', label: '接入', style: 'primary' as const };
    const card = {
      id: 'c',
      title: '标题',
      subtitle: '',
      body: ' ',
      lines: [{ name: '组', value: '' }],
      buttons: [button],
    };
    const { template_card: template } = JSON.parse(cardRequest(to, card, 'c@1', 7n));

    expect(template).toMatchObject({ main_title: { title: '标题' }, horizontal_content_list: [] });
    expect(template).not.toHaveProperty('sub_title_text');
  });

  it('leaves out what WeCom does not show', () => {
    const card = {
      id: 'c',
      title: '标题\u0000\n第二行',
      lines: [],
      buttons: [{ key: 'k', label: '接入', style: 'primary' as const }],
    };

    expect(JSON.parse(cardRequest(to, card, 'c@1', 7n))).toMatchObject({
      touser: 'anna',
      agentid: 1_000_002,
      template_card: {
        task_id: 'c@1',
        main_title: { title: '标题 第二行' },
        button_list: [{ text: '接入', style: 1 }],
      },
      enable_duplicate_check: 1,
      duplicate_check_interval: 4_407,
    });
  });
});

describe('a text', () => {
  it('is within the bytes of WeCom, no character of it cut in half', () => {
    const { text } = JSON.parse(textRequest(to, '字'.repeat(1_000), 0n));

    expect(Buffer.byteLength(text.content)).toBeLessThanOrEqual(2_048);
    expect(text.content).toBe(`${'字'.repeat(681)}…`);
  });

  it('has other bytes when it is said again', () => {
    expect(textRequest(to, '您好', 1n)).not.toBe(textRequest(to, '您好', 2n));
  });
});

it('an update names the member and the code', () => {
  expect(JSON.parse(updateRequest(to, 'code', '已由一位名字特别特别特别特别长的同事接入了'))).toEqual({
    userids: ['anna'],
    agentid: 1_000_002,
    response_code: 'code',
    button: { replace_name: '已由一位名字特别特别特别特别长的同事接…' },
  });
});

it('a robot takes no markup from texts', () => {
  const { markdown } = JSON.parse(robotRequest('**<@all>**', '`[x](y)` <font color="warning">红</font>'));

  expect(markdown.content).toBe('**＊＊＜@all＞＊＊**\n｀［x］(y)｀ ＜font color="warning"＞红＜/font＞');
});

it('says no title of a group message twice', () => {
  expect(JSON.parse(robotRequest('新工单', '新工单\n优先级：高')).markdown.content).toBe('**新工单**\n优先级：高');
  expect(JSON.parse(robotRequest('新工单', '新工单')).markdown.content).toBe('**新工单**');
});

it('cuts at a character, not in it', () => {
  expect(cut('😀😀😀', 2)).toBe('😀…');
  expect(cut('😀😀', 2)).toBe('😀😀');
  expect(cutBytes('😀😀', 7)).toBe('😀…');
});
