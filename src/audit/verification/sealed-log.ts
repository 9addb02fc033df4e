import pg from 'pg';
import {
  type EventField,
  eventColumns,
  eventFields,
  type EventValues,
  microsecondsOf,
  toEventValues,
} from '../seals/canonical.js';
import type { LinkContent } from '../seals/hashing.js';
import type { Seal } from '../seals/seal.js';
import { SEAL_COLUMNS, type SealRow, toSeal } from '../seals/seal-rows.js';
import type { KeyRow } from '../seals/signing-keys.js';

/** A link as it is stored, and the event it names: null when there is none with this id and time. */
export interface StoredLink extends LinkContent {
  chain: Buffer;
  event: EventValues | null;
}

/** Where the chain begins after months were dropped. */
export interface Checkpoint {
  number: number;
  sealNumber: number;
  lastSequence: number;
  sealHash: Buffer;
  chain: Buffer;
  /** Microseconds since 1970. */
  eventsBefore: number;
  createdAt: number;
  hashAlgorithm: 'sha256' | 'sm3';
  keyId: string;
  signature: Buffer;
}

/** What an event's digest stands for, as far as it is kept. */
export interface PersonalRow {
  eventId: string;
  salt: Buffer;
  /** Canonical JSON, exactly as it was written; null where it is a message's content. */
  data: string | null;
  /** The message's content, as JSON; null where the message says nothing any more. */
  content: string | null;
  /** In hexadecimal; null where the event is not there. */
  digest: string | null;
}

export interface Tail {
  /** 0: none. */
  lastSeal: number;
  /** The last seal that a sink was given. */
  lastAnchored: number;
  /** A link behind the last seal. */
  unsealedLink: number | undefined;
  /** An event that could not be sealed: it was gone by then, or is there with the id of another. */
  lostEvent: { id: string; isThere: boolean } | undefined;
}

const LINK_COLUMNS = `l.sequence, l.event_id, encode(timestamptz_send(l.event_at), 'hex'), encode(l.leaf, 'hex'),
  encode(l.chain, 'hex'), ${eventColumns('e')}`;
const OWN_COLUMNS = 5;
/** Each by the index of its month: left to itself, the planner reads whole months for some thousand events. */
const ONE_BY_ONE = 'select * from audit_events a where a.id = l.event_id and a.at = l.event_at limit 1';
const CONNECT_TIMEOUT_MS = 10_000;

/** Reads the log as it stands in the database, on a connection of its own: rows as text, without parsing. */
export class SealedLog {
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly client: pg.Client) {}

  static async open(url: string): Promise<SealedLog> {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'wecom-kefu audit',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    });
    client.on('error', () => undefined); // the statement that runs fails, too
    await client.connect();
    return new SealedLog(client);
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  async seals(after: number, limit: number): Promise<Seal[]> {
    const rows = await this.rows<SealRow>(
      `select ${SEAL_COLUMNS} from audit_seals where number > $1 order by number limit $2`,
      [after, limit],
    );
    return rows.map(toSeal);
  }

  /** The first seal with events from this moment on, and the last with events before that one. */
  async sealsBetween(from: string | undefined, to: string | undefined): Promise<{ first: number; last: number }> {
    const [row] = await this.rows<{ first: string | null; last: string | null }>(
      `select (select number from audit_seals where $1::timestamptz is null or last_at >= $1 order by number limit 1) as first,
              (select number from audit_seals where $2::timestamptz is null or first_at < $2 order by number desc limit 1) as last`,
      [from ?? null, to ?? null],
    );
    return { first: Number(row?.first ?? 0), last: Number(row?.last ?? 0) };
  }

  /** So many links at most, in order; they may have gaps, if somebody made some. */
  async links(first: number, last: number, limit: number): Promise<StoredLink[]> {
    const { rows } = await this.inTurn(() =>
      this.client.query<(string | null)[]>({
        text: `select ${LINK_COLUMNS}
               from (select * from audit_links where sequence between $1 and $2 order by sequence limit $3) l
               left join lateral (${ONE_BY_ONE}) e on true
              order by l.sequence`,
        values: [first, last, limit],
        name: 'audit-links',
        rowMode: 'array',
        types: TEXT,
      }),
    );
    return rows.map(toLink);
  }

  /** Events that have neither a link of the chain nor wait for one; the first of those from a moment on. */
  async unlinked(from: string | null, base: number): Promise<{ id: string; at: string } | undefined> {
    const [row] = await this.rows<{ id: string; at: string }>(
      `select e.id, e.at::text
         from audit_events e
        where ($1::timestamptz is null or e.at >= $1)
          and not exists (select from audit_links l where l.event_id = e.id and l.event_at = e.at and l.sequence > $2)
          and not exists (select from audit_unsealed q where q.event_id = e.id and q.event_at = e.at)
        order by e.at limit 1`,
      [from, base],
    );
    return row;
  }

  /** As one moment sees them; of what waits, only events that are there and have no link. */
  async counts(): Promise<{ events: number; waiting: number; lastSequence: number }> {
    const [row] = await this.rows<{ events: string; waiting: string; last: string | null }>(
      `select (select count(*) from audit_events) as events,
              (select count(*) from (select distinct event_id, event_at from audit_unsealed where not lost) q
                where exists (select from audit_events e where e.id = q.event_id and e.at = q.event_at)
                  and not exists (select from audit_links l where l.event_id = q.event_id)) as waiting,
              (select max(last_sequence) from audit_seals) as last`,
    );
    return { events: Number(row?.events), waiting: Number(row?.waiting), lastSequence: Number(row?.last ?? 0) };
  }

  /** Where events stand in the chain, in its order; those that wait for their seal are not among them. */
  async sequencesOf(eventIds: readonly string[]): Promise<{ eventId: string; sequence: number }[]> {
    const rows = await this.rows<{ event_id: string; sequence: string }>(
      `select event_id, sequence from audit_links where event_id = any($1::uuid[])
          and sequence <= (select max(last_sequence) from audit_seals) order by sequence`,
      [eventIds],
    );
    return rows.map(({ event_id: eventId, sequence }) => ({ eventId, sequence: Number(sequence) }));
  }

  /** The seal over a link. */
  async sealOver(sequence: number): Promise<Seal | undefined> {
    const [row] = await this.rows<SealRow>(
      `select ${SEAL_COLUMNS} from audit_seals where last_sequence >= $1 order by last_sequence limit 1`,
      [sequence],
    );
    return row === undefined ? undefined : toSeal(row);
  }

  /** What lies behind the last seal, as one moment sees it. */
  async tail(base: number): Promise<Tail> {
    const [row] = await this.rows<TailRow>(
      `select coalesce((select max(number) from audit_seals), 0) as seal,
              coalesce((select max(seal_number) from audit_anchors), 0) as anchored,
              (select min(sequence) from audit_links
                where sequence > greatest((select max(last_sequence) from audit_seals), $1)) as link,
              lost.event_id as lost,
              exists (select from audit_events e where e.id = lost.event_id and e.at = lost.event_at) as is_there
         from (values (1)) one
         left join (select event_id, event_at from audit_unsealed where lost order by position limit 1) lost on true`,
      [base],
    );
    return {
      lastSeal: Number(row?.seal),
      lastAnchored: Number(row?.anchored),
      unsealedLink: row?.link === null || row === undefined ? undefined : Number(row.link),
      lostEvent: row === undefined || row.lost === null ? undefined : { id: row.lost, isThere: row.is_there },
    };
  }

  /** By the event's id, from the one behind `after` on. */
  personal(after: string | undefined, limit: number): Promise<PersonalRow[]> {
    return this.rows<PersonalRow>(
      `select p.event_id as "eventId", p.salt, p.data::text as data, m.content::text as content,
              encode(e.personal_digest, 'hex') as digest
         from (select * from audit_personal where $1::uuid is null or event_id > $1 order by event_id limit $2) p
         left join audit_events e on e.id = p.event_id and e.at = p.at
         left join messages m on m.id = e.message_id and m.erased_at is null
        order by p.event_id`,
      [after ?? null, limit],
    );
  }

  /** Whether an event with this id is there at another time. */
  async hasEvent(id: string): Promise<boolean> {
    const rows = await this.rows('select id from audit_events where id = $1 limit 1', [id]);
    return rows.length > 0;
  }

  async keys(): Promise<KeyRow[]> {
    return this.rows<KeyRow>('select * from audit_keys order by created_at, id');
  }

  async checkpoint(): Promise<Checkpoint | undefined> {
    const [row] = await this.rows<CheckpointRow>(
      `select number, seal_number, last_sequence, seal_hash, chain, hash_algorithm, key_id, signature,
              encode(timestamptz_send(events_before), 'hex') as events_before,
              encode(timestamptz_send(created_at), 'hex') as created_at
         from audit_checkpoints order by number desc limit 1`,
    );
    return row === undefined
      ? undefined
      : {
          number: row.number,
          sealNumber: Number(row.seal_number),
          lastSequence: Number(row.last_sequence),
          sealHash: row.seal_hash,
          chain: row.chain,
          eventsBefore: microsecondsOf(row.events_before),
          createdAt: microsecondsOf(row.created_at),
          hashAlgorithm: row.hash_algorithm,
          keyId: row.key_id,
          signature: row.signature,
        };
  }

  private async rows<Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    const { rows } = await this.inTurn(() => this.client.query<Row>(sql, [...values]));
    return rows;
  }

  /** One statement at a time: what is asked ahead goes first. */
  private inTurn<T>(query: () => Promise<T>): Promise<T> {
    const result = this.last.then(query, query);
    this.last = result.catch(() => undefined);
    return result;
  }
}

interface TailRow {
  seal: string;
  anchored: string;
  link: string | null;
  lost: string | null;
  is_there: boolean;
}

interface CheckpointRow {
  number: number;
  seal_number: string;
  last_sequence: string;
  seal_hash: Buffer;
  chain: Buffer;
  hash_algorithm: 'sha256' | 'sm3';
  key_id: string;
  signature: Buffer;
  events_before: string;
  created_at: string;
}

/** Every value stays the text that the server sent. */
const TEXT = {
  getTypeParser:
    () =>
    (value: string): string =>
      value,
};

function toLink(row: readonly (string | null)[]): StoredLink {
  const [sequence, eventId, eventAt, leaf, chain, id] = row;
  return {
    sequence: Number(sequence),
    eventId: eventId ?? '',
    eventAt: microsecondsOf(eventAt ?? ''),
    leaf: Buffer.from(leaf ?? '', 'hex'),
    chain: Buffer.from(chain ?? '', 'hex'),
    event: id === null ? null : toEventValues(row, OWN_COLUMNS),
  };
}

/** The values of an event by the names of its fields. */
export function fieldsOf(event: EventValues): Record<EventField, string | null> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one entry for each name of the list
  return Object.fromEntries(eventFields.map((field, n) => [field, event[n] ?? null])) as Record<
    EventField,
    string | null
  >;
}
