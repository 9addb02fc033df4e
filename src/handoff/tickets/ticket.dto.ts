import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { IsMoment } from '../../common/moment.js';
import { PageQuery } from '../../common/paging.js';
import { SortedBy } from '../../common/sorting.js';
import { IsStorable } from '../../common/storable.js';
import {
  COMMENT_LENGTH_MAX,
  SUMMARY_LENGTH_MAX,
  ticketPriorities,
  type TicketPriority,
  TITLE_LENGTH_MAX,
} from './ticket.js';
import { ticketOrders } from './ticket-rows.js';
import { type TicketState, ticketStates } from './ticket-states.js';

export class TicketsQuery extends PageQuery {
  /** Only the one that people call so, such as `T000042`. */
  @IsOptional()
  @Matches(/^T?\d{1,15}$/i, { message: '$property must be a number such as T000042' })
  number?: string;

  /** Only those in this state. */
  @IsOptional()
  @IsIn(ticketStates)
  state?: TicketState;

  /** Only those of this group. */
  @IsOptional()
  @IsUUID()
  groupId?: string;

  /** Only those that this operator has. */
  @IsOptional()
  @IsUUID()
  assigneeId?: string;

  /** Only those of this contact. */
  @IsOptional()
  @IsUUID()
  contactId?: string;

  /** Only those of this conversation. */
  @IsOptional()
  @IsUUID()
  conversationId?: string;

  /** Only the one of this handoff. */
  @IsOptional()
  @IsUUID()
  handoffId?: string;

  @SortedBy(...ticketOrders)
  sort: (typeof ticketOrders)[number] = '-number';
}

/** What people may say of a ticket; what is left out stays as it is. */
class TicketFields {
  @ApiProperty({ required: false, maxLength: TITLE_LENGTH_MAX })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(TITLE_LENGTH_MAX)
  @IsStorable()
  title?: string;

  @ApiProperty({ required: false, maxLength: SUMMARY_LENGTH_MAX, description: 'From then on no model changes it.' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(SUMMARY_LENGTH_MAX)
  @IsStorable()
  summary?: string;

  @ApiProperty({ required: false, type: String, nullable: true, maxLength: 100 })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  @IsStorable()
  category?: string | null;

  @ApiProperty({ required: false, enum: ticketPriorities })
  @IsOptional()
  @IsIn(ticketPriorities)
  priority?: TicketPriority;

  @ApiProperty({ required: false, type: String, format: 'uuid', nullable: true })
  @IsOptional()
  @IsUUID()
  groupId?: string | null;

  @ApiProperty({
    required: false,
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The operator who has it.',
  })
  @IsOptional()
  @IsUUID()
  assigneeId?: string | null;

  @ApiProperty({ required: false, type: String, format: 'date-time', nullable: true })
  @IsOptional()
  @IsMoment()
  dueAt?: string | null;
}

const ConversationProperty = (): PropertyDecorator => (target, key) => {
  const description = 'What it is about: a conversation of that contact.';
  for (const decorate of [ApiProperty({ required: false, format: 'uuid', description }), IsOptional(), IsUUID()]) {
    decorate(target, key);
  }
};

export class NewTicketBody extends TicketFields {
  @ApiProperty({ format: 'uuid', description: 'Whose ticket it is.' })
  @IsUUID()
  contactId!: string;

  @ConversationProperty()
  conversationId?: string;

  @ApiProperty({ required: false, default: false, description: 'Whether the contact is told of it and its number.' })
  @IsOptional()
  @IsBoolean()
  tellContact?: boolean;
}

export class TicketBody extends TicketFields {
  @ApiProperty({ required: false, enum: ticketStates, description: 'A contact whose ticket is solved is told.' })
  @IsOptional()
  @IsIn(ticketStates)
  state?: TicketState;
}

export class CommentBody {
  @ApiProperty({ maxLength: COMMENT_LENGTH_MAX, description: 'The comment itself.' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(COMMENT_LENGTH_MAX)
  @IsStorable()
  text!: string;

  @ApiProperty({ required: false, maxLength: 100, description: 'Who says it in an outside system.' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  @IsStorable()
  authorName?: string;

  @ApiProperty({
    required: false,
    maxLength: 200,
    description: "An outside system's own id: sent again, it is there once.",
  })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  @IsStorable()
  externalId?: string;
}

export class ExternalTicketBody extends TicketFields {
  @ApiProperty({ required: false, format: 'uuid', description: 'Whose ticket it is, where it is new here.' })
  @IsOptional()
  @IsUUID()
  contactId?: string;

  @ConversationProperty()
  conversationId?: string;

  @ApiProperty({ required: false, enum: ticketStates, description: 'Where the ticket stands.' })
  @IsOptional()
  @IsIn(ticketStates)
  state?: TicketState;

  @ApiProperty({ required: false, format: 'uuid', description: 'The ticket here that it is, as the webhook named it.' })
  @IsOptional()
  @IsUUID()
  ticketId?: string;

  @ApiProperty({ required: false, type: [CommentBody], description: 'At most 50; each by its external id once.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => CommentBody)
  comments?: CommentBody[];
}

/** The path of a ticket of an outside system. */
export class ExternalTicketPath {
  /** The outside system, such as `jira`. */
  @Matches(/^[a-z0-9][a-z0-9_.-]{0,49}$/, { message: '$property must be a short name such as jira' })
  system!: string;

  /** Its own id. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  @IsStorable()
  externalId!: string;
}
