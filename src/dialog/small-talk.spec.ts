import { describe, expect, it } from 'vitest';
import { commandOf, voteOf } from './commands.js';
import { isSmallTalk, smallTalkReply } from './small-talk.js';
import { textsFor } from './texts/texts.js';

const texts = textsFor('en');

describe('smallTalkReply', () => {
  it.each([
    ['greeting', texts.greeting],
    ['thanks', texts.welcome],
    ['goodbye', texts.farewell],
    ['acknowledgement', texts.acknowledged],
    ['question', undefined],
    ['complaint', undefined],
    ['toString', undefined],
  ])('to %s', (intent, reply) => {
    expect(smallTalkReply('whatever', { intent, score: 1, by: 'rule' }, texts)).toBe(reply);
  });

  it('goes by the wording where no intent was recognised', () => {
    expect(smallTalkReply('多謝', undefined, texts)).toBe(texts.welcome);
    expect(smallTalkReply('怎么退货', undefined, texts)).toBeUndefined();
  });
});

describe('isSmallTalk', () => {
  it.each(['谢谢', '好的', '你好', 'thanks'])('%s beside a choice', (line) => {
    expect(isSmallTalk(line)).toBe(true);
  });

  it.each(['是', '对', '2', '不是', '再见'])('%s may be the choice itself', (line) => {
    expect(isSmallTalk(line)).toBe(false);
  });
});

describe('commands and votes', () => {
  it.each([
    ['转人工', 'human'],
    ['轉人工！', 'human'],
    ['Human', 'human'],
    ['重新開始', 'clear'],
    ['restart', 'clear'],
    ['結束', 'end'],
    ['幫助', 'help'],
    ['HELP', 'help'],
    ['I need help with my order', undefined],
    ['怎么结束订阅', undefined],
  ])('%s is %s', (text, command) => {
    expect(commandOf(text)).toBe(command);
  });

  it.each([
    ['有幫助', 'helpful'],
    ['Helpful!', 'helpful'],
    ['沒用', 'unhelpful'],
    ['That didn’t help.', 'unhelpful'],
  ])('%s is %s', (text, vote) => {
    expect(voteOf(text)).toBe(vote);
  });
});
