import type { FilterAction, FilterDirection } from './filter-verdict.js';

/** What a listed word leads to. An `allow` is a phrase within which no listed word counts. */
export type WordAction = FilterAction | 'allow';

/** A list as it is compiled. */
export interface WordList {
  name: string;
  action: WordAction;
  direction: FilterDirection;
  /** The accounts that it is for; undefined: all. */
  accountIds: readonly string[] | undefined;
  words: readonly ListedWord[];
}

export interface ListedWord {
  word: string;
  /** Undefined: that of the list. */
  action?: WordAction | undefined;
}

/** Whose text is looked at, and which way it goes. */
export interface FilterScope {
  direction: 'inbound' | 'outbound';
  accountId?: string | undefined;
}

export function isInScope(
  applies: { direction: FilterDirection; accountIds: readonly string[] | undefined },
  { direction, accountId }: FilterScope,
): boolean {
  const isForAccount =
    applies.accountIds === undefined || (accountId !== undefined && applies.accountIds.includes(accountId));
  return isForAccount && (applies.direction === 'both' || applies.direction === direction);
}
