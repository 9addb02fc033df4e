import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { IsMoment } from '../../common/moment.js';
import { PageQuery } from '../../common/paging.js';
import { IsStorable } from '../../common/storable.js';
import { type GapOrder, gapOrders, type GapState, gapStates } from './gap-list.js';

export class GapsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: gapStates })
  @IsOptional()
  @IsIn(gapStates)
  state?: GapState;

  @ApiPropertyOptional({ format: 'uuid', description: 'Only what was asked of this account.' })
  @IsOptional()
  @IsUUID()
  accountId?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Only what was asked at that time or later.' })
  @IsOptional()
  @IsMoment()
  since?: string;

  @ApiPropertyOptional({ enum: gapOrders, default: 'count', description: 'The most asked first, or the most recent.' })
  @IsIn(gapOrders)
  order: GapOrder = 'count';
}

export class GapDraftBody {
  @ApiProperty({ maxLength: 20_000, description: 'The answer of the entry.' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(20_000)
  @IsStorable()
  answer!: string;

  @ApiPropertyOptional({ maxLength: 500, description: 'Left out: the question that the gap began with.' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  @IsStorable()
  question?: string;

  @ApiPropertyOptional({ maxLength: 100 })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  @IsStorable()
  category?: string;
}

export class GapStateBody {
  @ApiProperty({ enum: ['open', 'dismissed'], description: 'Dismissed: nobody needs to answer this.' })
  @IsIn(['open', 'dismissed'])
  state!: 'open' | 'dismissed';
}

export class GapView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ description: 'The question that it began with. Personal data is masked.' })
  question!: string;
  @ApiProperty({ type: [String], description: 'The most recent wordings, at most 5.' })
  examples!: string[];
  @ApiProperty({ description: 'How often it was asked and not answered.' })
  count!: number;
  @ApiProperty({
    enum: gapStates,
    description: 'open; drafted: an entry was made of it; resolved: that entry is published; dismissed.',
  })
  state!: GapState;
  @ApiProperty({ format: 'uuid', nullable: true, type: String, description: 'The entry that was made of it.' })
  documentId!: string | null;
  @ApiProperty({ description: 'Grows with each change by an editor; the ETag.' })
  version!: number;
  @ApiProperty({ format: 'date-time', description: 'When it was first asked.' })
  firstAskedAt!: string;
  @ApiProperty({ format: 'date-time', description: 'When it was last asked.' })
  lastAskedAt!: string;
}

export class GapPage {
  @ApiProperty({ type: [GapView] })
  items!: GapView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

export class GapEffectView {
  @ApiProperty({ format: 'date-time', description: 'When the entry went live.' })
  publishedAt!: string;
  @ApiProperty({ description: 'Times asked and not answered before it was published.' })
  unansweredBefore!: number;
  @ApiProperty({ description: 'The same since then.' })
  unansweredSince!: number;
  @ApiProperty({ description: 'Times a day not answered before, from the first time on.' })
  unansweredPerDayBefore!: number;
  @ApiProperty({ description: 'Times a day not answered since.' })
  unansweredPerDaySince!: number;
  @ApiProperty({ description: 'Questions that the entry has answered since.' })
  answeredSince!: number;
  @ApiProperty({ description: 'Those of them whose answer was voted no help.' })
  unhelpfulSince!: number;
}

export class GapDetailView extends GapView {
  @ApiProperty({ nullable: true, type: GapEffectView, description: 'Null while its entry was never published.' })
  effect!: GapEffectView | null;
}

export class GapQuestionView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ description: 'Personal data is masked.' })
  text!: string;
  @ApiProperty({ format: 'uuid' })
  accountId!: string;
  @ApiProperty({ format: 'uuid' })
  conversationId!: string;
  @ApiProperty({ description: 'How likely the first hit was to answer it, 0..1.' })
  confidence!: number;
  @ApiProperty({ description: 'Why its turn ended as it did.' })
  reason!: string;
  @ApiProperty({
    enum: ['helpful', 'unhelpful'],
    nullable: true,
    type: String,
    description: 'What the contact thought of the answer; null where nothing was said.',
  })
  vote!: string | null;
  @ApiProperty({ format: 'date-time', description: 'When it was asked.' })
  askedAt!: string;
}

export class GapQuestionPage {
  @ApiProperty({ type: [GapQuestionView] })
  items!: GapQuestionView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}
