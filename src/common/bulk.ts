import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength, ValidateIf } from 'class-validator';
import { InvalidRequestError } from './app-error.js';
import { type ErrorCode, errorCatalogue } from './error-catalogue.js';
import { currentDeed } from './idempotency.js';
import { toAppError } from './problem-filter.js';

/** How many items a bulk takes. */
export const BULK_MAX = 200;

export const bulkOperations = ['create', 'update', 'delete'] as const;

/** What is to be done with one of many; each kind adds the `value` that it takes. */
export class BulkItem {
  @ApiProperty({ enum: bulkOperations, description: 'What is to be done.' })
  @IsIn(bulkOperations)
  op!: (typeof bulkOperations)[number];

  @ApiPropertyOptional({ format: 'uuid', description: 'What is to be updated or deleted.' })
  @ValidateIf(({ op, id }: BulkItem) => op !== 'create' || id !== undefined)
  @IsUUID()
  id?: string;

  @ApiPropertyOptional({ description: 'As the header: the ETag that was seen.', example: '"3"' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  ifMatch?: string;
}

/** What became of one item of a bulk. */
export class BulkResult {
  @ApiProperty({ description: 'The place of the item in the request, from 0.', minimum: 0, example: 0 })
  index!: number;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What the item is about, or what was made of it; null where there is nothing.',
    example: '0190a5d2-6b1c-7c3e-9f4a-1f2e3d4c5b6a',
  })
  id!: string | null;

  @ApiProperty({ description: 'The HTTP status that the item would have had by itself.', example: 200 })
  status!: number;

  @ApiProperty({
    type: String,
    nullable: true,
    enum: Object.keys(errorCatalogue),
    description: 'Why it was not done; null where it was.',
    example: null,
  })
  code!: ErrorCode | null;

  @ApiProperty({ type: String, nullable: true, description: 'The same in words.', example: null })
  detail!: string | null;
}

export class BulkAnswer {
  @ApiProperty({ type: [BulkResult], description: 'One for each item, in the order of the request.' })
  results!: BulkResult[];
}

/**
 * Does one item after the other; each is a deed of its own, and one that fails leaves the others as they are. Of a
 * request that is repeated under its key, what was done before is not done again.
 * @param work answers what the item is about.
 */
export async function forEachItem<Item>(
  items: readonly Item[],
  idOf: (item: Item) => string | null,
  work: (item: Item) => Promise<{ id: string; status?: number }>,
): Promise<BulkAnswer> {
  const results: BulkResult[] = [];
  for (const [index, item] of items.entries()) {
    results.push({ index, ...(await doItem(index, item, idOf, work)) });
  }
  return { results };
}

async function doItem<Item>(
  index: number,
  item: Item,
  idOf: (item: Item) => string | null,
  work: (item: Item) => Promise<{ id: string; status?: number }>,
): Promise<Omit<BulkResult, 'index'>> {
  const deed = currentDeed();
  if (deed?.itemsDone.has(index) === true) {
    const detail = 'it was done when this was first asked for';
    return { id: idOf(item), status: 200, code: null, detail };
  }
  if (deed !== undefined) {
    deed.item = index;
  }
  try {
    const { id, status = 200 } = await work(item);
    return { id, status, code: null, detail: null };
  } catch (thrown) {
    const { status, code, title, message } = toAppError(thrown);
    return { id: idOf(item), status, code, detail: status < 500 ? message : title };
  }
}

/** How one kind of thing is created, updated and deleted, each in a transaction of its own. */
export interface BulkDeeds<Value> {
  create(value: Value): Promise<{ id: string }>;
  update(id: string, value: Value, ifMatch: string | undefined): Promise<unknown>;
  remove(id: string, ifMatch: string | undefined): Promise<unknown>;
}

/** As `forEachItem`, for items that say what is to be done. */
export function forEachOperation<Value>(
  items: readonly (BulkItem & { value?: Value })[],
  deeds: BulkDeeds<Value>,
): Promise<BulkAnswer> {
  return forEachItem(
    items,
    ({ id }) => id ?? null,
    async ({ op, id, ifMatch, value }) => {
      if (op === 'create' && value !== undefined) {
        return { id: (await deeds.create(value)).id, status: 201 };
      }
      if (op === 'update' && id !== undefined && value !== undefined) {
        await deeds.update(id, value, ifMatch);
        return { id, status: 200 };
      }
      if (op === 'delete' && id !== undefined) {
        await deeds.remove(id, ifMatch);
        return { id, status: 204 };
      }
      throw new InvalidRequestError(`${op} needs ${op === 'create' ? 'a value' : 'an id, and update a value'}`);
    },
  );
}
