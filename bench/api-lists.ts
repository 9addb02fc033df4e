import { percentile } from '../src/common/percentile.js';
import type { ListedData } from './api-data.js';

export const LIST_MAX_MS = 50;

export interface ListResult {
  list: string;
  p50Ms: number;
  p95Ms: number;
  items: number;
}

type Filters = Readonly<Record<string, string>>;

const DAY = { from: '2026-06-01T00:00:00Z', to: '2026-06-02T00:00:00Z' };

/** Every combination of filters and order that the lists offer, with values of which there are most, few and none. */
export function listsOf({ accountIds, groupIds, operatorIds, contactIds, conversationIds }: ListedData) {
  const [contactId = '', conversationId = ''] = [contactIds[0], conversationIds[0]];
  const of = (name: string, values: readonly (string | undefined)[]): Filters[] =>
    values.filter((value) => value !== undefined).map((value) => ({ [name]: value }));
  const accounts = of('accountId', accountIds);
  const groups = of('groupId', [groupIds[0], groupIds.at(-1)]);
  const operators = of('operatorId', [operatorIds[0]]);
  const states = of('state', ['open', 'ended']);
  const languages = of('language', ['zh-Hans', 'fr', 'pt']);
  const periods: Filters[] = [{ from: DAY.from }, { to: DAY.to }, DAY];
  const sorts = of('sort', ['-startedAt', 'startedAt']);
  const conversations = product(sorts, [
    ...product([{}, ...accounts], [{}, ...states], [{}, ...languages], [{}, ...periods]),
    ...product([{}, ...states], [...groups, ...operators], [{}, DAY]),
    ...product([{ contactId }], [{}, ...accounts], [{}, ...states], [{}, DAY]),
  ]);
  const handoffStates = of('state', ['claimed', 'requested', 'resolved']);
  const ticketStates = of('state', ['open', 'closed']);
  const documentStates = of('state', ['published', 'draft']);
  return [
    ...each('conversations', conversations),
    ...each(`conversations/${conversationId}/messages`, [{}, { sort: '-createdAt' }, { sender: 'bot' }]),
    ...each('handoffs', [...product([{}, ...handoffStates], [{}, ...groups], [{}, ...operators]), { conversationId }]),
    ...each('tickets', [
      ...product([{}, ...ticketStates], [{}, ...groups], [{}, { assigneeId: operatorIds[0] ?? '' }]),
      { contactId },
      { conversationId },
      { number: 'T000123' },
    ]),
    ...each('knowledge/documents', [
      ...product(
        [{}, ...documentStates],
        [{}, { category: 'category 7' }],
        [{}, { tag: 'tag3' }],
        [{}, { language: 'fr' }],
      ),
      { q: '777' },
      { q: '没有这个' },
      { updatedSince: '2026-01-10T00:00:00Z' },
    ]),
    ...each('operators', [{}, ...groups]),
  ];
}

function each(path: string, filters: readonly Filters[]): string[] {
  return filters.map((filter) => `/api/v1/${path}?${new URLSearchParams(filter).toString()}`);
}

function product(...factors: readonly (readonly Filters[])[]): Filters[] {
  return factors.reduce<Filters[]>(
    (made, factor) => made.flatMap((one) => factor.map((other) => ({ ...one, ...other }))),
    [{}],
  );
}

/** Of the first page, and of the pages behind it. */
export async function measureList(
  read: (path: string) => Promise<{ items: unknown[]; nextCursor: string | null }>,
  path: string,
  rounds: number,
): Promise<ListResult> {
  const times: number[] = [];
  let cursor = '';
  let items = 0;
  for (let round = 0; round < rounds; round++) {
    const startedAt = performance.now();
    const page = await read(path + cursor);
    times.push(performance.now() - startedAt);
    items += page.items.length;
    cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
  }
  const sorted = times.toSorted((left, right) => left - right);
  return { list: path, p50Ms: percentile(sorted, 0.5) ?? 0, p95Ms: percentile(sorted, 0.95) ?? 0, items };
}
