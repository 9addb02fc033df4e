import { Injectable } from '@nestjs/common';
import { InvalidRequestError, NotFoundError } from '../../common/app-error.js';
import { Database } from '../../database/database.js';
import { isUuid } from '../../common/ids.js';
import { toMoment } from '../../common/moment.js';

export const gapStates = ['open', 'drafted', 'resolved', 'dismissed'] as const;
export type GapState = (typeof gapStates)[number];

export const gapOrders = ['count', 'recent'] as const;
export type GapOrder = (typeof gapOrders)[number];

export interface GapFilter {
  state?: GapState | undefined;
  accountId?: string | undefined;
  /** A day or a moment: asked at that time or later. */
  since?: string | undefined;
}

export interface GapRow {
  id: string;
  text: string;
  questions: number;
  state: GapState;
  document_id: string | null;
  version: number;
  first_asked_at: Date;
  last_asked_at: Date;
  /** The most recent wordings. */
  examples: string[];
  /** What the list is ordered by. */
  position: string;
}

/** What became of the same questions since the document is live. */
export interface GapEffect {
  publishedAt: Date;
  /** So many were not answered in all the time before, and since. */
  unansweredBefore: number;
  unansweredSince: number;
  /** The same a day; of less than a day as if it were one. */
  unansweredPerDayBefore: number;
  unansweredPerDaySince: number;
  /** So many questions the document has answered since, and so many of them were voted no help. */
  answeredSince: number;
  unhelpfulSince: number;
}

export interface GapQuestionRow {
  id: string;
  text: string;
  account_id: string;
  conversation_id: string;
  confidence: number;
  reason: string;
  vote: string | null;
  asked_at: Date;
}

const EXAMPLES_MAX = 5;
/** Of how many recent questions the examples are chosen. */
const RECENT = 50;

/** A cluster whose document is live is resolved; until then it is drafted, and open again if the draft was deleted. */
const STATE = `case when c.state <> 'drafted' then c.state
                    when d.id is null then 'open'
                    when d.state = 'published' then 'resolved'
                    else 'drafted' end`;
const COLUMNS = `c.id, c.text, c.questions, ${STATE} as state, c.document_id, c.version, c.first_asked_at, c.last_asked_at,
  array(select text from (select text, max(id::text) as latest
                            from (select id, text from asked_questions where cluster_id = c.id
                                   order by id desc limit ${RECENT}) as recent
                           group by text order by latest desc limit ${EXAMPLES_MAX}) as wordings) as examples`;
const FROM = 'from question_clusters c left join documents d on d.id = c.document_id';

const ORDERS: Readonly<Record<GapOrder, { column: string; type: string; form: RegExp }>> = {
  count: { column: 'c.questions', type: 'integer', form: /^\d{1,9}$/ },
  recent: { column: 'c.last_asked_at', type: 'timestamptz', form: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/ },
};

/** Reads what was gathered. */
@Injectable()
export class GapList {
  constructor(private readonly database: Database) {}

  /** @param after the position and id of the last of the page before, as `positionOf` made it. */
  list(filter: GapFilter, order: GapOrder, after: string | undefined, limit: number): Promise<GapRow[]> {
    const { column, type } = ORDERS[order];
    const { position, id } = after === undefined ? {} : parsePosition(after, order);
    return this.database.rows<GapRow>(
      `select ${COLUMNS}, ${order === 'recent' ? `(${column} at time zone 'utc')::text || '+00'` : `${column}::text`} as position
         ${FROM}
        where ($1::text is null or ${STATE} = $1)
          and ($2::uuid is null or exists (select from asked_questions q where q.cluster_id = c.id and q.account_id = $2))
          and ($3::timestamptz is null or c.last_asked_at >= $3)
          and ($4::${type} is null or (${column}, c.id) < ($4::${type}, $5::uuid))
        order by ${column} desc, c.id desc
        limit $6`,
      [filter.state ?? null, filter.accountId ?? null, toMoment(filter.since), position ?? null, id ?? null, limit],
    );
  }

  /** @throws {NotFoundError} */
  async get(id: string): Promise<GapRow> {
    const [row] = await this.database.rows<GapRow>(`select ${COLUMNS}, '' as position ${FROM} where c.id = $1`, [id]);
    if (row === undefined) {
      throw new NotFoundError('the gap');
    }
    return row;
  }

  /** Undefined while its document was never live. */
  async effect({ id, document_id: documentId }: GapRow): Promise<GapEffect | undefined> {
    const [row] = await this.database.rows<GapEffect>(
      `select d.published_at as "publishedAt",
              unanswered.before as "unansweredBefore", unanswered.since as "unansweredSince",
              unanswered.before / ${days('d.published_at - unanswered.first')} as "unansweredPerDayBefore",
              unanswered.since / ${days('now() - d.published_at')} as "unansweredPerDaySince",
              answered.count as "answeredSince", answered.unhelpful as "unhelpfulSince"
         from documents d cross join lateral (
                select (count(*) filter (where asked_at < d.published_at))::integer as before,
                       (count(*) filter (where asked_at >= d.published_at))::integer as since,
                       min(asked_at) as first
                  from asked_questions where cluster_id = $1) as unanswered
              cross join lateral (
                select count(*)::integer as count, count(*) filter (where vote = 'unhelpful')::integer as unhelpful
                  from asked_questions
                 where first_document_id = d.id and asked_at >= d.published_at
                   and (gap_from is null or vote = 'unhelpful')) as answered
        where d.id = $2 and d.published_at is not null`,
      [id, documentId],
    );
    return row;
  }

  /** Newest first. */
  questions(id: string, before: string | undefined, limit: number): Promise<GapQuestionRow[]> {
    return this.database.rows<GapQuestionRow>(
      `select id, text, account_id, conversation_id, confidence, reason, vote, asked_at from asked_questions
        where cluster_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`,
      [id, before ?? null, limit],
    );
  }
}

/** An interval in days, at least one. */
function days(interval: string): string {
  return `greatest(1, coalesce(extract(epoch from ${interval}) / 86400, 1))::double precision`;
}

/** The key of a page's cursor. */
export function positionOf({ position, id }: GapRow): string {
  return `${position}/${id}`;
}

/** @throws {InvalidRequestError} for what `positionOf` did not make in this order. */
function parsePosition(key: string, order: GapOrder): { position: string; id: string } {
  const slash = key.lastIndexOf('/');
  const position = key.slice(0, Math.max(0, slash));
  const id = key.slice(slash + 1);
  if (!ORDERS[order].form.test(position) || !isUuid(id)) {
    throw new InvalidRequestError('the cursor is not one of ours', ['cursor: is not one of ours']);
  }
  return { position, id };
}
