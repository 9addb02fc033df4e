import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import { IsMoment } from '../common/moment.js';
import { PageQuery } from '../common/paging.js';
import { SortedBy } from '../common/sorting.js';
import { type ConversationOrder, conversationOrders } from './conversation-list.js';
import { type MessageFilter, messageOrders } from './history.js';
import { MediaView } from './media/media.dto.js';

export class ConversationsQuery extends PageQuery {
  /** Only those of this account. Whoever sees the conversations of some groups alone names a `contactId` besides. */
  @IsOptional()
  @IsUUID()
  accountId?: string;

  /** Only those of this contact. */
  @IsOptional()
  @IsUUID()
  contactId?: string;

  /** Only those in this state. */
  @IsOptional()
  @IsIn(['open', 'ended'])
  state?: string;

  @ApiPropertyOptional({
    description:
      'Only those in this language: a BCP 47 tag, such as `zh-Hans`. Whoever sees the conversations of some groups alone names a `contactId` besides.',
    example: 'zh-Hans',
  })
  @IsOptional()
  @Matches(/^[A-Za-z0-9-]{2,35}$/)
  language?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Only those that this group of operators has had to do with.' })
  @IsOptional()
  @IsUUID()
  groupId?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Only those that this operator has had to do with.' })
  @IsOptional()
  @IsUUID()
  operatorId?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Only those that began at this moment or later.' })
  @IsOptional()
  @IsMoment()
  from?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Only those that began before this moment.' })
  @IsOptional()
  @IsMoment()
  to?: string;

  @SortedBy(...conversationOrders)
  sort: ConversationOrder = '-startedAt';
}

export class MessagesQuery extends PageQuery {
  @ApiPropertyOptional({
    enum: ['inbound', 'outbound'],
    description: 'Only those from the contact, or to the contact.',
  })
  @IsOptional()
  @IsIn(['inbound', 'outbound'])
  direction?: string;

  @ApiPropertyOptional({
    enum: ['contact', 'bot', 'operator', 'system'],
    description: 'Only those that this one says.',
  })
  @IsOptional()
  @IsIn(['contact', 'bot', 'operator', 'system'])
  sender?: string;

  @SortedBy(...messageOrders)
  sort: MessageFilter['sort'] = 'createdAt';
}

export class ConversationView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ format: 'uuid' })
  accountId!: string;
  @ApiProperty({ format: 'uuid' })
  contactId!: string;
  /** The contact's id in its channel, such as the WeCom userid. */
  @ApiProperty()
  externalId!: string;
  @ApiProperty({ enum: ['open', 'ended'], description: 'Whether the conversation goes on.' })
  state!: string;
  /** Who answers: the bot, or an operator who has claimed it. */
  @ApiProperty({ enum: ['bot', 'operator'], description: 'Who answers: the bot, or an operator who has claimed it.' })
  owner!: string;
  @ApiProperty({ format: 'date-time' })
  startedAt!: string;
  @ApiProperty({ format: 'date-time', description: 'When somebody last said something.' })
  lastActivityAt!: string;
  @ApiProperty({
    format: 'date-time',
    nullable: true,
    type: String,
    description: 'When it ended; null while it is open.',
  })
  endedAt!: string | null;
  @ApiProperty({ nullable: true, type: String, description: 'Why it ended; null while it is open.' })
  endReason!: string | null;
  @ApiProperty({
    nullable: true,
    type: String,
    description: 'The language in which the contact is answered, a BCP 47 tag; null where it is not known yet.',
  })
  language!: string | null;
}

export class ConversationPage {
  @ApiProperty({ type: [ConversationView] })
  items!: ConversationView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

export class MessageView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ format: 'uuid' })
  conversationId!: string;
  @ApiProperty({ enum: ['inbound', 'outbound'], description: 'From the contact, or to the contact.' })
  direction!: string;
  @ApiProperty({ enum: ['contact', 'bot', 'operator', 'system'], description: 'Who says it.' })
  sender!: string;
  /** Such as text, image, voice, video, location, link, event. */
  @ApiProperty({ description: 'The kind of message, such as text, image or event.' })
  type!: string;
  @ApiProperty({
    nullable: true,
    type: String,
    description: 'The text, personal data masked; null for what is no text.',
  })
  text!: string | null;
  /** What the type carries besides: media id, coordinates, event key. */
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'What else the message consists of; its form depends on the type.',
  })
  content!: Record<string, unknown>;
  /** Inbound: open, or the outcome. Outbound: pending, delivered, rejected or withheld. */
  @ApiProperty({ description: 'What has become of it.' })
  status!: string;
  /** Why it ended so. */
  @ApiProperty({
    nullable: true,
    type: String,
    description: 'Why it has become that; null where there is nothing to say.',
  })
  reason!: string | null;
  @ApiProperty({ type: [MediaView], description: 'The files that came with it, or went out with it.' })
  media!: MediaView[];
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class MessagePage {
  @ApiProperty({ type: [MessageView] })
  items!: MessageView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}
