import type { AccountId, ConversationId, GroupId, HandoffId, MessageId, OperatorId } from '../../common/ids.js';

/** What can happen to a case. */
export const handoffEventTypes = [
  'handoff.requested',
  'handoff.offered',
  'handoff.unanswered',
  'handoff.claimed',
  'handoff.transferred',
  'handoff.released',
  'handoff.resolved',
  'handoff.returned',
  'handoff.expired',
  'handoff.abandoned',
  'handoff.message',
  'handoff.note',
  'handoff.reminded',
  'handoff.escalated',
] as const;

export type HandoffEventType = (typeof handoffEventTypes)[number];

/** Ids, codes and times: what was said stands in the messages. */
export interface HandoffEvent {
  type: HandoffEventType;
  handoffId: HandoffId;
  conversationId: ConversationId;
  accountId: AccountId;
  groupId?: GroupId | null | undefined;
  operatorId?: OperatorId | null | undefined;
  messageId?: MessageId | undefined;
  /** What else there is to say, such as `direction` of a message. Small. */
  details?: Readonly<Record<string, string | number | boolean | null>> | undefined;
}

/** An event with its place among all: an opaque string that grows with time only in the order of `StoredEvent`s. */
export interface StoredEvent extends HandoffEvent {
  position: string;
  at: Date;
}
