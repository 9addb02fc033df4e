import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { InvalidRequestError } from './app-error.js';
import { isUuid } from './ids.js';

const CURSOR_LENGTH_MAX = 1_024;
const FIELDS_LENGTH_MAX = 1_000;

/** The query parameters of every list; a list with filters extends it. */
export class PageQuery {
  /** How many items at most. */
  @ApiPropertyOptional({ minimum: 1, maximum: 200, default: 50 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;

  /** The `nextCursor` of the page before. */
  @ApiPropertyOptional({ description: 'The `nextCursor` of the page before.' })
  @IsOptional()
  @IsString()
  @MaxLength(CURSOR_LENGTH_MAX)
  cursor?: string;

  /** Names of properties of the items; without it they have them all. */
  @ApiPropertyOptional({
    description: 'The properties that the items are to have, separated by commas; without it, all of them.',
    example: 'id',
  })
  @IsOptional()
  @IsString()
  @MaxLength(FIELDS_LENGTH_MAX)
  fields?: string;
}

export interface Page<Item> {
  items: Item[];
  /** Null on the last page. */
  nextCursor: string | null;
}

/** A cursor is opaque to the caller: the key of the last item of a page, in base64url. */
export function encodeCursor(key: string): string {
  return Buffer.from(key, 'utf8').toString('base64url');
}

/** @throws {InvalidRequestError} for what `encodeCursor` did not make. */
export function decodeCursor(cursor: string): string {
  const key = Buffer.from(cursor, 'base64url').toString('utf8');
  if (key === '' || key.includes('\0') || encodeCursor(key) !== cursor) {
    throw new InvalidRequestError('the cursor is not one of ours', ['cursor: is not one of ours']);
  }
  return key;
}

/**
 * The cursor of a list that is ordered by id.
 * @throws {InvalidRequestError} for a cursor that holds no id.
 */
export function idOfCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined) {
    return undefined;
  }
  const id = decodeCursor(cursor);
  if (!isUuid(id)) {
    throw new InvalidRequestError('the cursor is not one of ours', ['cursor: is not one of ours']);
  }
  return id;
}

/**
 * The cursor of a list that is ordered by a number.
 * @throws {InvalidRequestError} for a cursor that holds no number.
 */
export function numberOfCursor(cursor: string | undefined): number | undefined {
  if (cursor === undefined) {
    return undefined;
  }
  const number = decodeCursor(cursor);
  if (!/^\d{1,9}$/.test(number)) {
    throw new InvalidRequestError('the cursor is not one of ours', ['cursor: is not one of ours']);
  }
  return Number(number);
}

/** Makes a page of the rows of a query that asked for `limit + 1`: the row too many says that there are more. */
export function toPage<Row>(rows: readonly Row[], limit: number, cursorOf: (last: Row) => string): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null };
}
