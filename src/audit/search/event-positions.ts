import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { refKey } from './event-refs.js';
import { TIME } from './stored-event.js';

/** Where an event stands in the order of all: by the database's time, then by its id. */
export interface Position {
  /** To the microsecond, in UTC. */
  time: string;
  id: string;
}

/** An index that leads to the events that one filter lets pass. */
export type Way =
  | { by: 'all' }
  | { by: 'contact_id' | 'conversation_id' | 'account_id'; keys: readonly string[] }
  | { by: 'action'; keys: readonly string[] }
  /** Names of which an event has to have one. */
  | { by: 'ref'; keys: readonly string[] };

export interface Span {
  from: string | null;
  /** Not included. */
  to: string | null;
  before: Position | undefined;
}

/** Up to so many rows of a key are counted to know which way leads to fewer. */
const COUNTED_MAX = 2_000;

/** What a way leads to, as far as it was counted. */
interface Extent {
  count: number;
  /** Events a second of the keys that have more than were counted; 0: all were. */
  rate: number;
}

/** Walks along an index of events, newest first, some hundred positions at a time. */
@Injectable()
export class EventPositions {
  constructor(private readonly database: Database) {}

  /** The way that leads to the fewest events. A conversation's are few, whatever else there is. */
  async shortest(ways: readonly Way[], span: Span): Promise<Way> {
    const [first, ...others] = ways;
    const conversation = ways.find(({ by }) => by === 'conversation_id');
    if (conversation !== undefined || first === undefined || others.length === 0) {
      return conversation ?? first ?? { by: 'all' };
    }
    const counted = await Promise.all(ways.map(async (way) => ({ way, extent: await this.extentOf(way, span) })));
    return counted.reduce((least, one) => (isShorter(one.extent, least.extent) ? one : least)).way;
  }

  /**
   * The next positions, at most `limit`, without a gap: where several keys are walked along at once, it ends where the
   * first of them has to be asked again.
   */
  async next(way: Way, span: Span, limit: number): Promise<Position[]> {
    const rows = await this.database.rows<Position & { key: string }>(
      `select found.id, ${TIME.replace('e.at', 'found.at')} as time, found.key from ${foundBy(way)}
        order by found.at desc, found.id desc`,
      parametersOf(way, span, limit),
    );
    return withoutGap(rows, limit);
  }

  /** The rarer a key is, the farther back as many of its events reach. */
  private async extentOf(way: Way, span: Span): Promise<Extent> {
    const [row] = await this.database.rows<Extent>(
      `select coalesce(sum(count), 0)::integer as count,
              coalesce(sum(count / greatest(extract(epoch from newest - oldest), 0.000001))
                         filter (where count >= $6::bigint), 0)::float8 as rate
         from (select count(*) as count, min(found.at) as oldest,
                      coalesce($4::timestamptz, $3::timestamptz, clock_timestamp()) as newest
                 from ${foundBy(way)} group by found.key) as keys`,
      parametersOf(way, span, COUNTED_MAX),
    );
    return row ?? { count: 0, rate: 0 };
  }
}

function isShorter(one: Extent, other: Extent): boolean {
  return one.rate === other.rate ? one.count < other.count : one.rate < other.rate;
}

/** The first rows of each key, as a table: its index gives them in their order. */
function foundBy(way: Way): string {
  const { table, id, column, type } = tableOf(way);
  return `unnest($1::${type}[]) as wanted (key) cross join lateral (
    select wanted.key::text as key, e.at, ${id} as id from ${table} e
     where ${column === undefined ? 'true' : `e.${column} = wanted.key`}
       and ($2::timestamptz is null or e.at >= $2) and ($3::timestamptz is null or e.at < $3)
       and ($4::timestamptz is null or e.at <= $4) and ($4::timestamptz is null or (e.at, ${id}) < ($4, $5::uuid))
     order by e.at desc, ${id} desc limit $6) as found`;
}

function parametersOf(way: Way, { from, to, before }: Span, limit: number): unknown[] {
  const keys = way.by === 'all' ? ['all'] : way.by === 'ref' ? way.keys.map(refKey) : way.keys;
  return [keys, from, to, before?.time ?? null, before?.id ?? null, limit];
}

function tableOf({ by }: Way): { table: string; id: string; column: string | undefined; type: string } {
  switch (by) {
    case 'all':
      return { table: 'audit_events', id: 'e.id', column: undefined, type: 'text' };
    case 'action':
      return { table: 'audit_events', id: 'e.id', column: by, type: 'text' };
    case 'contact_id':
    case 'conversation_id':
    case 'account_id':
      return { table: 'audit_events', id: 'e.id', column: by, type: 'uuid' };
    case 'ref':
      return { table: 'audit_refs', id: 'e.event_id', column: by, type: 'bigint' };
  }
}

/** An event that several keys lead to comes once. */
function withoutGap(rows: readonly (Position & { key: string })[], limit: number): Position[] {
  const left = new Map<string, number>();
  const positions = new Map<string, Position>();
  for (const { key, id, time } of rows) {
    positions.set(id, { id, time });
    const count = (left.get(key) ?? 0) + 1;
    left.set(key, count);
    if (count === limit) {
      break; // whatever follows may stand behind rows of this key that were not asked for
    }
  }
  return [...positions.values()];
}
