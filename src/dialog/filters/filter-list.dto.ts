import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { IsStorable } from '../../common/storable.js';
import { type FilterDirection, filterDirections } from './filter-verdict.js';
import type { ListChange } from './filter-lists.js';
import type { ImportReport } from './filter-words.js';
import type { ListRow } from './stored-filters.js';
import { WORD_LENGTH_MAX, wordActions, type WordFormat, wordFormats } from './word-files.js';
import type { WordAction } from './word-lists.js';

export const FILTER_NAME_LENGTH_MAX = 100;
export const FILTER_ACCOUNTS_MAX = 100;
const MESSAGES_MAX = 5_000;

export const Trimmed = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));

/** Who a list or a rule is for, and whether it is in force. */
export class FilterBody {
  @ApiProperty({ maxLength: FILTER_NAME_LENGTH_MAX, description: 'No other has the same.' })
  @Trimmed()
  @IsString()
  @IsNotEmpty()
  @MaxLength(FILTER_NAME_LENGTH_MAX)
  @IsStorable()
  name!: string;

  @ApiPropertyOptional({
    type: [String],
    format: 'uuid',
    nullable: true,
    maxItems: FILTER_ACCOUNTS_MAX,
    description: 'The accounts that it is for. Left out: all.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(FILTER_ACCOUNTS_MAX)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  accountIds?: string[] | null;

  @ApiPropertyOptional({ default: true, description: 'Whether it is in force.' })
  @IsBoolean()
  enabled: boolean = true;
}

export class ListBody extends FilterBody {
  @ApiProperty({ enum: wordActions, description: 'What its words lead to; `allow` makes exceptions of them.' })
  @IsIn(wordActions)
  action!: WordAction;

  @ApiPropertyOptional({ enum: filterDirections, default: 'both', description: 'Which texts it is for.' })
  @IsIn(filterDirections)
  direction: FilterDirection = 'both';
}

export class WordParameters {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  id!: string;

  @ApiProperty({ maxLength: WORD_LENGTH_MAX })
  @Trimmed()
  @IsString()
  @IsNotEmpty()
  @MaxLength(WORD_LENGTH_MAX)
  @IsStorable()
  word!: string;
}

export class WordBody {
  @ApiPropertyOptional({ enum: wordActions, nullable: true, description: 'Left out: that of the list.' })
  @IsOptional()
  @IsIn(wordActions)
  action?: WordAction | null;
}

export class WordImportQuery {
  @ApiProperty({ enum: wordFormats, description: 'txt: a word a line. csv, json: perhaps with an action each.' })
  @IsIn(wordFormats)
  format!: WordFormat;

  @ApiPropertyOptional({ enum: ['append', 'replace'], default: 'append' })
  @IsIn(['append', 'replace'])
  mode: 'append' | 'replace' = 'append';

  @ApiPropertyOptional({ type: Boolean, default: false, description: 'Says what would change, and writes nothing.' })
  @IsIn(['true', 'false'])
  dryRun: 'true' | 'false' = 'false';

  @ApiPropertyOptional({
    minimum: 0,
    maximum: MESSAGES_MAX,
    default: 1_000,
    description: 'How many of the latest messages of contacts the words are tried on.',
  })
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(MESSAGES_MAX)
  messages: number = 1_000;
}

export class ListView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ enum: wordActions, description: 'What is done about a hit.' })
  action!: WordAction;
  @ApiProperty({
    enum: filterDirections,
    description: 'Where it is looked for: in what contacts write, in what they are answered, or in both.',
  })
  direction!: FilterDirection;
  @ApiProperty({ type: [String], nullable: true, description: 'Null: for all accounts.' })
  accountIds!: readonly string[] | null;
  @ApiProperty()
  enabled!: boolean;
  @ApiProperty({ description: 'How many words it has.' })
  words!: number;
  @ApiProperty({ description: 'Grows with each change, those of its words included; its ETag.' })
  version!: number;
  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class ListPage {
  @ApiProperty({ type: [ListView] })
  items!: ListView[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}

export class WordView {
  @ApiProperty({ description: 'The word.' })
  word!: string;
  @ApiProperty({ enum: wordActions, nullable: true, description: 'Null: that of the list.' })
  action!: WordAction | null;
}

export class WordPage {
  @ApiProperty({ type: [WordView] })
  items!: WordView[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}

class UnusableView {
  @ApiProperty({ description: 'How many were left out: too long, an unknown action, or no letters to recognise.' })
  count!: number;
  @ApiProperty({ type: [String], description: 'Some of them.' })
  examples!: readonly string[];
}

class WordHitsView {
  @ApiProperty({ description: 'The word.' })
  word!: string;
  @ApiProperty({ description: 'In how many messages it was found.' })
  messages!: number;
}

class RecentHitsView {
  @ApiProperty({ description: 'How many messages were looked at.' })
  messages!: number;
  @ApiProperty({ description: 'How many of them hold a word of the file.' })
  hit!: number;
  @ApiProperty({ type: [WordHitsView], description: 'Those in most messages first, 200 at most.' })
  words!: readonly WordHitsView[];
}

export class ImportReportView {
  @ApiProperty({ type: ListView, description: 'As it is now.' })
  list!: ListView;
  @ApiProperty({ description: 'Whether nothing was changed.' })
  dryRun!: boolean;
  @ApiProperty({ description: 'Words that were read, each once.' })
  words!: number;
  @ApiProperty({ description: 'New ones.' })
  added!: number;
  @ApiProperty({ description: 'There already, with another action.' })
  changed!: number;
  @ApiProperty({ description: 'Those of the list that the file does not have, where it replaces them.' })
  removed!: number;
  @ApiProperty({ type: UnusableView, description: 'What could not be taken as a word.' })
  unusable!: UnusableView;
  @ApiProperty({ type: RecentHitsView, description: 'How many of the latest messages the words would have hit.' })
  recent!: RecentHitsView;
}

export function toListChange({ name, action, direction, accountIds, enabled }: ListBody): ListChange {
  return { name, action, direction, accountIds: accountIds ?? null, enabled };
}

export function presentList(row: ListRow): ListView {
  return {
    id: row.id,
    name: row.name,
    action: row.action,
    direction: row.direction,
    accountIds: row.account_ids,
    enabled: row.enabled,
    words: row.words,
    version: row.version,
    updatedAt: row.updated_at.toISOString(),
  };
}

export function presentReport({ list, ...report }: ImportReport, dryRun: boolean): ImportReportView {
  const { words, added, changed, removed, unusable, recent } = report;
  return { list: presentList(list), dryRun, words, added, changed, removed, unusable, recent };
}
