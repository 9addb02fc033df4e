import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { InvalidRequestError } from './app-error.js';
import { decodeCursor, encodeCursor } from './paging.js';

/**
 * The query parameter `sort` of a list: one of these, of which each is an order that an index serves. The first one is
 * what the list has where nobody asks: the property's initial value.
 */
export const SortedBy = (...orders: readonly [string, ...string[]]): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({
      enum: orders,
      default: orders[0],
      description: 'The order of the list: the name of a field, with "-" before it the other way round.',
    }),
    IsIn(orders),
  );

/** Where a page ends in a list that is not ordered by its ids: the value it is ordered by, and the id. */
export interface Position {
  value: string;
  id: string;
}

/** `-name` is the other way round. */
export function directionOf(sort: string): { field: string; isDescending: boolean } {
  return sort.startsWith('-') ? { field: sort.slice(1), isDescending: true } : { field: sort, isDescending: false };
}

export function cursorAt(sort: string, { value, id }: Position): string {
  return encodeCursor(JSON.stringify([sort, value, id]));
}

/** @throws {InvalidRequestError} for a cursor of another order, or of none. */
export function positionOf(sort: string, cursor: string | undefined): Position | undefined {
  if (cursor === undefined) {
    return undefined;
  }
  const parsed = parse(decodeCursor(cursor));
  const [order, value, id] = Array.isArray(parsed) ? parsed : [];
  if (order !== sort || typeof value !== 'string' || typeof id !== 'string') {
    throw new InvalidRequestError('the cursor is not of this list in this order', ['cursor: is of another order']);
  }
  return { value, id };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
