import { ApiProperty } from '@nestjs/swagger';
import { AuthorView } from '../../privacy/author.dto.js';
import { HandoffEventView, presentEvent } from '../events/event-view.js';
import type { Case } from './case.js';
import { caseStates } from './case-states.js';
import type { HandoffDetails } from './handoff-list.js';
import type { Note } from './notes.js';
import type { Offer } from './offers.js';

const moment = { format: 'date-time', nullable: true, type: String } as const;

export class HandoffView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ format: 'uuid' })
  conversationId!: string;
  @ApiProperty({ format: 'uuid' })
  contactId!: string;
  @ApiProperty({ description: "The contact's id in its channel, such as the WeCom userid." })
  externalId!: string;
  @ApiProperty({ format: 'uuid' })
  accountId!: string;
  @ApiProperty({ description: 'Why a human is needed, such as `asked-for-human`.' })
  reason!: string;
  @ApiProperty({ type: String, nullable: true, description: 'What whoever takes over should know: a line each.' })
  summary!: string | null;
  @ApiProperty({ enum: caseStates, description: 'Where the case stands.' })
  state!: string;
  @ApiProperty({ description: 'The higher, the sooner it is offered.' })
  priority!: number;
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  groupId!: string | null;
  @ApiProperty({ format: 'uuid', nullable: true, type: String, description: 'Who has claimed it, or had at its end.' })
  operatorId!: string | null;
  @ApiProperty({ nullable: true, type: String, description: 'What the contact writes in.' })
  language!: string | null;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
  @ApiProperty({ format: 'date-time', description: 'Since when it waits for an operator, or last did.' })
  queuedAt!: string;
  @ApiProperty({ ...moment, description: 'When it was claimed; null if it never was.' })
  claimedAt!: string | null;
  @ApiProperty({ ...moment, description: 'Since then nothing of the bot was under way any more.' })
  confirmedAt!: string | null;
  @ApiProperty({ ...moment, description: 'When an operator first answered; null while nobody has.' })
  firstResponseAt!: string | null;
  @ApiProperty({ ...moment, description: 'When it ended; null while it is open.' })
  closedAt!: string | null;
  @ApiProperty({ nullable: true, type: String, description: 'Of a resolution, such as `solved`.' })
  outcome!: string | null;
  @ApiProperty({ nullable: true, type: String, description: 'What whoever resolved it says of it.' })
  note!: string | null;
}

export class HandoffPage {
  @ApiProperty({ type: [HandoffView] })
  items!: HandoffView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

export class OfferView {
  @ApiProperty({ format: 'uuid', description: 'Shared by those who were asked at once.' })
  id!: string;
  @ApiProperty({ format: 'uuid' })
  operatorId!: string;
  @ApiProperty({ enum: ['next', 'group', 'supervisor'], description: 'Whom it was offered to.' })
  stage!: string;
  @ApiProperty({
    enum: ['open', 'claimed', 'passed', 'postponed', 'expired', 'withdrawn', 'failed'],
    description: 'What became of the offer.',
  })
  state!: string;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
  @ApiProperty({ format: 'date-time', description: 'Until when it can be accepted.' })
  expiresAt!: string;
}

export class NoteView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ type: AuthorView, description: 'Who wrote it.' })
  author!: AuthorView;
  @ApiProperty({ description: 'The note itself.' })
  text!: string;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class HandoffDetailsView extends HandoffView {
  @ApiProperty({ type: [OfferView], description: 'Who was asked to take it, oldest first.' })
  offers!: OfferView[];
  @ApiProperty({ type: [NoteView], description: 'What operators noted, oldest first.' })
  notes!: NoteView[];
  @ApiProperty({ type: [HandoffEventView], description: 'What happened to it in the last 30 days, oldest first.' })
  timeline!: HandoffEventView[];
  @ApiProperty({ type: [String], description: 'The messages from its request to its end, the last 500, oldest first.' })
  messageIds!: string[];
}

export class SentMessageView {
  @ApiProperty({ format: 'uuid', description: 'In the history of the conversation.' })
  messageId!: string;
  @ApiProperty({ description: 'It was sent before, under the same Idempotency-Key.' })
  isRepeated!: boolean;
}

export function presentHandoff(handoff: Case): HandoffView {
  return fieldsOf(handoff);
}

export function presentDetails(details: HandoffDetails): HandoffDetailsView {
  return {
    ...fieldsOf(details.case),
    offers: details.offers.map(presentOffer),
    notes: details.notes.map(presentNote),
    timeline: details.timeline.map(presentEvent),
    messageIds: [...details.messageIds],
  };
}

export function presentNote({ id, author, text, createdAt }: Note): NoteView {
  return { id, author, text, createdAt: createdAt.toISOString() };
}

function presentOffer({ id, operatorId, stage, state, createdAt, expiresAt }: Offer): OfferView {
  return {
    id,
    operatorId,
    stage,
    state,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}

function fieldsOf(handoff: Case) {
  return {
    id: handoff.id,
    conversationId: handoff.conversationId,
    contactId: handoff.contactId,
    externalId: handoff.externalId,
    accountId: handoff.accountId,
    reason: handoff.reason,
    summary: handoff.summary,
    state: handoff.state,
    priority: handoff.priority,
    groupId: handoff.groupId,
    operatorId: handoff.operatorId,
    language: handoff.language,
    createdAt: handoff.createdAt.toISOString(),
    queuedAt: handoff.queuedAt.toISOString(),
    claimedAt: handoff.claimedAt?.toISOString() ?? null,
    confirmedAt: handoff.confirmedAt?.toISOString() ?? null,
    firstResponseAt: handoff.firstResponseAt?.toISOString() ?? null,
    closedAt: handoff.closedAt?.toISOString() ?? null,
    outcome: handoff.outcome,
    note: handoff.note,
  };
}
