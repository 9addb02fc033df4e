import { describe, expect, it } from 'vitest';
import { withoutReasoning } from './reasoning.js';

describe('withoutReasoning', () => {
  it.each([
    ['leaves an answer without reasoning', '九点开门。', '九点开门。'],
    ['removes a block', '<think>用户在问时间</think>\n\n九点开门。', '九点开门。'],
    ['removes several blocks', '<think>一</think>九点<think>二</think>开门。', '九点开门。'],
    ['removes one that was never closed', '九点开门。<think>还要说什么', '九点开门。'],
    ['removes one whose beginning is not seen', '用户在问时间</think>九点开门。', '九点开门。'],
    ['removes one inside another', '<think>a<think>b</think>c</think>九点开门。', '九点开门。'],
    ['removes one that mentions its own tag', '<think>the tag <think> opens</think>九点开门。', '九点开门。'],
    ['knows other spellings', '<Thinking lang="zh">a</Thinking>◁think▷b◁/think▷九点开门。', '九点开门。'],
    ['leaves nothing of what is reasoning alone', '<think>不知道</think>\n', ''],
    ['leaves other tags', '点<thin>和<b>设置</b>', '点<thin>和<b>设置</b>'],
  ])('%s', (_what, text, rest) => {
    expect(withoutReasoning(text)).toBe(rest);
  });

  it('takes no longer for many tags than for as much text', () => {
    const started = performance.now();
    withoutReasoning('<think'.repeat(20_000) + '<think>'.repeat(10_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
