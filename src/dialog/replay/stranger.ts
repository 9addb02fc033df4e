import { type AccountId, type ContactId, type ConversationId, newId, type TurnId } from '../../common/ids.js';
import type { TurnSubject } from '../turn.js';

/** A question that nobody in particular asks. */
export interface StrangersQuestion {
  text: string;
  /** Unset: whatever is published for all accounts. */
  accountId?: AccountId | undefined;
  language?: string | undefined;
}

export interface TrialBudget {
  signal: AbortSignal;
  deadlineMs: number;
}

/** The question of a contact of whom nothing is known. */
export function strangerWith(
  { text, accountId = newId<AccountId>(), language }: StrangersQuestion,
  { signal, deadlineMs: budgetMs }: TrialBudget,
): TurnSubject {
  const contactId = newId<ContactId>();
  const id = newId<ConversationId>();
  return {
    turnId: newId<TurnId>(),
    contactId,
    externalId: '',
    conversation: { id, contactId, accountId, owner: 'bot', language: language ?? null },
    contents: [{ type: 'text', text }],
    originals: [{ type: 'text', text }],
    requestId: 'trial',
    budgetMs,
    signal,
  };
}
