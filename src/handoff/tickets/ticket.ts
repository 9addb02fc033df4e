import type {
  AccountId,
  ContactId,
  ConversationId,
  GroupId,
  HandoffId,
  OperatorId,
  TicketId,
} from '../../common/ids.js';
import type { TicketState } from './ticket-states.js';

export const ticketPriorities = ['low', 'normal', 'high', 'urgent'] as const;
export type TicketPriority = (typeof ticketPriorities)[number];

export const TITLE_LENGTH_MAX = 200;
export const SUMMARY_LENGTH_MAX = 4_000;
export const COMMENT_LENGTH_MAX = 4_000;
/** Of one ticket. */
export const COMMENTS_MAX = 500;
const URGENT_FROM = 10;

/** Whose ticket it is in the outside system that it is kept in step with. */
export interface ExternalTicket {
  system: string;
  id: string;
}

export interface TicketRow {
  id: TicketId;
  number: string;
  category: string | null;
  priority: TicketPriority;
  account_id: AccountId;
  contact_id: ContactId;
  /** The contact's id in its channel, such as the WeCom userid. */
  contact_external_id: string;
  conversation_id: ConversationId | null;
  handoff_id: HandoffId | null;
  reason: string;
  title: string;
  summary: string | null;
  summary_by: 'extract' | 'model' | 'person' | null;
  /** Of the messages that it is about, in its conversation. */
  transcript_from: string | null;
  transcript_to: string | null;
  language: string | null;
  assignee_id: OperatorId | null;
  group_id: GroupId | null;
  state: TicketState;
  due_at: Date | null;
  external_system: string | null;
  external_id: string | null;
  comments: number;
  version: number;
  created_at: Date;
  updated_at: Date;
  solved_at: Date | null;
  closed_at: Date | null;
}

/** What a ticket is made of. Title and summary are written from the conversation where they are left out. */
export interface NewTicket {
  contactId: ContactId;
  conversationId?: ConversationId | undefined;
  handoffId?: HandoffId | undefined;
  /** Why there is one: `nobody-free`, `outside-hours`, `asked`. */
  reason: string;
  title?: string | undefined;
  summary?: string | undefined;
  /** What is known besides what was said, such as what a flow learned: stands before a summary of ours. */
  notes?: string | undefined;
  category?: string | undefined;
  priority?: TicketPriority | undefined;
  groupId?: GroupId | undefined;
  assigneeId?: OperatorId | undefined;
  /** Unset: as the group's time for a resolution says. */
  dueAt?: Date | undefined;
  language?: string | undefined;
  external?: ExternalTicket | undefined;
}

/** What is left out stays; null takes it away. */
export interface TicketChange {
  title?: string | undefined;
  summary?: string | undefined;
  /** Unset: a person. */
  summaryBy?: 'model' | undefined;
  category?: string | null | undefined;
  priority?: TicketPriority | undefined;
  groupId?: GroupId | null | undefined;
  assigneeId?: OperatorId | null | undefined;
  state?: TicketState | undefined;
  dueAt?: Date | null | undefined;
  external?: ExternalTicket | undefined;
}

/** A case has a number instead: 0 unless a rule or a caller says another. */
export function ticketPriorityOf(casePriority: number): TicketPriority {
  if (casePriority >= URGENT_FROM) {
    return 'urgent';
  }
  return casePriority > 0 ? 'high' : casePriority < 0 ? 'low' : 'normal';
}

/** `T000042`: what people say and write. */
export function ticketName(number: string | bigint): string {
  return `T${number.toString().padStart(6, '0')}`;
}

export interface CommentRow {
  id: string;
  ticket_id: string;
  author: { kind: string; id?: string };
  author_name: string | null;
  external_id: string | null;
  text: string;
  created_at: Date;
}
