import type { AccountId, ContactId, TurnId } from '../../common/ids.js';

/** Who wrote or pressed, and in which turn. */
export interface DeskWriter {
  accountId: AccountId;
  /** The member id under which he wrote. */
  externalId: string;
  /** His own contact. */
  contactId: ContactId;
  turnId: TurnId;
  requestId: string;
  /** Aborted when the turn is somebody else's. */
  signal: AbortSignal;
  /** Milliseconds that the turn has left. */
  budgetMs?: number;
}
