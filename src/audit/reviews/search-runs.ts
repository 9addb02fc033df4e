import { randomInt } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Principal, SYSTEM } from '../../common/access.js';
import { InvalidRequestError, NotFoundError } from '../../common/app-error.js';
import { type AuditReviewId, newId, type SavedSearchId, type SearchRunId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import { type DueJob, DueWork } from '../../queue/due-work.js';
import { AuditLog } from '../audit-log.js';
import { asFilter } from '../search/event-filter.js';
import { EventSearch } from '../search/event-search.js';
import type { StoredEvent } from '../search/stored-event.js';
import { ReviewNotices } from './review-notices.js';
import { RUN_COLUMNS, SEARCH_COLUMNS, type SavedSearchRow, type SearchRunRow } from './review-row.js';
import { Sample } from './sampling.js';
import { timesUntil } from './schedule.js';

/** Who asked for a run; undefined: the schedule did. */
interface Asker {
  actor: Principal;
  requestId: string;
}

interface Period {
  from: Date;
  to: Date;
}

/** Of periods that are over since a program stood still, the last ones are made up for. */
const MADE_UP_MAX = 3;
const TIMES_MAX = 1_000;
const LOOKED_THROUGH_MAX = 100_000;
const PAGE = 500;
const DUE_MAX = 50;

/** Runs saved searches over periods that are over: each period once, whatever was killed in between. */
@Injectable()
export class SearchRuns implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly search: EventSearch,
    private readonly dueWork: DueWork,
    private readonly notices: ReviewNotices,
  ) {}

  onModuleInit(): void {
    this.dueWork.register({ name: 'audit.review', due: () => this.due() });
  }

  /** Runs what is due of a search; nothing, where another process was first. */
  async run(id: SavedSearchId): Promise<void> {
    const row = await this.dueRow(id);
    if (row === undefined || row.schedule === null || row.next_at === null) {
      return;
    }
    const { due: times, next } = timesUntil(row.schedule, row.next_at, row.now, TIMES_MAX);
    const due = times.filter((time) => time > row.ran_until); // a process may have been killed behind those it missed
    const periods = due.map((to, index) => ({ from: due[index - 1] ?? row.ran_until, to }));
    await this.miss(row, periods.slice(0, -MADE_UP_MAX));
    for (const [index, period] of periods.slice(-MADE_UP_MAX).entries()) {
      const following = due[due.length - Math.min(MADE_UP_MAX, periods.length) + index + 1] ?? next;
      await this.runPeriod(row, period, { following });
    }
  }

  /**
   * Runs a search over whatever period somebody asks for, besides its schedule. @throws {NotFoundError}
   * @throws {InvalidRequestError} for a period that is not over.
   */
  async ask(asker: Asker, id: string, { from, to }: { from: Date; to: Date | undefined }): Promise<SearchRunRow> {
    const [row] = await this.database.rows<SavedSearchRow & { now: Date }>(
      `select ${SEARCH_COLUMNS}, clock_timestamp() as now from audit_saved_searches where id = $1`,
      [id],
    );
    if (row === undefined) {
      throw new NotFoundError('the saved search');
    }
    const period = { from, to: to ?? row.now };
    if (period.to > row.now || period.from >= period.to) {
      throw new InvalidRequestError('the period is not over', ['to: must come after from, and not after now']);
    }
    const runId = await this.runPeriod(row, period, { asker });
    const [run] = await this.database.rows<SearchRunRow>(`select ${RUN_COLUMNS} from audit_search_runs where id = $1`, [
      runId,
    ]);
    if (run === undefined) {
      throw new NotFoundError('the saved search');
    }
    return run;
  }

  private async due(): Promise<DueJob<'audit.review'>[]> {
    const rows = await this.database.rows<{ id: SavedSearchId }>(
      `select id from audit_saved_searches
        where enabled and next_at is not null and next_at <= clock_timestamp() order by next_at limit $1`,
      [DUE_MAX],
    );
    return rows.map(({ id }) => ({ data: { savedSearchId: id }, key: id }));
  }

  private async dueRow(id: SavedSearchId): Promise<(SavedSearchRow & { now: Date }) | undefined> {
    const [row] = await this.database.rows<SavedSearchRow & { now: Date }>(
      `select ${SEARCH_COLUMNS}, clock_timestamp() as now from audit_saved_searches
        where id = $1 and enabled and next_at is not null and next_at <= clock_timestamp()`,
      [id],
    );
    return row;
  }

  /** Periods that nobody will look at: said once, for all of them. */
  private async miss(row: SavedSearchRow, periods: readonly Period[]): Promise<void> {
    const [first, last] = [periods[0], periods.at(-1)];
    if (first === undefined || last === undefined) {
      return;
    }
    const from = first.from.toISOString();
    const to = last.to.toISOString();
    await this.database.transaction(async (tx) => {
      const run = { from: first.from, to: last.to };
      if (await this.insertRun(tx, row, newId(), run, { state: 'missed', found: 0, sampled: 0 })) {
        await tx.run('update audit_saved_searches set ran_until = $2 where id = $1', [row.id, last.to]);
        const details = { savedSearchId: row.id, from, to, periods: periods.length };
        await this.audit.record(tx, { actor: SYSTEM }, { action: 'audit.search-missed', details });
        tx.afterCommit(() =>
          this.notices.missed({ name: row.name, savedSearchId: row.id, from, to, periods: periods.length }),
        );
      }
    });
  }

  private async runPeriod(
    row: SavedSearchRow,
    period: Period,
    { following, asker }: { following?: Date; asker?: Asker },
  ): Promise<SearchRunId> {
    const sample = await this.sampleOf(row, period);
    const runId = newId<SearchRunId>();
    const [from, to] = [period.from.toISOString(), period.to.toISOString()];
    const counts = { found: sample.seen, sampled: sample.items.length };
    await this.database.transaction(async (tx) => {
      const isInserted = await this.insertRun(tx, row, runId, period, { state: 'done', ...counts, asker });
      if (following !== undefined) {
        await tx.run(
          `update audit_saved_searches set ran_until = $2, next_at = $3
            where id = $1 and version = $4 and ran_until <= $2`,
          [row.id, period.to, following, row.version],
        );
      }
      if (!isInserted) {
        return;
      }
      await insertReviews(tx, row, runId, sample.items);
      const details = { savedSearchId: row.id, runId, from, to, ...counts };
      await this.audit.record(tx, asker ?? { actor: SYSTEM }, { action: 'audit.search-ran', details });
      tx.afterCommit(() => this.notices.due({ name: row.name, savedSearchId: row.id, runId, from, to, ...counts }));
    });
    return runId;
  }

  /** Answers, unless the search says which actions. */
  private async sampleOf({ filters, sample: size }: SavedSearchRow, period: Period): Promise<Sample<StoredEvent>> {
    const filter = asFilter(filters);
    const isOwnAction = filter.action !== undefined;
    const sample = new Sample<StoredEvent>(size, randomInt);
    const wanted = {
      ...filter,
      action: filter.action ?? 'dialog.outcome',
      from: period.from.toISOString(),
      to: period.to.toISOString(),
    };
    for await (const events of this.search.pages(wanted, PAGE)) {
      for (const event of events.filter((one) => isOwnAction || isAnswer(one))) {
        sample.add(event);
      }
      if (sample.seen >= LOOKED_THROUGH_MAX) {
        break;
      }
    }
    return sample;
  }

  /** Whether the period was not run before; a search that was changed since, or is gone, is not run either. */
  private async insertRun(
    tx: Tx,
    { id, version }: SavedSearchRow,
    runId: SearchRunId,
    { from, to }: Period,
    { state, found, sampled, asker }: { state: string; found: number; sampled: number; asker?: Asker | undefined },
  ): Promise<boolean> {
    const inserted = await tx.run(
      `insert into audit_search_runs (id, search_id, from_at, to_at, state, found, sampled, asked_by)
       select $1, id, $3, $4, $5, $6, $7, $8 from audit_saved_searches where id = $2 and version = $9 for update
       on conflict do nothing`,
      [runId, id, from, to, state, found, sampled, asker === undefined ? null : JSON.stringify(asker.actor), version],
    );
    return inserted > 0;
  }
}

function isAnswer({ details }: StoredEvent): boolean {
  return typeof details === 'object' && details !== null && 'outcome' in details && details.outcome === 'answered';
}

/** The answer is the message that was sent in the turn. */
async function insertReviews(
  tx: Tx,
  { id }: SavedSearchRow,
  runId: SearchRunId,
  events: readonly StoredEvent[],
): Promise<void> {
  await tx.run(
    `insert into audit_reviews (id, run_id, search_id, event_id, event_at, account_id, conversation_id, message_id)
     select review, $1, $2, e.id, e.at, e.account_id, e.conversation_id,
            coalesce(e.message_id, (select sent.message_id from audit_events sent
                                     where sent.conversation_id = e.conversation_id and sent.action = 'message.sent'
                                       and sent.details->>'turnId' = e.details->>'turnId'
                                     order by sent.at desc, sent.id desc limit 1))
       from unnest($3::uuid[], $4::uuid[], $5::timestamptz[]) as picked (review, event, at)
       join audit_events e on e.id = picked.event and e.at = picked.at`,
    [
      runId,
      id,
      events.map(() => newId<AuditReviewId>()),
      events.map((event) => event.id),
      events.map((event) => event.time),
    ],
  );
}
