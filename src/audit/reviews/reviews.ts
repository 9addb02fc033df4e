import { Injectable } from '@nestjs/common';
import { authorOf, type Principal } from '../../common/access.js';
import { NotFoundError } from '../../common/app-error.js';
import { assertMatch } from '../../common/entity-tag.js';
import { type AccountId, asId, type ConversationId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import { AuditLog } from '../audit-log.js';
import { SaidTexts } from '../search/said-texts.js';
import type { ReviewRow, Verdict } from './review-row.js';

export interface ReviewFilter {
  savedSearchId?: string | undefined;
  /** Undefined: all; `open`: without a verdict. */
  verdict?: Verdict | 'open' | undefined;
  until?: Date | undefined;
}

/** A review as files and people see it. */
export interface PresentedReview {
  [column: string]: unknown;
  id: string;
  createdAt: string;
  savedSearchId: string;
  searchName: string;
  from: string;
  to: string;
  eventId: string;
  eventAt: string;
  accountId: string | null;
  conversationId: string | null;
  messageId: string | null;
  /** What was answered, masked; null once it is erased. */
  text: string | null;
  verdict: Verdict | null;
  note: string | null;
  reviewedBy: string | null;
  reviewedAt: string | null;
  version: number;
}

const REVIEWS = `select r.id, r.search_id, s.name as search_name, n.from_at, n.to_at, r.event_id, r.event_at, r.account_id,
    r.conversation_id, r.message_id, r.verdict, r.note, r.reviewed_by, r.reviewed_at, r.version, r.created_at
  from audit_reviews r join audit_search_runs n on n.id = r.run_id join audit_saved_searches s on s.id = r.search_id`;

/** Answers that were sampled, and what people think of them. */
@Injectable()
export class Reviews {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly texts: SaidTexts,
  ) {}

  /** Newest first; `before` is the id of the last of the page before. */
  list(
    { savedSearchId, verdict, until }: ReviewFilter,
    before: string | undefined,
    limit: number,
  ): Promise<ReviewRow[]> {
    return this.database.rows<ReviewRow>(
      `${REVIEWS}
        where ($1::uuid is null or r.search_id = $1) and ($2::uuid is null or r.id < $2)
          and ($3::text is null or r.verdict is not distinct from nullif($3, 'open'))
          and ($4::timestamptz is null or r.created_at < $4)
        order by r.id desc limit $5`,
      [savedSearchId ?? null, before ?? null, verdict ?? null, until ?? null, limit],
    );
  }

  async *pages(filter: ReviewFilter, size: number): AsyncGenerator<ReviewRow[]> {
    let before: string | undefined;
    for (;;) {
      const rows = await this.list(filter, before, size);
      if (rows.length === 0) {
        return;
      }
      yield rows;
      before = rows.at(-1)?.id;
    }
  }

  /** @throws {NotFoundError} */
  async get(id: string): Promise<ReviewRow> {
    const [row] = await this.database.rows<ReviewRow>(`${REVIEWS} where r.id = $1`, [id]);
    if (row === undefined) {
      throw new NotFoundError('the review');
    }
    return row;
  }

  /** A verdict may be changed; the log keeps each. @throws {NotFoundError} @throws {PreconditionFailedError} */
  async judge(
    actor: Principal,
    requestId: string,
    id: string,
    { verdict, note }: { verdict: Verdict; note: string | null },
    ifMatch: string | undefined,
  ): Promise<ReviewRow> {
    const by = authorOf(actor);
    await this.database.transaction(async (tx) => {
      const [before] = await tx.rows<ReviewRow>('select * from audit_reviews where id = $1 for update', [id]);
      if (before === undefined) {
        throw new NotFoundError('the review');
      }
      assertMatch(ifMatch, before.version);
      await tx.run(
        `update audit_reviews set verdict = $2, note = $3, reviewed_by = $4, reviewed_at = clock_timestamp(),
                version = version + 1
          where id = $1`,
        [id, verdict, note, JSON.stringify(by)],
      );
      const scope = {
        actor,
        requestId,
        ...(before.account_id !== null && { accountId: asId<AccountId>(before.account_id) }),
        ...(before.conversation_id !== null && { conversationId: asId<ConversationId>(before.conversation_id) }),
      };
      const details = {
        reviewId: id,
        savedSearchId: before.search_id,
        eventId: before.event_id,
        verdict,
        before: before.verdict,
      };
      await this.audit.record(tx, scope, { action: 'audit.answer-reviewed', details });
    });
    return this.get(id);
  }

  async present(rows: readonly ReviewRow[]): Promise<PresentedReview[]> {
    const texts = await this.texts.textsOf(rows.map((row) => row.message_id).filter((id) => id !== null));
    return rows.map((row) => ({
      id: row.id,
      createdAt: row.created_at.toISOString(),
      savedSearchId: row.search_id,
      searchName: row.search_name,
      from: row.from_at.toISOString(),
      to: row.to_at.toISOString(),
      eventId: row.event_id,
      eventAt: row.event_at.toISOString(),
      accountId: row.account_id,
      conversationId: row.conversation_id,
      messageId: row.message_id,
      text: texts.get(row.message_id ?? '') ?? null,
      verdict: row.verdict,
      note: row.note,
      reviewedBy: row.reviewed_by?.id ?? row.reviewed_by?.kind ?? null,
      reviewedAt: row.reviewed_at?.toISOString() ?? null,
      version: row.version,
    }));
  }
}
