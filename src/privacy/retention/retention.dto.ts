import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { IsMoment } from '../../common/moment.js';
import { PageQuery } from '../../common/paging.js';
import { IsStorable } from '../../common/storable.js';
import { AuthorView } from '../author.dto.js';
import { type HeldThing, heldThings, type HoldRow, subjectOf } from './hold-rows.js';
import type { RetentionRun } from './retention-runs.js';

const REASON_LENGTH_MAX = 1_000;

export class HoldChangeBody {
  @ApiProperty({
    minLength: 5,
    maxLength: REASON_LENGTH_MAX,
    description: 'Why it must be kept, such as a case number.',
  })
  @IsString()
  @IsStorable()
  @Length(5, REASON_LENGTH_MAX)
  reason!: string;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'It is held until then; left out: until somebody releases it.',
  })
  @IsOptional()
  @IsMoment()
  until?: string | null;
}

export class HoldBody extends HoldChangeBody {
  @ApiProperty({ enum: heldThings, description: 'What is held: all of a contact, of a conversation or of an account.' })
  @IsIn(heldThings)
  subject!: HeldThing;

  @ApiProperty({ format: 'uuid', description: 'Which one.' })
  @IsUUID()
  subjectId!: string;
}

export class HoldsQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'true: what is held now; false: what is held no more. Left out: both.' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  active?: boolean;
}

export class HoldView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ enum: heldThings, description: 'What is kept from being removed.' })
  subject!: HeldThing;
  @ApiProperty({ format: 'uuid', description: 'Of the contact, the conversation or the account.' })
  subjectId!: string;
  @ApiProperty({ description: 'Why it was placed.' })
  reason!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: until it is released.' })
  until!: string | null;
  @ApiProperty({ type: AuthorView, description: 'Who placed it.' })
  placedBy!: AuthorView;
  @ApiProperty({ type: AuthorView, nullable: true, description: 'Who released it; null while it holds.' })
  releasedBy!: AuthorView | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it was released; null while it holds.',
  })
  releasedAt!: string | null;
  @ApiProperty({ description: 'Grows with each change; the ETag.' })
  version!: number;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class HoldPage {
  @ApiProperty({ type: [HoldView] })
  items!: HoldView[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}

export class RetentionKindView {
  @ApiProperty({ description: 'Such as messages.' })
  name!: string;
  @ApiProperty({ description: 'The setting that says how long it is kept.' })
  setting!: string;
  @ApiProperty({ description: 'Its value, in days or, of audit events, in months. 0: for ever.' })
  kept!: number;
}

export class RetentionView {
  @ApiProperty({ type: [RetentionKindView], description: 'What is not kept for ever, and for how long it is.' })
  kinds!: RetentionKindView[];
}

export class KindProgressView {
  @ApiProperty()
  name!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'What is older goes. Null: nothing.' })
  before!: string | null;
  @ApiProperty({ description: 'How many rows: conversations with their messages, files, originals, …' })
  removed!: number;
  @ApiProperty({ description: 'Old enough, but under a legal hold.' })
  held!: number;
  @ApiProperty({
    enum: ['waiting', 'completed', 'unfinished', 'failed'],
    description: 'unfinished: the next run goes on.',
  })
  status!: string;
}

export class RetentionRunView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ enum: ['running', 'completed'], description: 'Whether it still runs.' })
  status!: string;
  @ApiProperty({ type: [KindProgressView], description: 'What was removed, by kind.' })
  kinds!: KindProgressView[];
  @ApiProperty({ format: 'date-time' })
  startedAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finishedAt!: string | null;
}

export class RetentionRunPage {
  @ApiProperty({ type: [RetentionRunView] })
  items!: RetentionRunView[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}

export function presentHold(row: HoldRow): HoldView {
  const { subject, subjectId } = subjectOf(row);
  return {
    id: row.id,
    subject,
    subjectId,
    reason: row.reason,
    until: row.until?.toISOString() ?? null,
    placedBy: row.placed_by,
    releasedBy: row.released_by,
    releasedAt: row.released_at?.toISOString() ?? null,
    version: row.version,
    createdAt: row.created_at.toISOString(),
  };
}

export function presentRun({ id, status, kinds, started_at, finished_at }: RetentionRun): RetentionRunView {
  return {
    id,
    status,
    kinds: kinds.map(({ name, before, removed, held, status: step }) => ({
      name,
      before,
      removed,
      held,
      status: step,
    })),
    startedAt: started_at.toISOString(),
    finishedAt: finished_at?.toISOString() ?? null,
  };
}
