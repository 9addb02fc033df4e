import type { HandoffId } from '../../common/ids.js';

/** What the desk remembers of an operator between his messages. */
export interface DeskState {
  /** The case that he last switched to, whatever became of it since. */
  currentId: HandoffId | null;
  /** He was asked which case he means, and has not said so yet. */
  isAsked: boolean;
}

/** One of the cases that he has claimed. */
export interface DeskPlace {
  id: HandoffId;
  /** He has not written anything since it became his. */
  isNew: boolean;
  /** He has put it aside. */
  isHeld: boolean;
}

export type DeskTarget =
  /** He writes as anybody else. */
  | { kind: 'contact' }
  | { kind: 'case'; id: HandoffId }
  /** Nothing is relayed. `gone`: the case he was writing to is his no more. `joined`: another one became his. */
  | { kind: 'ask'; why: 'gone' | 'joined' | 'several' | 'held' };

/**
 * Whom an operator's words are for. The last switch decides; where anything happened that he may not have read when he
 * wrote, he is asked instead, and until he has switched everything is.
 */
export function targetOf({ currentId, isAsked }: DeskState, places: readonly DeskPlace[]): DeskTarget {
  const isGone = currentId !== null && !places.some(({ id }) => id === currentId);
  if (isGone) {
    return { kind: 'ask', why: 'gone' };
  }
  const [only] = places;
  if (only === undefined) {
    return { kind: 'contact' };
  }
  if (currentId !== null) {
    const hasJoined = places.some(({ id, isNew }) => isNew && id !== currentId);
    return hasJoined ? { kind: 'ask', why: 'joined' } : { kind: 'case', id: currentId };
  }
  if (isAsked || places.length > 1) {
    return { kind: 'ask', why: 'several' };
  }
  return only.isHeld ? { kind: 'ask', why: 'held' } : { kind: 'case', id: only.id };
}
