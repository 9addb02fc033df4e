import { percentile } from '../src/common/percentile.js';
import type { ListedData } from './api-data.js';

export const LIST_MAX_MS = 50;
const PASSES = 3;

/** Whoever sees all; or only what the largest group, the smallest one, or any group has had to do with. */
export const readers = ['all', 'large-group', 'small-group', 'groups'] as const;
export type Reader = (typeof readers)[number];

export interface ListCase {
  path: string;
  reader: Reader;
}

/** Medians over the passes: what else runs on the machine disturbs some of them. */
export interface ListResult extends ListCase {
  p50Ms: number;
  p95Ms: number;
}

export type ReadPage = (path: string, reader: Reader) => Promise<{ nextCursor: string | null }>;

type Filters = Readonly<Record<string, string>>;

const DAY = { from: '2026-06-01T00:00:00Z', to: '2026-06-02T00:00:00Z' };
const RECENTLY = '2026-03-10T00:00:00Z';

/** Every combination of filters and order that the lists offer, with values of which there are most, few and none. */
export function listsOf(data: ListedData): ListCase[] {
  return [
    ...each('conversations', conversationsOf(data)).filter(isOffered),
    ...each(`conversations/${data.conversationIds[0]}/messages`, [
      {},
      { sort: '-createdAt' },
      { sender: 'bot' },
    ]).filter(isOfAll),
    ...each('handoffs', handoffsOf(data)),
    ...each('tickets', ticketsOf(data)),
    ...each('knowledge/documents', documents()).filter(isOfAll),
    ...each('operators', [{}, ...of('groupId', data.groupIds)]).filter(isOfAll),
  ];
}

function conversationsOf({ accountIds, groupIds, operatorIds, contactIds }: ListedData): Filters[] {
  const accounts = of('accountId', accountIds);
  const scopes = [...of('groupId', [groupIds[0], groupIds.at(-1)]), ...of('operatorId', [operatorIds[0]])];
  const states = of('state', ['open', 'ended']);
  const languages = of('language', ['zh-Hans', 'fr', 'pt']);
  const periods: Filters[] = [{ from: DAY.from }, { to: DAY.to }, DAY];
  return product(of('sort', ['-startedAt', 'startedAt']), [
    ...product([{}, ...accounts], [{}, ...states], [{}, ...languages], [{}, ...periods]),
    ...product([{}, ...states], scopes, [{}, DAY]),
    ...product(of('contactId', [contactIds[0]]), [{}, ...accounts], [{}, ...states], [{}, DAY]),
  ]);
}

function handoffsOf({ groupIds, operatorIds, conversationIds }: ListedData): Filters[] {
  return [
    ...product(
      of('sort', ['-createdAt', 'createdAt']),
      [{}, ...of('state', ['claimed', 'requested', 'resolved'])],
      [{}, ...of('groupId', [groupIds[0], groupIds[4], groupIds.at(-1)])],
      [{}, ...of('operatorId', [operatorIds[0]])],
    ),
    ...of('conversationId', [conversationIds[0]]),
  ];
}

function ticketsOf({ groupIds, operatorIds, contactIds, conversationIds }: ListedData): Filters[] {
  return [
    ...product(
      of('sort', ['-number', 'number']),
      [{}, ...of('state', ['open', 'closed'])],
      [{}, ...of('groupId', [groupIds[0], groupIds.at(-1)])],
      [{}, ...of('assigneeId', [operatorIds[0]])],
    ),
    ...of('contactId', [contactIds[0]]),
    ...of('conversationId', [conversationIds[0]]),
    { number: 'T000123' },
  ];
}

function documents(): Filters[] {
  return product(of('sort', ['createdAt', '-createdAt']), [
    ...product(
      [{}, ...of('state', ['published', 'draft', 'in_review'])],
      [{}, ...of('category', ['category 7'])],
      [{}, ...of('tag', ['tag3', 'tag of none'])],
      [{}, ...of('language', ['zh-CN', 'fr', 'pt'])],
      [{}, ...of('kind', ['text'])],
    ),
    ...product(of('q', ['个', '777', '没有这个']), [{}, ...of('state', ['draft'])], [{}, ...of('language', ['fr'])]),
    ...product(of('updatedSince', ['2026-01-01', RECENTLY, '2027-01-01']), [{}, ...of('state', ['draft'])]),
  ]);
}

/** What does not depend on who reads. */
const isOfAll = ({ reader }: ListCase): boolean => reader === 'all';

/** Whoever does not see all filters by account and language the conversations of one contact alone. */
function isOffered({ path, reader }: ListCase): boolean {
  return reader === 'all' || /contactId=/.test(path) || !/(accountId|language)=/.test(path);
}

const of = (name: string, values: readonly (string | undefined)[]): Filters[] =>
  values.filter((value) => value !== undefined).map((value) => ({ [name]: value }));

function each(path: string, filters: readonly Filters[]): ListCase[] {
  return readers.flatMap((reader) =>
    filters.map((filter) => ({ path: `/api/v1/${path}?${new URLSearchParams(filter).toString()}`, reader })),
  );
}

function product(...factors: readonly (readonly Filters[])[]): Filters[] {
  return factors.reduce<Filters[]>(
    (made, factor) => made.flatMap((one) => factor.map((other) => ({ ...one, ...other }))),
    [{}],
  );
}

/** Each list in each of several passes; after a first page of each, with which what is read comes into memory. */
export async function measureLists(read: ReadPage, lists: readonly ListCase[], pages: number): Promise<ListResult[]> {
  const passes = new Map<ListCase, Spread[]>(lists.map((list) => [list, []]));
  for (let pass = 0; pass <= PASSES; pass++) {
    for (const [list, spreads] of passes) {
      const spread = await measureList(read, list, pass === 0 ? 1 : pages);
      if (pass > 0) {
        spreads.push(spread);
      }
    }
  }
  return [...passes].map(([list, spreads]) => ({
    ...list,
    p50Ms: median(spreads.map(({ p50 }) => p50)),
    p95Ms: median(spreads.map(({ p95 }) => p95)),
  }));
}

interface Spread {
  p50: number;
  p95: number;
}

/** Of the first page, and of the pages behind it. */
async function measureList(read: ReadPage, { path, reader }: ListCase, pages: number): Promise<Spread> {
  const times: number[] = [];
  let cursor = '';
  for (let page = 0; page < pages; page++) {
    const startedAt = performance.now();
    const { nextCursor } = await read(path + cursor, reader);
    times.push(performance.now() - startedAt);
    cursor = nextCursor === null ? '' : `&cursor=${nextCursor}`;
  }
  const sorted = times.toSorted((left, right) => left - right);
  return { p50: percentile(sorted, 0.5) ?? 0, p95: percentile(sorted, 0.95) ?? 0 };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return Math.round((percentile(sorted, 0.5) ?? 0) * 100) / 100;
}
