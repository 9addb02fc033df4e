import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { changeOf } from '../../audit/change.js';
import type { Principal } from '../../common/access.js';
import { AppError, InvalidRequestError, NotFoundError } from '../../common/app-error.js';
import { assertMatch } from '../../common/entity-tag.js';
import { Database, type Sql, type Tx } from '../../database/database.js';
import { Accounts } from '../../settings/accounts.js';
import { Polled } from '../../settings/polled.js';
import { Settings } from '../../settings/settings.js';
import { assertOrdered, type CategoryRules, type CategorySettings, NOTHING_SET, rulesFrom } from './category-rules.js';

const CATEGORIES_MAX = 1_000;

export interface Category extends CategorySettings {
  name: string;
  /** Of whatever state. */
  documents: number;
  /** Grows with each change of the settings; 0 while nobody has set anything. */
  version: number;
  updatedAt: Date | null;
}

interface CategoryRow {
  name: string;
  answer_from: number | null;
  clarify_from: number | null;
  low_confidence_action: CategorySettings['lowConfidenceAction'];
  account_ids: string[] | null;
  version: number | null;
  updated_at: Date | null;
}

/**
 * What applies to the documents of a category, kept in memory: a change is live in every process within 2 s, and while
 * the database is away the last known rules stay in force.
 */
@Injectable()
export class Categories implements OnModuleDestroy {
  private readonly cache: Polled<ReadonlyMap<string, CategorySettings>>;

  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly settings: Settings,
    private readonly accounts: Accounts,
  ) {
    this.cache = new Polled(
      'categories',
      () => this.mark(),
      () => this.read(),
    );
  }

  /** Loads what is stored; nothing can be asked before. */
  async start(): Promise<void> {
    await this.cache.start();
  }

  onModuleDestroy(): void {
    this.cache.stop();
  }

  /** From memory. What a category does not say itself, the settings say. */
  rulesOf(category: string | undefined): CategoryRules {
    const own = category === undefined ? undefined : this.cache.value.get(category);
    return rulesFrom(own ?? NOTHING_SET, this.settings);
  }

  /**
   * By name: those with settings and those that only documents name. Each half is read along an index and no further
   * than the page, so that it stays cheap.
   */
  async list(after: string | undefined, limit: number): Promise<Category[]> {
    const rows = await this.database.rows<CategoryRow & { documents: number }>(
      `select named.name, named.documents, answer_from, clarify_from, low_confidence_action, account_ids, version,
              updated_at
         from (select name, sum(documents)::integer as documents
                 from ((select category as name, count(*) as documents from documents
                         where category > $1 group by category order by category limit $2)
                       union all
                       (select name, 0 from knowledge_categories where name > $1 order by name limit $2)) as both_halves
                group by name order by name limit $2) as named
         left join knowledge_categories c on c.name = named.name
        order by named.name`,
      [after ?? '', limit],
    );
    return rows.map((row) => ({ ...toCategory(row), documents: row.documents }));
  }

  /** @throws {NotFoundError} for a name that nobody has set anything for and no document has. */
  async get(name: string): Promise<Category> {
    const category = await readCategory(this.database, name);
    if (category.version === 0 && category.documents === 0) {
      throw new NotFoundError('the category');
    }
    return category;
  }

  /**
   * Replaces what is set for a category; what is left out is as the settings say.
   * @param ifMatch the ETag that was seen, as the header says it.
   * @throws {InvalidRequestError} for thresholds in the wrong order or an account that does not exist.
   * @throws {AppError} `request.precondition-failed`
   */
  async set(
    actor: Principal,
    requestId: string,
    name: string,
    set: CategorySettings,
    ifMatch?: string,
  ): Promise<Category> {
    assertOrdered(set, this.settings);
    this.assertAccounts(set.accountIds);
    const after = await this.database.transaction(async (tx) => {
      const before = await lockedCategory(tx, name);
      assertMatch(ifMatch, before.version);
      await assertRoom(tx, before);
      const version = before.version + 1;
      await tx.run(
        `insert into knowledge_categories (name, answer_from, clarify_from, low_confidence_action, account_ids, version)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (name) do update
            set answer_from = excluded.answer_from, clarify_from = excluded.clarify_from,
                low_confidence_action = excluded.low_confidence_action, account_ids = excluded.account_ids,
                version = excluded.version, updated_at = clock_timestamp()`,
        [name, set.answerFrom, set.clarifyFrom, set.lowConfidenceAction, set.accountIds, version],
      );
      const details = { name, version, ...set, ...changeOf(before, { ...before, ...set }) };
      await this.audit.record(tx, { actor, requestId }, { action: 'knowledge.category-changed', details });
      return readCategory(tx, name);
    });
    await this.cache.refresh();
    return after;
  }

  /**
   * Whatever was set is as the settings say again; documents keep the category.
   * @throws {NotFoundError} where nothing was set.
   * @throws {AppError} `request.precondition-failed`
   */
  async unset(actor: Principal, requestId: string, name: string, ifMatch?: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const { version } = await lockedCategory(tx, name);
      if (version === 0) {
        throw new NotFoundError('the category');
      }
      assertMatch(ifMatch, version);
      await tx.run('delete from knowledge_categories where name = $1', [name]);
      const details = { name, version };
      await this.audit.record(tx, { actor, requestId }, { action: 'knowledge.category-deleted', details });
    });
    await this.cache.refresh();
  }

  private assertAccounts(ids: readonly string[] | null): void {
    const unknown = (ids ?? []).filter((id) => this.accounts.byId(id) === undefined);
    if (unknown.length > 0) {
      throw new InvalidRequestError('there is no such account', [`accountIds: there is no account ${unknown[0]}`]);
    }
  }

  /** A sum of hashes, as a change that commits late may be older than the newest that is known. */
  private async mark(): Promise<string> {
    const [row] = await this.database.rows<{ mark: string }>(
      `select count(*) || '/' || coalesce(sum(hashtextextended(name || '/' || version || '/' || updated_at, 0)), 0)
              as mark from knowledge_categories`,
    );
    return row?.mark ?? '';
  }

  private async read(): Promise<ReadonlyMap<string, CategorySettings>> {
    const rows = await this.database.rows<CategoryRow>('select * from knowledge_categories');
    return new Map(rows.map((row) => [row.name, toCategory(row)]));
  }
}

/** Two changes of one name come one after the other, the first of all included: it has no row to lock. */
async function lockedCategory(tx: Tx, name: string): Promise<Category> {
  await tx.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`category/${name}`]);
  return readCategory(tx, name);
}

async function readCategory(sql: Sql, name: string): Promise<Category> {
  const [row] = await sql.rows<CategoryRow & { documents: number }>(
    `select named.name, c.answer_from, c.clarify_from, c.low_confidence_action, c.account_ids, c.version, c.updated_at,
            (select count(*)::integer from documents where category = named.name) as documents
       from (select $1::text as name) as named left join knowledge_categories c on c.name = named.name`,
    [name],
  );
  return row === undefined
    ? { name, ...NOTHING_SET, documents: 0, version: 0, updatedAt: null }
    : { ...toCategory(row), documents: row.documents };
}

async function assertRoom(tx: Tx, category: Category): Promise<void> {
  const [row] = await tx.rows<{ count: number }>('select count(*)::integer from knowledge_categories');
  if (category.version === 0 && (row?.count ?? 0) >= CATEGORIES_MAX) {
    throw new AppError('request.conflict', `settings are kept for ${CATEGORIES_MAX} categories at most`);
  }
}

function toCategory(row: CategoryRow): Omit<Category, 'documents'> {
  return {
    name: row.name,
    answerFrom: row.answer_from,
    clarifyFrom: row.clarify_from,
    lowConfidenceAction: row.low_confidence_action,
    accountIds: row.account_ids,
    version: row.version ?? 0,
    updatedAt: row.updated_at,
  };
}
