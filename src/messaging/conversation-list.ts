import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { ConversationRow } from './history.js';

export const conversationOrders = ['-startedAt', 'startedAt'] as const;
export type ConversationOrder = (typeof conversationOrders)[number];

export interface ConversationFilter {
  accountId?: string | undefined;
  contactId?: string | undefined;
  state?: string | undefined;
  language?: string | undefined;
  /** Moments in which it began: the first one included, the last one not. */
  from?: string | null | undefined;
  to?: string | null | undefined;
  /** Only those that this group or operator has had to do with. */
  scope?: string | undefined;
  /** Only those that one of these groups and operators has had to do with. */
  reach?: readonly string[] | undefined;
  sort: ConversationOrder;
  /** The last id of the page before. */
  after?: string | undefined;
  limit: number;
}

/** Ids say when they were made: a conversation's is made as it begins, by a clock that is off by less than this. */
const CLOCKS_APART_MS = 10 * 60_000;

const CONVERSATION = `select c.id, c.account_id, c.contact_id, p.external_id, c.state, c.owner, c.started_at,
    c.last_activity_at, c.ended_at, c.end_reason, c.language
  from conversations c join contacts p on p.id = c.contact_id`;

/**
 * A page of conversations in the order in which they began, which is that of their ids. Each filter that is offered has an
 * index that ends in the id, so that a page is read and no more; what it is read along is chosen here.
 */
@Injectable()
export class ConversationList {
  constructor(private readonly database: Database) {}

  page(filter: ConversationFilter): Promise<ConversationRow[]> {
    const parameters: unknown[] = [];
    const order = filter.sort.startsWith('-') ? 'desc' : 'asc';
    const value = (given: unknown): string => `$${parameters.push(given)}`;
    const along = scopesAlong(filter);
    const rows = conditionsOf(filter, value).join(' and ');
    const bounds = (id: string): string =>
      [...boundsOf(filter, id, value), ...scopesAskedOf(filter, id, value)].join(' and ');
    const limit = value(filter.limit);
    // Without the "offset 0", all conversations might be read along with those of the scope.
    const ids =
      along === undefined
        ? `select c.id from conversations c where ${bounds('c.id')} and ${rows} order by c.id ${order} limit ${limit}`
        : `select distinct found.id from unnest(${value(along)}::uuid[]) as one(scope_id) cross join lateral (
             select s.conversation_id as id
               from conversation_scopes s
               cross join lateral (select from conversations c where c.id = s.conversation_id and ${rows} offset 0) as c
              where s.scope_id = one.scope_id and ${bounds('s.conversation_id')}
              order by s.conversation_id ${order} limit ${limit}) as found
            order by 1 ${order} limit ${limit}`;
    return this.database.rows<ConversationRow>(
      `with page as materialized (${ids}) ${CONVERSATION} where c.id in (select id from page) order by c.id ${order}`,
      parameters,
    );
  }
}

/** A contact has few conversations, and few are open: those are read along, and asked whose they are. */
function scopesAlong({ contactId, state, scope, reach }: ConversationFilter): readonly string[] | undefined {
  return contactId !== undefined || state === 'open' ? undefined : scope === undefined ? reach : [scope];
}

function conditionsOf(filter: ConversationFilter, value: (given: unknown) => string): string[] {
  const { accountId, contactId, state, language, from, to } = filter;
  return [
    'true',
    ...(accountId === undefined ? [] : [`c.account_id = ${value(accountId)}`]),
    ...(contactId === undefined ? [] : [`c.contact_id = ${value(contactId)}`]),
    // Spelt out, for the index of those that are open.
    ...(state === undefined ? [] : [state === 'open' ? `c.state = 'open'` : `c.state <> 'open'`]),
    ...(language === undefined ? [] : [`c.language = ${value(language)}`]),
    ...(typeof from === 'string' ? [`c.started_at >= ${value(from)}`] : []),
    ...(typeof to === 'string' ? [`c.started_at < ${value(to)}`] : []),
  ];
}

/** Of the scopes that are not read along; what a scope of the caller's own has had to do with is in his reach. */
function scopesAskedOf(filter: ConversationFilter, id: string, value: (given: unknown) => string): string[] {
  const { scope, reach } = filter;
  const along = scopesAlong(filter);
  const isOf = (scopes: readonly string[]): string =>
    `exists (select from conversation_scopes o where o.conversation_id = ${id} and o.scope_id = any(${value(scopes)}::uuid[]))`;
  const isWithin = scope !== undefined && reach?.includes(scope) === true;
  return [
    ...(scope === undefined || along !== undefined ? [] : [isOf([scope])]),
    ...(reach === undefined || along === reach || isWithin ? [] : [isOf(reach)]),
  ];
}

/** Of the ids, which the index has. */
function boundsOf(
  { from, to, after, sort }: ConversationFilter,
  id: string,
  value: (given: unknown) => string,
): string[] {
  return [
    ...(after === undefined ? ['true'] : [`${id} ${sort.startsWith('-') ? '<' : '>'} ${value(after)}`]),
    ...(typeof from === 'string' ? [`${id} >= ${value(idAt(from, -CLOCKS_APART_MS))}`] : []),
    ...(typeof to === 'string' ? [`${id} < ${value(idAt(to, CLOCKS_APART_MS))}`] : []),
  ];
}

/** The first id, UUID version 7, that may be made in this millisecond. */
function idAt(moment: string, offsetMs: number): string {
  const ms = Math.max(Date.parse(moment) + offsetMs, 0)
    .toString(16)
    .padStart(12, '0');
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7000-8000-000000000000`;
}
