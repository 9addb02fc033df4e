import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  type FoundTexts,
  type SaidText,
  SaidTexts,
  type TextQuery,
  type TextSource,
} from '../../audit/search/said-texts.js';
import { normalise, pairKey, pairsOf } from '../../audit/search/text-pairs.js';
import { InvalidRequestError } from '../../common/app-error.js';
import { Database } from '../../database/database.js';
import type { InboundContent, OutboundContent } from '../content.js';
import { textIn } from './said-text.js';
import { inAll, segmentOf, startOf } from './segments.js';

interface Row {
  id: string;
  turn_id: string | null;
  conversation_id: string;
  sequence: string;
  content: InboundContent | OutboundContent;
}

interface Candidates {
  sequences: bigint[];
  /** Those messages, where they had to be read to know them. */
  rows?: Row[];
  /** What is earlier was not looked at yet; undefined: there is nothing earlier. */
  next: bigint | undefined;
}

interface Needle {
  text: string;
  /** What every text that holds it has among its own pairs. */
  pairs: readonly string[];
  /** Of some of them. */
  keys: readonly number[];
}

const COLUMNS = 'm.id, m.turn_id, m.conversation_id, m.sequence, m.content';
/** More pairs of a long text lead to no fewer messages that have to be compared. */
const KEYS_MAX = 8;
const READ_AT_ONCE = 2_000;
/** A page has few: most of those with all pairs hold the text. */
const COMPARED_AT_ONCE = 200;
const SINGLE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u;
/** Segments that are looked at together: few at first, because a frequent text stands in the latest. */
const [FIRST_SEGMENTS, SEGMENTS_MAX] = [4, 128];
/** A search gives up for the moment after so many messages that it had to compare. */
const COMPARED_MAX = 20_000;
/** The messages of a turn stand among so many of its conversation. */
const TURN_MESSAGES_MAX = 100;

/**
 * Finds messages by what they say, latest first. Those of indexed segments are found by their pairs, and newer ones are
 * read one by one: what was said a moment ago is found.
 */
@Injectable()
export class MessageTexts implements TextSource, OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly texts: SaidTexts,
  ) {}

  onModuleInit(): void {
    this.texts.register(this);
  }

  async textsOf(messageIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.rows<Pick<Row, 'id' | 'content'>>(
      'select id, content from messages where id = any ($1::uuid[])',
      [messageIds],
    );
    return new Map(rows.map(({ id, content }) => [id, textIn(content)]));
  }

  async find(query: TextQuery): Promise<FoundTexts> {
    const needle = needleOf(query.text);
    const { rows, next } = await this.rowsOf(query, needle);
    const earlier = await this.earlierOfTurns(query, needle, rows);
    return { found: rows.map((row) => presentFound(row, earlier)), next };
  }

  private async rowsOf(query: TextQuery, needle: Needle): Promise<{ rows: Row[]; next: string | undefined }> {
    let next = beforeOf(query.before) ?? (await this.end());
    const found: Row[] = [];
    let compared = 0;
    let segments = FIRST_SEGMENTS;
    while (next !== undefined && found.length < query.limit && compared < COMPARED_MAX) {
      const candidates: Candidates = await this.candidates(query, needle, next, segments);
      for (const row of await this.matching(query, needle, candidates)) {
        if (found.length === query.limit) {
          return { rows: found, next: found.at(-1)?.sequence };
        }
        found.push(row);
      }
      compared += candidates.sequences.length;
      next = candidates.next;
      segments = Math.min(segments * 4, SEGMENTS_MAX);
    }
    return { rows: found, next: next === undefined ? undefined : `${next}` };
  }

  /** Those of the rows whose turn has a later message that is found as well, on this page or on one before it. */
  private async earlierOfTurns(query: TextQuery, needle: Needle, rows: readonly Row[]): Promise<ReadonlySet<string>> {
    const ofTurns = rows.filter((row) => row.turn_id !== null);
    const later = await this.database.rows<Pick<Row, 'id' | 'content'>>(
      `select said.id, m.content
         from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[]) as said (id, conversation_id, turn_id, sequence)
         join lateral (select turn_id, content, created_at from messages
                        where conversation_id = said.conversation_id and sequence > said.sequence
                        order by sequence limit ${TURN_MESSAGES_MAX}) as m on m.turn_id = said.turn_id
        where $5::timestamptz is null or m.created_at < $5`,
      [
        ofTurns.map(({ id }) => id),
        ofTurns.map((row) => row.conversation_id),
        ofTurns.map((row) => row.turn_id),
        ofTurns.map(({ sequence }) => sequence),
        query.to ?? null,
      ],
    );
    return new Set(later.filter(({ content }) => holds(textIn(content), needle)).map(({ id }) => id));
  }

  /** Messages that may hold the text: of the person or the conversation, not indexed yet, or with all its pairs. */
  private async candidates(query: TextQuery, needle: Needle, before: bigint, segments: number): Promise<Candidates> {
    if (query.conversationId !== undefined || query.contactIds !== undefined) {
      return this.ofPeople(query, before);
    }
    const tail = await this.firstUnindexed(before);
    return tail === undefined ? this.indexed(query, needle, before, segments) : this.unindexed(query, tail, before);
  }

  private async ofPeople({ conversationId, contactIds }: TextQuery, before: bigint): Promise<Candidates> {
    const rows = await this.database.rows<{ sequence: string }>(
      `select m.sequence
         from (select id from conversations
                where ($1::uuid is null or id = $1) and ($2::uuid[] is null or contact_id = any ($2))
                order by id desc limit 10000) as c
         join lateral (select sequence from messages
                        where conversation_id = c.id and sequence < $3 order by sequence desc limit $4) as m on true
        order by m.sequence desc limit $4`,
      [conversationId ?? null, contactIds ?? null, `${before}`, READ_AT_ONCE],
    );
    return toCandidates(rows, rows.length < READ_AT_ONCE);
  }

  /** The first sequence after all that is indexed, of what stands before `before`; undefined: all of it is indexed. */
  private async firstUnindexed(before: bigint): Promise<bigint | undefined> {
    const [row] = await this.database.rows<{ segment: number }>(
      `select s.segment from message_segments s where s.built_at is not null and s.segment <= $1
        order by s.segment desc limit 1`,
      [segmentOf(before - 1n)],
    );
    const first = startOf(row === undefined ? 0 : row.segment + 1);
    return before > first ? first : undefined;
  }

  private async unindexed({ from, to }: TextQuery, first: bigint, before: bigint): Promise<Candidates> {
    const rows = await this.database.rows<Row>(
      `select ${COLUMNS} from messages m
        where m.sequence >= $1 and m.sequence < $2
          and ($3::timestamptz is null or m.created_at >= $3) and ($4::timestamptz is null or m.created_at < $4)
        order by m.sequence desc limit $5`,
      [`${first}`, `${before}`, from ?? null, to ?? null, READ_AT_ONCE],
    );
    const next = first === 0n ? undefined : first;
    return {
      ...(rows.length < READ_AT_ONCE ? { ...toCandidates(rows, false), next } : toCandidates(rows, false)),
      rows,
    };
  }

  /** What the next indexed segments say, as far as they reach back without a gap. */
  private async indexed(query: TextQuery, { keys }: Needle, before: bigint, count: number): Promise<Candidates> {
    const last = segmentOf(before - 1n);
    const segments = await this.database.rows<{ segment: number; wanted: boolean }>(
      `select segment, ($3::timestamptz is null or last_at is null or last_at >= $3)
                   and ($4::timestamptz is null or first_at is null or first_at < $4) as wanted
         from message_segments where built_at is not null and segment <= $1 order by segment desc limit $2`,
      [last, count, query.from ?? null, query.to ?? null],
    );
    const reached = segments.findIndex(({ segment }, index) => segment !== last - index);
    const here = reached === -1 ? segments : segments.slice(0, reached);
    const wanted = here.filter((one) => one.wanted).map(({ segment }) => segment);
    const rows = await this.database.rows<{ segment: number; offsets: Buffer }>(
      // A frequent pair has many offsets: they are not read where a rare one does not stand at all.
      `select p.segment, p.offsets
         from (select segment from message_postings where segment = any ($1::integer[]) and pair = any ($2::integer[])
                group by segment having count(*) = $3) as whole
         join message_postings p on p.segment = whole.segment and p.pair = any ($2::integer[])`,
      [wanted, keys, keys.length],
    );
    const bySegment = Map.groupBy(rows, ({ segment }) => segment);
    const sequences = wanted
      .flatMap((segment) => sequencesIn(segment, bySegment.get(segment) ?? []))
      .filter((sequence) => sequence < before);
    const end = startOf(here.at(-1)?.segment ?? last);
    return { sequences, next: end === 0n ? undefined : end };
  }

  /** Those that really hold the text, latest first. */
  private async matching(query: TextQuery, needle: Needle, { sequences, rows: read }: Candidates): Promise<Row[]> {
    if (read !== undefined) {
      return read.filter(({ content }) => holds(textIn(content), needle));
    }
    const matching: Row[] = [];
    for (let start = 0; start < sequences.length && matching.length <= query.limit; start += COMPARED_AT_ONCE) {
      const rows = await this.database.rows<Row>(
        `select ${COLUMNS} from messages m
          where m.sequence = any ($1::bigint[]) and ($2::timestamptz is null or m.created_at >= $2)
            and ($3::timestamptz is null or m.created_at < $3)
          order by m.sequence desc`,
        [sequences.slice(start, start + COMPARED_AT_ONCE).map(String), query.from ?? null, query.to ?? null],
      );
      matching.push(...rows.filter(({ content }) => holds(textIn(content), needle)));
    }
    return matching;
  }

  /** Behind the last message. */
  private async end(): Promise<bigint | undefined> {
    const [row] = await this.database.rows<{ sequence: string }>(
      'select sequence from messages order by sequence desc limit 1',
    );
    return row === undefined ? undefined : BigInt(row.sequence) + 1n;
  }
}

function sequencesIn(segment: number, postings: readonly { offsets: Buffer }[]): bigint[] {
  const start = startOf(segment);
  return inAll(postings.map(({ offsets }) => offsets))
    .toReversed()
    .map((offset) => start + BigInt(offset));
}

function toCandidates(rows: readonly { sequence: string }[], isLast: boolean): Candidates {
  const sequences = rows.map(({ sequence }) => BigInt(sequence));
  return { sequences, next: isLast ? undefined : sequences.at(-1) };
}

function presentFound(row: Row, earlierOfTurns: ReadonlySet<string>): SaidText {
  const turnId = earlierOfTurns.has(row.id) ? null : row.turn_id;
  return { messageId: row.id, turnId, conversationId: row.conversation_id, position: row.sequence };
}

/** @throws {InvalidRequestError} for a text without two ideographs in a row and without a whole word. */
function needleOf(query: string): Needle {
  const text = normalise(query).trim();
  // A single ideograph at its end is half a pair of the text that holds it.
  const pairs = [...pairsOf(text)].filter((pair) => !SINGLE.test(pair));
  if (pairs.length === 0) {
    throw new InvalidRequestError('nothing can be found by this text', [
      'text: must hold two ideographs in a row, or a whole word, outside of placeholders',
    ]);
  }
  return { text, pairs, keys: [...new Set(spread(pairs, KEYS_MAX).map(pairKey))] };
}

/** Words are found as a whole, wherever a message stands: in an indexed segment they are not found otherwise. */
function holds(text: string, { text: needle, pairs }: Needle): boolean {
  if (!normalise(text).includes(needle)) {
    return false;
  }
  const own = pairsOf(text);
  return pairs.every((pair) => own.has(pair));
}

/** So many of them, evenly. */
function spread<T>(all: readonly T[], count: number): T[] {
  const step = Math.max(1, all.length / count);
  return all.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
}

/** @throws {InvalidRequestError} for a cursor that is no position. */
function beforeOf(position: string | undefined): bigint | undefined {
  if (position === undefined) {
    return undefined;
  }
  if (!/^\d{1,18}$/.test(position)) {
    throw new InvalidRequestError('the cursor is not one of ours', ['cursor: is not one of ours']);
  }
  return BigInt(position);
}
