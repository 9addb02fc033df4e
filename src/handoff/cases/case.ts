import type { AccountId, ContactId, ConversationId, GroupId, HandoffId, OperatorId, TurnId } from '../../common/ids.js';
import type { CaseState } from './case-states.js';

/** Either way from 0, which is the usual. */
export const PRIORITY_MAX = 100;

/** A request for a human, from the request to its end. */
export interface Case {
  id: HandoffId;
  conversationId: ConversationId;
  contactId: ContactId;
  accountId: AccountId;
  /** The contact's id in its channel, such as the WeCom userid. */
  externalId: string;
  turnId: TurnId | null;
  /** Of whoever or whatever asked for a human. */
  requestId: string;
  /** Why a human is needed, such as `asked-for-human`. */
  reason: string;
  /** What whoever takes over should know, beyond what was said. */
  summary: string | null;
  intent: string | null;
  category: string | null;
  /** What the contact writes in. */
  language: string | null;
  /** The higher, the sooner it is offered. */
  priority: number;
  state: CaseState;
  groupId: GroupId | null;
  /** Who has claimed it, or had when it ended. */
  operatorId: OperatorId | null;
  /** Who shall have it: it was transferred to this operator. */
  wantedOperatorId: OperatorId | null;
  createdAt: Date;
  /** Since when it waits for an operator: the place in the queue goes by it. */
  queuedAt: Date;
  claimedAt: Date | null;
  /** From this moment on no message of the bot is under way any more, and the operator has the context. */
  confirmedAt: Date | null;
  firstResponseAt: Date | null;
  lastContactAt: Date | null;
  lastOperatorAt: Date | null;
  /** Put aside by its operator: silence is no reason to remind anybody. */
  heldAt: Date | null;
  closedAt: Date | null;
  /** Of a resolution, such as `solved`. */
  outcome: string | null;
  note: string | null;
  /** Of offers: within one nobody is asked again. */
  round: number;
}

export interface CaseRow {
  id: HandoffId;
  conversation_id: ConversationId;
  contact_id: ContactId;
  account_id: AccountId;
  external_id: string;
  turn_id: TurnId | null;
  request_id: string;
  reason: string;
  summary: string | null;
  intent: string | null;
  category: string | null;
  language: string | null;
  priority: number;
  state: CaseState;
  group_id: GroupId | null;
  operator_id: OperatorId | null;
  wanted_operator_id: OperatorId | null;
  created_at: Date;
  queued_at: Date;
  claimed_at: Date | null;
  confirmed_at: Date | null;
  first_response_at: Date | null;
  last_contact_at: Date | null;
  last_operator_at: Date | null;
  held_at: Date | null;
  closed_at: Date | null;
  outcome: string | null;
  note: string | null;
  round: number;
}

/** The columns of a `CaseRow`, of the table `handoffs` as `h` joined with `contacts` as `p`. */
export const CASE_COLUMNS = `h.id, h.conversation_id, h.contact_id, h.account_id, p.external_id, h.turn_id, h.request_id,
  h.reason, h.summary, h.intent, h.category, h.language, h.priority, h.state, h.group_id, h.operator_id,
  h.wanted_operator_id, h.created_at, h.queued_at, h.claimed_at, h.confirmed_at, h.first_response_at,
  h.last_contact_at, h.last_operator_at, h.held_at, h.closed_at, h.outcome, h.note, h.round`;

export function toCase(row: CaseRow): Case {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    contactId: row.contact_id,
    accountId: row.account_id,
    externalId: row.external_id,
    turnId: row.turn_id,
    requestId: row.request_id,
    reason: row.reason,
    summary: row.summary,
    intent: row.intent,
    category: row.category,
    language: row.language,
    priority: row.priority,
    state: row.state,
    groupId: row.group_id,
    operatorId: row.operator_id,
    wantedOperatorId: row.wanted_operator_id,
    createdAt: row.created_at,
    queuedAt: row.queued_at,
    claimedAt: row.claimed_at,
    confirmedAt: row.confirmed_at,
    firstResponseAt: row.first_response_at,
    lastContactAt: row.last_contact_at,
    lastOperatorAt: row.last_operator_at,
    heldAt: row.held_at,
    closedAt: row.closed_at,
    outcome: row.outcome,
    note: row.note,
    round: row.round,
  };
}
