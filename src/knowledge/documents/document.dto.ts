import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsISO8601,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
} from 'class-validator';
import { PageQuery } from '../../common/paging.js';

export const documentStates = ['draft', 'published'] as const;
export type DocumentState = (typeof documentStates)[number];

/** PostgreSQL stores neither the character NUL nor half of a surrogate pair. */
const STORABLE = /^[^\0\p{Cs}]*$/u;
const STORABLE_MESSAGE = '$property holds a character that is not text';
/** A day or a moment with its offset; class-validator alone would let weeks and the year 0 pass. */
const MOMENT = /^[1-9]\d{3}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2}))?$/;
const MOMENT_MESSAGE = '$property must be a day (2026-01-31) or a moment with its offset (2026-01-31T08:00:00+08:00)';

const Trim = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => {
    const trim = (item: unknown): unknown => (typeof item === 'string' ? item.trim() : item);
    return Array.isArray(value) ? value.map(trim) : trim(value);
  });

/** A FAQ entry as a caller writes it: the body of a request, and one line of an import. */
export class DocumentFields {
  @ApiProperty({ description: "The caller's own id, unique; never changes.", maxLength: 200 })
  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  @Matches(STORABLE, { message: STORABLE_MESSAGE })
  externalId!: string;

  @ApiProperty({ maxLength: 500 })
  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  @Matches(STORABLE, { message: STORABLE_MESSAGE })
  question!: string;

  @ApiProperty({ required: false, type: [String], description: 'Other ways of asking the same; at most 50.' })
  @IsOptional()
  @Trim()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @IsNotEmpty({ each: true })
  @MaxLength(500, { each: true })
  @Matches(STORABLE, { each: true, message: STORABLE_MESSAGE })
  similarQuestions?: string[] | null;

  @ApiProperty({ maxLength: 20_000 })
  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(20_000)
  @Matches(STORABLE, { message: STORABLE_MESSAGE })
  answer!: string;

  @ApiProperty({ required: false, type: String, maxLength: 100 })
  @IsOptional()
  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  @Matches(STORABLE, { message: STORABLE_MESSAGE })
  category?: string | null;

  @ApiProperty({ required: false, type: [String], description: 'At most 50.' })
  @IsOptional()
  @Trim()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @IsNotEmpty({ each: true })
  @MaxLength(100, { each: true })
  @Matches(STORABLE, { each: true, message: STORABLE_MESSAGE })
  tags?: string[] | null;

  @ApiProperty({ required: false, type: String, format: 'date-time', description: 'Not found before this moment.' })
  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(MOMENT, { message: MOMENT_MESSAGE })
  validFrom?: string | null;

  @ApiProperty({ required: false, type: String, format: 'date-time', description: 'Not found from this moment on.' })
  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(MOMENT, { message: MOMENT_MESSAGE })
  validUntil?: string | null;
}

export class DocumentBody extends DocumentFields {
  @ApiProperty({
    required: false,
    enum: documentStates,
    description: 'Only what is published is found. A new document is a draft; an existing one keeps its state.',
  })
  @IsOptional()
  @IsIn(documentStates)
  state?: DocumentState;
}

export class DocumentsQuery extends PageQuery {
  @ApiProperty({ required: false, enum: documentStates })
  @IsOptional()
  @IsIn(documentStates)
  state?: DocumentState;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  @Matches(STORABLE, { message: STORABLE_MESSAGE })
  category?: string;
}
