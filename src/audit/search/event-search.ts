import { Injectable } from '@nestjs/common';
import { InvalidRequestError } from '../../common/app-error.js';
import { type AccountId, asId, contactIdOf, isUuid } from '../../common/ids.js';
import { isMoment, toMoment } from '../../common/moment.js';
import { Database } from '../../database/database.js';
import { actionPrefix, assertSensible, confidenceNames, type EventFilter, holds, wantedNames } from './event-filter.js';
import { EventPositions, type Position, type Span, type Way } from './event-positions.js';
import { refKey } from './event-refs.js';
import { SaidTexts } from './said-texts.js';
import { EVENT_COLUMNS, type StoredEvent } from './stored-event.js';

export interface FoundEvents {
  /** Newest first. */
  events: StoredEvent[];
  /** Where to go on; undefined: there is no more. A page may be short, even empty, and still have more behind it. */
  next: string | undefined;
}

/** A filter with everything that has to be looked up: what every row is held against. */
interface Conditions {
  filter: EventFilter;
  contactIds: readonly string[] | undefined;
  actions: readonly string[] | undefined;
  from: string | null;
  to: string | null;
}

const FIRST_WINDOW = 100;
const WINDOW_MAX = 2_000;
/** A page looks through no more: the next one goes on from there. */
const EXAMINED_MAX = 20_000;
const TEXT_ROUNDS_MAX = 10;
const DAY_MS = 24 * 60 * 60 * 1_000;
const CURSOR = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z)\/([0-9a-f-]{36})$/;

/**
 * Finds events by whatever is asked of them together. The index that leads to the fewest is walked along, and what else
 * is asked decides event by event; so a page costs a bounded number of rows however many events there are.
 */
@Injectable()
export class EventSearch {
  constructor(
    private readonly database: Database,
    private readonly positions: EventPositions,
    private readonly texts: SaidTexts,
  ) {}

  /**
   * @param cursor `next` of the page before.
   * @throws {InvalidRequestError} for a cursor, a text or filters with which nothing can be found.
   */
  async page(filter: EventFilter, cursor: string | undefined, limit: number): Promise<FoundEvents> {
    assertSensible(filter);
    const conditions = await this.conditionsOf(filter);
    return filter.text === undefined
      ? this.walk(conditions, positionOf(cursor), limit)
      : this.walkTexts(conditions, filter.text, cursor, limit);
  }

  /** All pages one after the other. */
  async *pages(filter: EventFilter, size: number): AsyncGenerator<StoredEvent[]> {
    let cursor: string | undefined;
    do {
      const { events, next } = await this.page(filter, cursor, size);
      if (events.length > 0) {
        yield events;
      }
      cursor = next;
    } while (cursor !== undefined);
  }

  /** The time of the first event of all. */
  async oldest(): Promise<Date | undefined> {
    const [row] = await this.database.rows<{ at: Date }>('select at from audit_events order by at, id limit 1');
    return row?.at;
  }

  private async conditionsOf(filter: EventFilter): Promise<Conditions> {
    const { contactId, externalId, accountId, action, from, to } = filter;
    const ofPerson = externalId === undefined ? undefined : await this.contactsOf(externalId, accountId);
    const contactIds = contactId === undefined ? ofPerson : [contactId].filter((id) => ofPerson?.includes(id) ?? true);
    const actions = action === undefined ? undefined : await this.actionsOf(action);
    return { filter, contactIds, actions, from: toMoment(from), to: toMoment(to) };
  }

  /** A contact is an account and an external id: no table is needed to know its id. */
  private async contactsOf(externalId: string, accountId: string | undefined): Promise<string[]> {
    const accounts =
      accountId === undefined
        ? await this.database.rows<{ id: AccountId }>('select id from accounts')
        : [{ id: asId<AccountId>(accountId) }];
    return accounts.map(({ id }) => contactIdOf(id, externalId));
  }

  /** The actions that there are, each found by one step along the index. */
  private async actionsOf(action: string): Promise<string[]> {
    const prefix = actionPrefix(action);
    if (prefix === undefined) {
      return [action];
    }
    const rows = await this.database.rows<{ action: string }>(
      `with recursive actions as (
         (select action from audit_events where action >= $1 order by action limit 1)
         union all
         select (select e.action from audit_events e where e.action > actions.action order by e.action limit 1)
           from actions where starts_with(actions.action, $1))
       select action from actions where starts_with(action, $1)`,
      [prefix],
    );
    return rows.map((row) => row.action);
  }

  private async walk(conditions: Conditions, before: Position | undefined, limit: number): Promise<FoundEvents> {
    const span: Span = { from: conditions.from, to: conditions.to, before };
    const way = await this.positions.shortest(waysOf(conditions), span);
    const events: StoredEvent[] = [];
    let examined = 0;
    for (let window = FIRST_WINDOW; examined < EXAMINED_MAX; window = Math.min(window * 4, WINDOW_MAX)) {
      const positions = await this.positions.next(way, span, Math.max(window, limit + 1));
      for (const event of await this.eventsAt(positions, conditions)) {
        if (events.length === limit) {
          return { events, next: cursorOf(events.at(-1)) };
        }
        events.push(event);
      }
      span.before = positions.at(-1);
      if (span.before === undefined) {
        return { events, next: undefined };
      }
      examined += positions.length;
    }
    return { events, next: cursorOf(span.before) };
  }

  /** Those of the positions that fulfil all conditions, newest first. */
  private async eventsAt(
    positions: readonly Position[],
    { filter, contactIds, actions }: Conditions,
  ): Promise<StoredEvent[]> {
    if (positions.length === 0) {
      return [];
    }
    const confidences = confidenceNames(filter);
    const rows = await this.database.rows<StoredEvent>(
      `select ${EVENT_COLUMNS}
         from unnest($1::uuid[], $2::timestamptz[]) as place (id, at)
         join audit_events e on e.id = place.id and e.at = place.at
        where ($3::uuid[] is null or e.contact_id = any ($3)) and ($4::text[] is null or e.action = any ($4))
          and ($5::uuid is null or e.conversation_id = $5) and ($6::uuid is null or e.account_id = $6)
          and ($7::bigint[] is null or not exists (
            select from unnest($7::bigint[]) as wanted where not exists (
              select from audit_refs r where r.ref = wanted and r.at = e.at and r.event_id = e.id)))
          and ($8::bigint[] is null or exists (
            select from audit_refs r where r.ref = any ($8) and r.at = e.at and r.event_id = e.id))
        order by e.at desc, e.id desc`,
      [
        positions.map(({ id }) => id),
        positions.map(({ time }) => time),
        contactIds ?? null,
        actions ?? null,
        filter.conversationId ?? null,
        filter.accountId ?? null,
        keysOrNull(wantedNames(filter)),
        keysOrNull(confidences),
      ],
    );
    return rows.filter((row) => holds(row, filter));
  }

  /** From what was said to what was recorded of it: events of the message, and of the turn that it is part of. */
  private async walkTexts(
    conditions: Conditions,
    text: string,
    cursor: string | undefined,
    limit: number,
  ): Promise<FoundEvents> {
    const { filter, contactIds, from, to } = conditions;
    const events: StoredEvent[] = [];
    let before = cursor;
    for (let round = 0; round < TEXT_ROUNDS_MAX; round += 1) {
      // What is recorded of a message may come after it.
      const query = { text, conversationId: filter.conversationId, contactIds, from: dayBefore(from), to, before };
      const { found, next } = await this.texts.find({ ...toTextQuery(query), limit });
      const byMessage = await this.eventsOf(found, conditions);
      for (const { messageId, position } of found) {
        events.push(...(byMessage.get(messageId) ?? []));
        if (events.length >= limit) {
          return { events, next: position };
        }
      }
      before = next;
      if (before === undefined) {
        break;
      }
    }
    return { events, next: before };
  }

  /** Each event once: of a turn under the last message of it that was found. */
  private async eventsOf(
    found: readonly { messageId: string; turnId: string | null; conversationId: string }[],
    { filter, actions, from, to }: Conditions,
  ): Promise<Map<string, StoredEvent[]>> {
    const rows = await this.database.rows<StoredEvent & { said: string }>(
      `select ${EVENT_COLUMNS}, said.message as said
         from unnest($1::uuid[], $2::text[], $3::uuid[]) as said (message, turn, conversation)
         join audit_events e on e.conversation_id = said.conversation
          and (e.message_id = said.message or e.action = 'dialog.outcome' and e.details->>'turnId' = said.turn)
        where ($4::text[] is null or e.action = any ($4)) and ($5::uuid is null or e.account_id = $5)
          and ($6::timestamptz is null or e.at >= $6) and ($7::timestamptz is null or e.at < $7)
        order by e.at desc, e.id desc`,
      [
        found.map(({ messageId }) => messageId),
        found.map(({ turnId }) => turnId),
        found.map(({ conversationId }) => conversationId),
        actions ?? null,
        filter.accountId ?? null,
        from,
        to,
      ],
    );
    return Map.groupBy(
      rows.filter((row) => holds(row, filter)),
      ({ said }) => said,
    );
  }
}

function waysOf({ filter, contactIds, actions }: Conditions): Way[] {
  const confidences = confidenceNames(filter);
  return [
    ...(contactIds === undefined ? [] : [{ by: 'contact_id' as const, keys: contactIds }]),
    ...(filter.conversationId === undefined ? [] : [{ by: 'conversation_id' as const, keys: [filter.conversationId] }]),
    ...wantedNames(filter).map((name) => ({ by: 'ref' as const, keys: [name] })),
    ...(confidences.length === 0 ? [] : [{ by: 'ref' as const, keys: confidences }]),
    ...(actions === undefined ? [] : [{ by: 'action' as const, keys: actions }]),
    ...(filter.accountId === undefined ? [] : [{ by: 'account_id' as const, keys: [filter.accountId] }]),
  ];
}

function keysOrNull(names: readonly string[]): string[] | null {
  return names.length === 0 ? null : names.map(refKey);
}

function dayBefore(moment: string | null): string | null {
  return moment === null ? null : new Date(Date.parse(moment) - DAY_MS).toISOString();
}

function toTextQuery<Query extends { from: string | null; to: string | null }>({ from, to, ...query }: Query) {
  return { ...query, from: from ?? undefined, to: to ?? undefined };
}

function cursorOf(position: Position | undefined): string | undefined {
  return position === undefined ? undefined : `${position.time}/${position.id}`;
}

/** @throws {InvalidRequestError} for a cursor that is not one of these. */
function positionOf(cursor: string | undefined): Position | undefined {
  if (cursor === undefined) {
    return undefined;
  }
  const [, time = '', id = ''] = CURSOR.exec(cursor) ?? [];
  if (!isUuid(id) || !isMoment(time)) {
    throw new InvalidRequestError('the cursor is not one of ours', ['cursor: is not one of ours']);
  }
  return { time, id };
}
