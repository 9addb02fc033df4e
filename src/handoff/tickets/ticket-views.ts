import { ApiProperty } from '@nestjs/swagger';
import type { CommentRow } from './ticket.js';
import { ticketName, ticketPriorities, type TicketRow } from './ticket.js';
import { ticketStates } from './ticket-states.js';

class TicketTranscriptView {
  @ApiProperty({ description: 'The place of the first message in the conversation.' })
  from!: string;
  @ApiProperty({ description: 'The place of the last.' })
  to!: string;
}

export class TicketView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ example: 'T000042', description: 'What people call it.' })
  number!: string;
  @ApiProperty({ enum: ticketStates, description: 'Where the ticket stands.' })
  state!: string;
  @ApiProperty({ enum: ticketPriorities, description: 'How urgent it is.' })
  priority!: string;
  @ApiProperty({ type: String, nullable: true })
  category!: string | null;
  @ApiProperty({ description: 'Why there is one: nobody-free, outside-hours, unanswered, asked, outside-system.' })
  reason!: string;
  @ApiProperty({ description: 'What it is about.' })
  title!: string;
  @ApiProperty({ type: String, nullable: true, description: 'What happened so far; null where nobody has said.' })
  summary!: string | null;
  @ApiProperty({ enum: ['extract', 'model', 'person'], nullable: true, description: 'Who wrote the summary.' })
  summaryBy!: string | null;
  @ApiProperty({ format: 'uuid' })
  accountId!: string;
  @ApiProperty({ format: 'uuid' })
  contactId!: string;
  @ApiProperty({ description: "The contact's id in its channel, such as the WeCom userid." })
  contactExternalId!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  conversationId!: string | null;
  @ApiProperty({
    type: TicketTranscriptView,
    nullable: true,
    description: 'Which messages of the conversation it is about.',
  })
  transcript!: TicketTranscriptView | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  handoffId!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  groupId!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The operator who has it.' })
  assigneeId!: string | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Until when it is to be done; null for no date.',
  })
  dueAt!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The outside system that it is kept in step with.' })
  externalSystem!: string | null;
  @ApiProperty({ type: String, nullable: true })
  externalId!: string | null;
  @ApiProperty({ description: 'How many comments it has.' })
  comments!: number;
  @ApiProperty({ description: 'Grows with each change, its ETag.' })
  version!: number;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it was solved; null while it is not.',
  })
  solvedAt!: string | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it was closed; null while it is not.',
  })
  closedAt!: string | null;
}

export class TicketPage {
  @ApiProperty({ type: [TicketView] })
  items!: TicketView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

class CommentAuthorView {
  @ApiProperty({
    enum: ['system', 'contact', 'key', 'staff'],
    description: 'What it is: the program itself, a contact, something with a key, or a member of the staff.',
  })
  kind!: string;
  @ApiProperty({ type: String, nullable: true })
  id!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'As an outside system says it.' })
  name!: string | null;
}

export class CommentView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ type: CommentAuthorView, description: 'Who wrote it.' })
  author!: CommentAuthorView;
  @ApiProperty({ description: 'The comment itself.' })
  text!: string;
  @ApiProperty({ type: String, nullable: true, description: "The outside system's own id." })
  externalId!: string | null;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class CommentPage {
  @ApiProperty({ type: [CommentView] })
  items!: CommentView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

export function presentTicket(row: TicketRow): TicketView {
  const { transcript_from: from, transcript_to: to } = row;
  return {
    id: row.id,
    number: ticketName(row.number),
    state: row.state,
    priority: row.priority,
    category: row.category,
    reason: row.reason,
    title: row.title,
    summary: row.summary,
    summaryBy: row.summary_by,
    accountId: row.account_id,
    contactId: row.contact_id,
    contactExternalId: row.contact_external_id,
    conversationId: row.conversation_id,
    transcript: from === null || to === null ? null : { from, to },
    handoffId: row.handoff_id,
    groupId: row.group_id,
    assigneeId: row.assignee_id,
    dueAt: row.due_at?.toISOString() ?? null,
    externalSystem: row.external_system,
    externalId: row.external_id,
    comments: row.comments,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    solvedAt: row.solved_at?.toISOString() ?? null,
    closedAt: row.closed_at?.toISOString() ?? null,
  };
}

export function presentComment(row: CommentRow): CommentView {
  return {
    id: row.id,
    author: { kind: row.author.kind, id: row.author.id ?? null, name: row.author_name },
    text: row.text,
    externalId: row.external_id,
    createdAt: row.created_at.toISOString(),
  };
}
