import { expect, it } from 'vitest';
import { isStorableThroughout } from './storable.js';

it.each(['a', 1, null, true, [], { a: ['退款', { b: '😀' }] }])('lets %j pass', (value) => {
  expect(isStorableThroughout(value)).toBe(true);
});

it.each(['a\0', ['\uD800'], { a: { b: ['\uDE00x'] } }, { 'a\0': 1 }])('sees what is no text: %j', (value) => {
  expect(isStorableThroughout(value)).toBe(false);
});
