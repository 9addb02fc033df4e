import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsNumber, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min, MinLength } from 'class-validator';
import { IsMoment } from '../../common/moment.js';
import { PageQuery } from '../../common/paging.js';
import type { EventFilter } from './event-filter.js';
import type { StoredEvent } from './stored-event.js';

/** All that is given has to be true of an event. */
export class EventFilterBody implements EventFilter {
  @ApiPropertyOptional({ format: 'uuid', description: 'The person.' })
  @IsOptional()
  @IsUUID()
  contactId?: string;

  @ApiPropertyOptional({ description: 'The person as the channel names him, such as the WeCom userid.' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  externalId?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'The operator who did it, or whom it concerns.' })
  @IsOptional()
  @IsUUID()
  operatorId?: string;

  @ApiPropertyOptional({ description: 'Who did it: the id of a key.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  actor?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Included.' })
  @IsOptional()
  @IsMoment()
  from?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Not included.' })
  @IsOptional()
  @IsMoment()
  to?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  conversationId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  accountId?: string;

  @ApiPropertyOptional({ description: 'What was done, such as `dialog.outcome`; or all of a kind: `handoff.*`.' })
  @IsOptional()
  @Matches(/^[a-z][a-z.-]{0,98}\*?$/)
  action?: string;

  @ApiPropertyOptional({ description: 'The id or the name of the model that wrote the answer.' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  model?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'A document of the knowledge base that the answer saw.' })
  @IsOptional()
  @IsUUID()
  document?: string;

  @ApiPropertyOptional({ minimum: 0, maximum: 1, description: 'Answers that were less sure than this.' })
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  @Min(0)
  @Max(1)
  confidenceBelow?: number;

  @ApiPropertyOptional({ minimum: 0, maximum: 1, description: 'Answers that were at least as sure as this.' })
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  @Min(0)
  @Max(1)
  confidenceAbove?: number;

  @ApiPropertyOptional({ description: 'A list of words, a rule, or a word that a filter found.' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  filter?: string;

  @ApiPropertyOptional({
    description:
      'What was said, as it is stored (masked): ideographs anywhere in a message, at least two in a row; other scripts by ' +
      'the word. What was decided in the turn is found with the message. Ordered by when it was said.',
  })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  text?: string;
}

export class EventsQuery extends IntersectionType(PageQuery, EventFilterBody) {}

class ActorView {
  @ApiProperty({
    enum: ['system', 'contact', 'key', 'staff'],
    description: 'What it is: the program itself, a contact, or something with a key.',
  })
  kind!: string;
  @ApiProperty({ required: false })
  id?: string;
}

export class EventView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ format: 'date-time', description: 'By the clock of the database, to the microsecond.' })
  at!: string;
  @ApiProperty({ description: 'What was done, such as `conversation.started`.' })
  action!: string;
  @ApiProperty({ type: ActorView, description: 'Who did it.' })
  actor!: ActorView;
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  accountId!: string | null;
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  contactId!: string | null;
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  conversationId!: string | null;
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  messageId!: string | null;
  @ApiProperty({ nullable: true, type: String, description: 'The request that it was done by, if it was one.' })
  requestId!: string | null;
  @ApiProperty({ nullable: true, type: String, description: 'From where.' })
  address!: string | null;
  @ApiProperty({ nullable: true, type: String, description: 'With what.' })
  userAgent!: string | null;
  @ApiProperty({ nullable: true, type: String, description: 'What for, as the caller said.' })
  purpose!: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Depends on the action. Holds no texts.' })
  details!: unknown;
  @ApiProperty({
    nullable: true,
    type: String,
    description:
      'What the message says that was received or sent, masked; null for anything else, or once it is erased.',
  })
  text!: string | null;
}

export class EventPage {
  @ApiProperty({ type: [EventView] })
  items!: EventView[];
  @ApiProperty({
    nullable: true,
    type: String,
    description:
      'A page looks through a bounded number of events: it may be short, even empty, and have more behind it.',
  })
  nextCursor!: string | null;
}

export function presentEvent(event: StoredEvent, text: string | undefined): EventView {
  return {
    id: event.id,
    at: event.time,
    action: event.action,
    actor: event.actor,
    accountId: event.account_id,
    contactId: event.contact_id,
    conversationId: event.conversation_id,
    messageId: event.message_id,
    requestId: event.request_id,
    address: event.address,
    userAgent: event.user_agent,
    purpose: event.purpose,
    details: event.details,
    text: text ?? null,
  };
}
