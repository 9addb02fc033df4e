import { describe, expect, it } from 'vitest';
import { asId, type DocumentId, type TurnId } from '../common/ids.js';
import { followUpOf } from './follow-up.js';
import type { PreviousTurn } from './previous-turn.js';

const turnId = asId<TurnId>('turn');
const options = ['a', 'b'].map((id) => ({ documentId: asId<DocumentId>(id), title: `标题${id}` }));
const clarified: PreviousTurn = { kind: 'clarified', turnId, options };
const answered: PreviousTurn = { kind: 'answered', turnId };

describe('followUpOf', () => {
  it.each<[string, PreviousTurn | undefined, object]>([
    ['2', clarified, { kind: 'choice', turnId, option: options[1] }],
    ['2\n谢谢', clarified, { kind: 'choice', turnId, option: options[1] }],
    ['都不是', clarified, { kind: 'rejection', turnId, options }],
    ['不对', clarified, { kind: 'rejection', turnId, options }],
    ['怎么换货', clarified, { kind: 'question' }],
    ['有用', clarified, { kind: 'stray-vote', vote: 'helpful' }],
    ['有帮助', answered, { kind: 'vote', turnId, vote: 'helpful' }],
    ['有用！', answered, { kind: 'vote', turnId, vote: 'helpful' }],
    ['👍🏻', answered, { kind: 'vote', turnId, vote: 'helpful' }],
    ['👍👍', answered, { kind: 'vote', turnId, vote: 'helpful' }],
    ['[强]', answered, { kind: 'vote', turnId, vote: 'helpful' }],
    ['没帮助', answered, { kind: 'vote', turnId, vote: 'unhelpful' }],
    ['没用。', answered, { kind: 'vote', turnId, vote: 'unhelpful' }],
    ['没有解决', answered, { kind: 'vote', turnId, vote: 'unhelpful' }],
    ['不对', answered, { kind: 'vote', turnId, vote: 'unhelpful' }],
    ['👎', answered, { kind: 'vote', turnId, vote: 'unhelpful' }],
    ['这个优惠券没用', answered, { kind: 'question' }],
    ['👍👎', answered, { kind: 'question' }],
    ['2', answered, { kind: 'question' }],
    ['2', undefined, { kind: 'question' }],
    ['都不是', undefined, { kind: 'question' }],
    ['有用', undefined, { kind: 'stray-vote', vote: 'helpful' }],
    ['没帮助。\n谢谢', undefined, { kind: 'stray-vote', vote: 'unhelpful' }],
    ['👎', undefined, { kind: 'stray-vote', vote: 'unhelpful' }],
    ['这个优惠券没用', undefined, { kind: 'question' }],
  ])('takes %j after %o for %o', (text, previous, expected) => {
    expect(followUpOf(text, previous)).toEqual(expected);
  });
});
