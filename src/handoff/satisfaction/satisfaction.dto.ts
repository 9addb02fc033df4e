import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { IsMoment } from '../../common/moment.js';
import { PageQuery } from '../../common/paging.js';

export class SatisfactionQuery extends PageQuery {
  /** Asked at this day or moment or later; 30 days before the end unless said otherwise. */
  @IsOptional()
  @IsMoment()
  from?: string;

  /** Asked before this day or moment; now unless said otherwise. A year after `from` at most. */
  @IsOptional()
  @IsMoment()
  to?: string;

  /** Only handoffs of this group. */
  @IsOptional()
  @IsUUID()
  groupId?: string;

  /** Only about operators, or only about the bot. */
  @IsOptional()
  @IsIn(['operator', 'bot'])
  about?: 'operator' | 'bot';
}

class FiguresView {
  @ApiProperty({ description: 'How many contacts were asked.' })
  asked!: number;
  @ApiProperty({ description: 'How many of them answered.' })
  answered!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'From 1 to 5; null where nobody answered.' })
  average!: number | null;
  @ApiProperty({ type: [Number], description: 'How many gave 1, 2, 3, 4 and 5.' })
  scores!: readonly number[];
}

class AnswerView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null: about the bot.' })
  handoffId!: string | null;
  @ApiProperty({ format: 'uuid' })
  conversationId!: string;
  @ApiProperty({ format: 'uuid' })
  contactId!: string;
  @ApiProperty({ format: 'uuid' })
  accountId!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Who resolved it.' })
  operatorId!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  groupId!: string | null;
  @ApiProperty({ minimum: 1, maximum: 5, description: 'What the contact gave, from 1 to 5.' })
  score!: number;
  @ApiProperty({ type: String, nullable: true, description: 'What the contact had to say, personal data masked.' })
  comment!: string | null;
  @ApiProperty({ format: 'date-time', description: 'When the contact was asked.' })
  askedAt!: string;
  @ApiProperty({ format: 'date-time', description: 'When the contact answered.' })
  answeredAt!: string;
}

export class SatisfactionView {
  @ApiProperty({ format: 'date-time', description: 'Where the span begins.' })
  from!: string;
  @ApiProperty({ format: 'date-time', description: 'Where the span ends.' })
  to!: string;
  @ApiProperty({ type: FiguresView, description: 'Of the whole time, whatever the page.' })
  figures!: FiguresView;
  @ApiProperty({ type: [AnswerView], description: 'Newest first.' })
  items!: AnswerView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}
