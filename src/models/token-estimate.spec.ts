import { expect, it } from 'vitest';
import { estimateTokens } from './token-estimate.js';

it.each([
  ['', 0],
  ['几点开门？', 5],
  ['opening hours?', 4],
  ['订单 A-1001', 4],
])('takes %j for %d tokens', (text, tokens) => {
  expect(estimateTokens(text)).toBe(tokens);
});
