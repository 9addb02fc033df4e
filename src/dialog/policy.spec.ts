import { describe, expect, it } from 'vitest';
import type { InboundContent } from '../messaging/content.js';
import { decideCommand } from './command-decision.js';
import { commandOf } from './commands.js';
import { applyPolicy, wordsOf } from './policy.js';
import { textsFor } from './texts/texts.js';

const texts = textsFor('zh-Hans');
const text = (value: string): InboundContent => ({ type: 'text', text: value });
const event: InboundContent = { type: 'event', event: 'enter_agent', data: {} };

describe('a command', () => {
  it.each([
    ['结束', 'conversation-ended'],
    ['再见！', 'conversation-ended'],
    ['退出', 'conversation-ended'],
    ['重新开始', 'context-cleared'],
    ['清空', 'context-cleared'],
    ['转人工', 'asked-for-human'],
    ['  人工客服。', 'asked-for-human'],
    ['帮助', 'help'],
  ])('is %s', (said, reason) => {
    const command = commandOf(said);
    const looksUp = command === undefined || command === 'leave' || command === 'tickets';
    expect(looksUp ? undefined : decideCommand(command, texts)).toMatchObject({ reason });
  });

  it.each([
    ['取消人工', 'leave'],
    ['不等了。', 'leave'],
    ['我的工单', 'tickets'],
    ['My tickets', 'tickets'],
  ])('is %s', (said, command) => {
    expect(commandOf(said)).toBe(command);
  });

  it.each(['怎么结束租约', '怎么取消人工审核', '工单系统怎么登录'])('is none within a sentence: %s', (said) => {
    expect(commandOf(said)).toBeUndefined();
  });
});

describe('wordsOf', () => {
  it('joins all texts of a burst, whatever came between', () => {
    const contents: InboundContent[] = [text('我想'), { type: 'image', mediaId: 'm' }, event, text(' 退货 ')];
    expect(wordsOf(contents)).toBe('我想\n退货');
  });
});

describe('applyPolicy', () => {
  it('leaves words to those who answer them', () => {
    expect(applyPolicy([text('怎么退货'), event], 'bot', texts, 'offer')).toBeUndefined();
  });

  it.each(['image', 'voice', 'video'] as const)('says honestly that it cannot read %s, and offers a human', (type) => {
    const policy = applyPolicy([{ type, mediaId: 'm' }], 'bot', texts, 'offer');
    expect(policy).toMatchObject({ kind: 'clarify', reason: 'unsupported-content' });
    expect(JSON.stringify(policy)).toContain('转人工');
  });

  it('hands what it cannot read to a human, where that is wanted', () => {
    const policy = applyPolicy([{ type: 'image', mediaId: 'm' }], 'bot', texts, 'handoff');
    expect(policy).toMatchObject({ kind: 'handoff', reason: 'unsupported-content' });
  });

  it('answers a type it has never heard of, too', () => {
    const policy = applyPolicy([{ type: 'unknown', originalType: 'hologram', raw: '<xml/>' }], 'bot', texts, 'offer');
    expect(policy).toMatchObject({ kind: 'clarify' });
  });

  it('ignores events and blanks', () => {
    expect(applyPolicy([event], 'bot', texts, 'offer')).toMatchObject({ kind: 'ignore', reason: 'event' });
    expect(applyPolicy([text(' \n')], 'bot', texts, 'offer')).toMatchObject({ kind: 'ignore', reason: 'blank' });
  });

  it('refuses what is too long to read', () => {
    expect(applyPolicy([text('长'.repeat(4_001))], 'bot', texts, 'offer')).toMatchObject({ kind: 'refuse' });
  });

  it('leaves everything to the operator who has claimed the conversation', () => {
    expect(applyPolicy([text('帮助')], 'operator', texts, 'offer')).toMatchObject({ kind: 'relay' });
    expect(applyPolicy([event], 'operator', texts, 'offer')).toMatchObject({ kind: 'ignore', reason: 'event' });
  });
});
