import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { PageQuery } from '../../common/paging.js';
import { type Verdict, verdicts } from './review-row.js';
import { MayBeAbsent } from '../../common/may-be-absent.js';

export class ReviewsQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Only what this search picked.' })
  @IsOptional()
  @IsUUID()
  savedSearchId?: string;

  @ApiPropertyOptional({ enum: [...verdicts, 'open'], description: 'open: without a verdict.' })
  @IsOptional()
  @IsIn([...verdicts, 'open'])
  verdict?: Verdict | 'open';
}

export class VerdictBody {
  @ApiProperty({ enum: verdicts, description: 'What you think of the answer.' })
  @IsIn(verdicts)
  verdict!: Verdict;

  @ApiPropertyOptional({ maxLength: 2000, description: 'Why; without personal data.' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(2_000)
  note?: string;
}

export class ReviewView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ format: 'uuid', description: 'The search that picked the answer.' })
  savedSearchId!: string;
  @ApiProperty({ description: 'The name of that search when it picked the answer.' })
  searchName!: string;
  @ApiProperty({ format: 'date-time', description: 'The period that it was picked from.' })
  from!: string;
  @ApiProperty({ format: 'date-time', description: 'Where the period ends, which it was picked from.' })
  to!: string;
  @ApiProperty({ format: 'uuid' })
  eventId!: string;
  @ApiProperty({ format: 'date-time', description: 'When the answer was given.' })
  eventAt!: string;
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  accountId!: string | null;
  @ApiProperty({ format: 'uuid', nullable: true, type: String, description: 'Its transcript shows the rest.' })
  conversationId!: string | null;
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  messageId!: string | null;
  @ApiProperty({ nullable: true, type: String, description: 'What was answered, masked; null once it is erased.' })
  text!: string | null;
  @ApiProperty({
    enum: verdicts,
    nullable: true,
    type: String,
    description: 'What the reviewer thinks of the answer; null while nobody has looked.',
  })
  verdict!: Verdict | null;
  @ApiProperty({ nullable: true, type: String, description: 'What the reviewer says besides.' })
  note!: string | null;
  @ApiProperty({ nullable: true, type: String, description: 'Who judged it; null while nobody has.' })
  reviewedBy!: string | null;
  @ApiProperty({
    format: 'date-time',
    nullable: true,
    type: String,
    description: 'When it was judged; null while it is not.',
  })
  reviewedAt!: string | null;
  @ApiProperty({ description: 'Grows with each verdict; it is the ETag.' })
  version!: number;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class ReviewPage {
  @ApiProperty({ type: [ReviewView] })
  items!: ReviewView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}
