import type { AccountId, MessageId, TurnId } from '../common/ids.js';
import type { InboundContent } from './content.js';

/** A received message that has no outcome yet. */
export interface OpenMessage {
  id: MessageId;
  accountId: AccountId;
  externalId: string;
  /** As it came. In memory only: it is neither stored nor logged. */
  original: InboundContent;
  sentAt: Date;
  /** Since it was received, by database time. */
  ageMs: number;
  /** How long it must still wait for its retry; 0 or less: it is due. */
  dueInMs: number;
  requestId: string;
  attempts: number;
  turnId: TurnId | undefined;
}

/** One that a turn has taken. */
export interface TakenMessage extends OpenMessage {
  /** Without personal data: what is stored, and what everybody but the contact and his operator sees. */
  content: InboundContent;
}
