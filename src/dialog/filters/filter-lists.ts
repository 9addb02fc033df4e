import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { type Change, changeOf } from '../../audit/change.js';
import type { Principal } from '../../common/access.js';
import { AppError, NotFoundError } from '../../common/app-error.js';
import { assertMatch } from '../../common/entity-tag.js';
import { type FilterListId, newId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import { Accounts } from '../../settings/accounts.js';
import { assertAccounts } from './filter-accounts.js';
import type { FilterDirection } from './filter-verdict.js';
import { Filters } from './filters.js';
import type { ListRow } from './stored-filters.js';
import type { WordAction } from './word-lists.js';

const LISTS_MAX = 100;
/** Two lists that are made at once are counted one after the other, and so are their words. */
const LOCK = 'filter-lists';

/** What editors say of a list, its words left out. */
export interface ListChange {
  name: string;
  action: WordAction;
  direction: FilterDirection;
  /** Null: all. */
  accountIds: readonly string[] | null;
  enabled: boolean;
}

/** Lists of words. Their words are the matter of `FilterWords`. */
@Injectable()
export class FilterLists {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly accounts: Accounts,
    private readonly filters: Filters,
  ) {}

  /** By id, which is by age. */
  list(after: string | undefined, limit: number): Promise<ListRow[]> {
    return this.database.rows<ListRow>(
      'select * from filter_lists where $1::uuid is null or id > $1 order by id limit $2',
      [after ?? null, limit],
    );
  }

  /** @throws {NotFoundError} */
  async get(id: string): Promise<ListRow> {
    return found(await this.database.rows<ListRow>('select * from filter_lists where id = $1', [id]));
  }

  /** @throws {AppError} `request.conflict` for a name that there is already, or too many lists. */
  async create(actor: Principal, requestId: string, list: ListChange): Promise<ListRow> {
    assertAccounts(this.accounts, list.accountIds);
    const created = await this.database.transaction(async (tx) => {
      await lockLists(tx);
      await assertNameIsFree(tx, list.name, undefined);
      const [count] = await tx.rows<{ count: number }>('select count(*)::integer from filter_lists');
      if ((count?.count ?? 0) >= LISTS_MAX) {
        throw new AppError('request.conflict', `there are ${LISTS_MAX} lists already, which is the most`);
      }
      const row = found(
        await tx.rows<ListRow>(
          `insert into filter_lists (id, name, action, direction, account_ids, enabled)
           values ($1, $2, $3, $4, $5, $6) returning *`,
          [newId<FilterListId>(), list.name, list.action, list.direction, list.accountIds, list.enabled],
        ),
      );
      await this.record(tx, actor, requestId, 'filter.list-created', row, changeOf(undefined, row));
      return row;
    });
    await this.filters.refresh();
    return created;
  }

  /**
   * @throws {NotFoundError}
   * @throws {AppError} `request.precondition-failed`; `request.conflict` for a name that another has.
   */
  async update(actor: Principal, requestId: string, id: string, list: ListChange, ifMatch?: string): Promise<ListRow> {
    assertAccounts(this.accounts, list.accountIds);
    const updated = await this.database.transaction(async (tx) => {
      await lockLists(tx);
      const before = await lockedList(tx, id);
      assertMatch(ifMatch, before.version);
      await assertNameIsFree(tx, list.name, id);
      const row = found(
        await tx.rows<ListRow>(
          `update filter_lists
              set name = $2, action = $3, direction = $4, account_ids = $5, enabled = $6, version = version + 1,
                  updated_at = clock_timestamp()
            where id = $1 returning *`,
          [id, list.name, list.action, list.direction, list.accountIds, list.enabled],
        ),
      );
      await this.record(tx, actor, requestId, 'filter.list-updated', row, changeOf(before, row));
      return row;
    });
    await this.filters.refresh();
    return updated;
  }

  /**
   * With all its words.
   * @throws {NotFoundError}
   * @throws {AppError} `request.precondition-failed`
   */
  async remove(actor: Principal, requestId: string, id: string, ifMatch?: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const row = await lockedList(tx, id);
      assertMatch(ifMatch, row.version);
      await tx.run('delete from filter_lists where id = $1', [id]);
      await this.record(tx, actor, requestId, 'filter.list-deleted', row, changeOf(row, undefined));
    });
    await this.filters.refresh();
  }

  private async record(
    tx: Tx,
    actor: Principal,
    requestId: string,
    action: 'filter.list-created' | 'filter.list-updated' | 'filter.list-deleted',
    row: ListRow,
    change: Change,
  ): Promise<void> {
    const { id: listId, name, version, enabled } = row;
    const details = { listId, name, version, action: row.action, enabled, ...change };
    await this.audit.record(tx, { actor, requestId }, { action, details });
  }
}

/** Until the end of the transaction: what counts lists or their words comes one after the other. */
export async function lockLists(tx: Tx): Promise<void> {
  await tx.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [LOCK]);
}

/**
 * Until the end of the transaction.
 * @throws {NotFoundError}
 */
export async function lockedList(tx: Tx, id: string): Promise<ListRow> {
  return found(await tx.rows<ListRow>('select * from filter_lists where id = $1 for update', [id]));
}

async function assertNameIsFree(tx: Tx, name: string, own: string | undefined): Promise<void> {
  const [other] = await tx.rows<{ id: string }>('select id from filter_lists where name = $1', [name]);
  if (other !== undefined && other.id !== own) {
    throw new AppError('request.conflict', 'there is a list of this name already');
  }
}

function found([row]: readonly ListRow[]): ListRow {
  if (row === undefined) {
    throw new NotFoundError('the list');
  }
  return row;
}
