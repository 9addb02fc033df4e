import { expect, it } from 'vitest';
import { RecentAnswers } from './recent-answers.js';

const LATER = Date.now() + 60_000;

it('forgets the answer that was unused for longest', () => {
  const recent = new RecentAnswers(2);
  recent.set('a', 1, LATER);
  recent.set('b', 2, LATER);
  recent.get('a');
  recent.set('c', 3, LATER);

  expect(['a', 'b', 'c'].map((key) => recent.get(key))).toEqual([1, undefined, 3]);
});

it('gives no answer that is over, and the newer one of two', () => {
  const recent = new RecentAnswers(2);
  recent.set('a', 1, Date.now() - 1);
  recent.set('b', 2, LATER);
  recent.set('b', 3, LATER);

  expect(['a', 'b'].map((key) => recent.get(key))).toEqual([undefined, 3]);
});
