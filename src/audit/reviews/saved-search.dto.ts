import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { IsMoment } from '../../common/moment.js';
import { EventFilterBody } from '../search/event.dto.js';
import type { SavedSearchRow, SearchRunRow } from './review-row.js';
import { isZone, type Rhythm, rhythms, type Schedule } from './schedule.js';

const IsZone = (): PropertyDecorator =>
  ValidateBy({
    name: 'isZone',
    validator: {
      validate: (value) => typeof value === 'string' && isZone(value),
      defaultMessage: () => '$property must be a time zone such as Asia/Shanghai',
    },
  });

export class ScheduleBody implements Schedule {
  @ApiProperty({ enum: rhythms, description: 'How long a period is.' })
  @IsIn(rhythms)
  every!: Rhythm;

  @ApiProperty({ minimum: 0, maximum: 23, description: 'The hour of the day at which it runs.' })
  @IsInt()
  @Min(0)
  @Max(23)
  hour!: number;

  @ApiPropertyOptional({
    minimum: 1,
    maximum: 28,
    default: 1,
    description: 'Weekly: 1 (Monday) to 7. Monthly: the day.',
  })
  @IsInt()
  @Min(1)
  @Max(28)
  day: number = 1;

  @ApiPropertyOptional({ default: 'Asia/Shanghai', description: 'IANA.' })
  @IsZone()
  zone: string = 'Asia/Shanghai';
}

export class SavedSearchBody {
  @ApiProperty({ minLength: 1, maxLength: 100 })
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  name!: string;

  @ApiPropertyOptional({
    type: EventFilterBody,
    description: 'Without an action, answers are looked for. The time is that of the period.',
  })
  @IsObject()
  @ValidateNested()
  @Type(() => EventFilterBody)
  filters: EventFilterBody = new EventFilterBody();

  @ApiPropertyOptional({ type: ScheduleBody, nullable: true, description: 'Left out: it is not run by itself.' })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ScheduleBody)
  schedule?: ScheduleBody | null;

  @ApiPropertyOptional({
    minimum: 0,
    maximum: 200,
    default: 20,
    description: 'So many of a period are to be reviewed.',
  })
  @IsInt()
  @Min(0)
  @Max(200)
  sample: number = 20;

  @ApiPropertyOptional({ default: true })
  @IsBoolean()
  enabled: boolean = true;
}

export class SavedSearchView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'What is searched for.' })
  filters!: unknown;
  @ApiProperty({ type: ScheduleBody, nullable: true, description: 'When it runs by itself; null if never.' })
  schedule!: Schedule | null;
  @ApiProperty({ description: 'How many answers of a period are picked for review.' })
  sample!: number;
  @ApiProperty()
  enabled!: boolean;
  @ApiProperty({ description: 'Grows with each change; it is the ETag.' })
  version!: number;
  @ApiProperty({ format: 'date-time', description: 'The end of the last period that was run.' })
  ranUntil!: string;
  @ApiProperty({ format: 'date-time', type: String, nullable: true, description: 'When it runs next.' })
  nextAt!: string | null;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class SavedSearchList {
  @ApiProperty({ type: [SavedSearchView] })
  items!: SavedSearchView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

export class SearchRunBody {
  @ApiProperty({ format: 'date-time', description: 'Included.' })
  @IsMoment()
  from!: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Not included. Left out: up to now.' })
  @IsOptional()
  @IsMoment()
  to?: string;
}

export class SearchRunView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ format: 'date-time', description: 'Where its period begins.' })
  from!: string;
  @ApiProperty({ format: 'date-time', description: 'Not included.' })
  to!: string;
  @ApiProperty({ enum: ['done', 'missed'], description: 'missed: over for too long when a program could look at it.' })
  state!: string;
  @ApiProperty({ description: 'So many were there, up to 100,000.' })
  found!: number;
  @ApiProperty({ description: 'So many of them are to be reviewed.' })
  sampled!: number;
  @ApiProperty({ nullable: true, type: String, description: 'Who asked for it; null: it was run by its schedule.' })
  askedBy!: string | null;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class SearchRunPage {
  @ApiProperty({ type: [SearchRunView] })
  items!: SearchRunView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

export function presentSearch(row: SavedSearchRow): SavedSearchView {
  const { id, name, filters, schedule, sample, enabled, version } = row;
  return {
    id,
    name,
    filters,
    schedule,
    sample,
    enabled,
    version,
    ranUntil: row.ran_until.toISOString(),
    nextAt: row.next_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

export function presentRun({ id, state, found, sampled, ...row }: SearchRunRow): SearchRunView {
  return {
    id,
    from: row.from_at.toISOString(),
    to: row.to_at.toISOString(),
    state,
    found,
    sampled,
    askedBy: row.asked_by?.id ?? row.asked_by?.kind ?? null,
    createdAt: row.created_at.toISOString(),
  };
}
