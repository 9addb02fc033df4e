import { Injectable } from '@nestjs/common';
import type { Principal } from '../../common/access.js';
import { AppError, NotFoundError } from '../../common/app-error.js';
import { assertMatch } from '../../common/entity-tag.js';
import { newId, type SavedSearchId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import { AuditLog } from '../audit-log.js';
import type { ReviewDeed } from './review-deed.js';
import { RUN_COLUMNS, SEARCH_COLUMNS, type SavedSearchRow, type SearchRunRow } from './review-row.js';
import { nextTime, type Schedule } from './schedule.js';

export interface SavedSearchChange {
  name: string;
  filters: Readonly<Record<string, unknown>>;
  /** Null: it is not run by itself. */
  schedule: Schedule | null;
  /** So many answers of a period are looked at. */
  sample: number;
  enabled: boolean;
}

type SearchChangeAction = Extract<ReviewDeed, { details: { sample: number } }>['action'];

const SEARCHES_MAX = 200;

/** Searches that people keep, and that ask for reviews on a schedule. */
@Injectable()
export class SavedSearches {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  /** By name; there are few. */
  list(): Promise<SavedSearchRow[]> {
    return this.database.rows<SavedSearchRow>(`select ${SEARCH_COLUMNS} from audit_saved_searches order by name`);
  }

  /** @throws {NotFoundError} */
  async get(id: string): Promise<SavedSearchRow> {
    const [row] = await this.database.rows<SavedSearchRow>(
      `select ${SEARCH_COLUMNS} from audit_saved_searches where id = $1`,
      [id],
    );
    if (row === undefined) {
      throw new NotFoundError('the saved search');
    }
    return row;
  }

  /** Newest first. */
  runs(id: string, before: string | undefined, limit: number): Promise<SearchRunRow[]> {
    return this.database.rows<SearchRunRow>(
      `select ${RUN_COLUMNS} from audit_search_runs
        where search_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`,
      [id, before ?? null, limit],
    );
  }

  /** Its first period begins now. @throws {AppError} `request.conflict` for a name that is taken. */
  create(actor: Principal, requestId: string, change: SavedSearchChange): Promise<SavedSearchRow> {
    const { name, filters, schedule, sample, enabled } = change;
    return this.database.transaction(async (tx) => {
      await tx.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', ['audit-saved-searches']);
      const [taken] = await tx.rows<{ count: number; named: boolean }>(
        `select count(*)::integer as count, coalesce(bool_or(name = $1), false) as named from audit_saved_searches`,
        [name],
      );
      if (taken?.named === true || (taken?.count ?? 0) >= SEARCHES_MAX) {
        throw new AppError('request.conflict', taken?.named === true ? 'the name is taken' : 'there are too many');
      }
      const now = await nowOf(tx);
      const [row] = await tx.rows<SavedSearchRow>(
        `insert into audit_saved_searches (id, name, filters, schedule, sample, enabled, ran_until, next_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${SEARCH_COLUMNS}`,
        [
          newId<SavedSearchId>(),
          name,
          JSON.stringify(filters),
          schedule === null ? null : JSON.stringify(schedule),
          sample,
          enabled,
          now,
          schedule === null ? null : nextTime(schedule, now),
        ],
      );
      return this.recorded(tx, actor, requestId, 'audit.search-created', row);
    });
  }

  /** @throws {NotFoundError} @throws {PreconditionFailedError} @throws {AppError} `request.conflict` */
  update(
    actor: Principal,
    requestId: string,
    id: string,
    change: SavedSearchChange,
    ifMatch: string | undefined,
  ): Promise<SavedSearchRow> {
    const { name, filters, schedule, sample, enabled } = change;
    return this.database.transaction(async (tx) => {
      const before = await locked(tx, id);
      assertMatch(ifMatch, before.version);
      const others = await tx.rows('select from audit_saved_searches where name = $1 and id <> $2', [name, id]);
      if (others.length > 0) {
        throw new AppError('request.conflict', 'the name is taken');
      }
      // The period that runs began when the last one ended; of a search that rested, it begins now.
      const now = await nowOf(tx);
      const from = before.enabled && before.next_at !== null ? before.ran_until : now;
      const [row] = await tx.rows<SavedSearchRow>(
        `update audit_saved_searches
            set name = $2, filters = $3, schedule = $4, sample = $5, enabled = $6, ran_until = $7, next_at = $8,
                version = version + 1, updated_at = clock_timestamp()
          where id = $1 returning ${SEARCH_COLUMNS}`,
        [
          id,
          name,
          JSON.stringify(filters),
          schedule === null ? null : JSON.stringify(schedule),
          sample,
          enabled,
          from,
          schedule === null ? null : nextTime(schedule, now),
        ],
      );
      return this.recorded(tx, actor, requestId, 'audit.search-updated', row);
    });
  }

  /** Its runs and reviews go with it; what was decided stands in the log. @throws {NotFoundError} */
  async remove(actor: Principal, requestId: string, id: string, ifMatch: string | undefined): Promise<void> {
    await this.database.transaction(async (tx) => {
      const row = await locked(tx, id);
      assertMatch(ifMatch, row.version);
      await tx.run('delete from audit_saved_searches where id = $1', [id]);
      await this.recorded(tx, actor, requestId, 'audit.search-deleted', row);
    });
  }

  private async recorded(
    tx: Tx,
    actor: Principal,
    requestId: string,
    action: SearchChangeAction,
    row: SavedSearchRow | undefined,
  ): Promise<SavedSearchRow> {
    if (row === undefined) {
      throw new NotFoundError('the saved search');
    }
    const { id: savedSearchId, name, version, filters, schedule, sample, enabled } = row;
    const details = { savedSearchId, name, version, filters: { ...Object(filters) }, schedule, sample, enabled };
    await this.audit.record(tx, { actor, requestId }, { action, details });
    return row;
  }
}

async function locked(tx: Tx, id: string): Promise<SavedSearchRow> {
  const [row] = await tx.rows<SavedSearchRow>(
    `select ${SEARCH_COLUMNS} from audit_saved_searches where id = $1 for update`,
    [id],
  );
  if (row === undefined) {
    throw new NotFoundError('the saved search');
  }
  return row;
}

async function nowOf(tx: Tx): Promise<Date> {
  const [row] = await tx.rows<{ now: Date }>('select clock_timestamp() as now');
  return row?.now ?? new Date();
}
