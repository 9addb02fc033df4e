import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { changeOf } from '../../audit/change.js';
import type { Principal } from '../../common/access.js';
import { AppError, InvalidRequestError, NotFoundError } from '../../common/app-error.js';
import { assertMatch } from '../../common/entity-tag.js';
import { Database, type Sql, type Tx } from '../../database/database.js';
import { Accounts } from '../../settings/accounts.js';
import { Polled } from '../../settings/polled.js';
import { IntentExamples } from './intent-examples.js';
import { isFor, type OwnIntent, type OwnIntentFields, OWN_INTENTS_MAX } from './own-intent.js';

interface IntentRow {
  name: string;
  description: string;
  examples: string[];
  account_ids: string[] | null;
  enabled: boolean;
  version: number;
  updated_at: Date;
}

interface Loaded {
  intents: readonly OwnIntent[];
  examples: IntentExamples;
}

/** The enterprise's own intents, kept in memory: a change is live in every process within 2 s. */
@Injectable()
export class OwnIntents implements OnModuleDestroy {
  private readonly cache: Polled<Loaded>;

  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly accounts: Accounts,
  ) {
    this.cache = new Polled(
      'intents',
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

  /** From memory: those that are enabled and for the account. */
  of(accountId: string): OwnIntent[] {
    return this.cache.value.intents.filter(({ enabled, accountIds }) => enabled && isFor(accountIds, accountId));
  }

  /** From memory. */
  get examples(): IntentExamples {
    return this.cache.value.examples;
  }

  /** By name. */
  async list(after: string | undefined, limit: number): Promise<OwnIntent[]> {
    const rows = await this.database.rows<IntentRow>('select * from intents where name > $1 order by name limit $2', [
      after ?? '',
      limit,
    ]);
    return rows.map(toIntent);
  }

  /** @throws {NotFoundError} */
  async get(name: string): Promise<OwnIntent> {
    return existing(await readIntent(this.database, name));
  }

  /**
   * Creates it, or replaces all of it.
   * @param ifMatch the ETag that was seen, as the header says it.
   * @throws {InvalidRequestError} for an account that does not exist.
   * @throws {AppError} `request.precondition-failed`, or `request.conflict` when there are too many.
   */
  async set(
    actor: Principal,
    requestId: string,
    name: string,
    fields: OwnIntentFields,
    ifMatch?: string,
  ): Promise<OwnIntent> {
    this.assertAccounts(fields.accountIds);
    const after = await this.database.transaction(async (tx) => {
      const before = await lockedIntent(tx, name);
      assertMatch(ifMatch, before?.version);
      if (before === undefined) {
        await assertRoom(tx);
      }
      const version = (before?.version ?? 0) + 1;
      const { description, examples, accountIds, enabled } = fields;
      await tx.run(
        `insert into intents (name, description, examples, account_ids, enabled, version)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (name) do update
            set description = excluded.description, examples = excluded.examples, account_ids = excluded.account_ids,
                enabled = excluded.enabled, version = excluded.version, updated_at = clock_timestamp()`,
        [name, description, examples, accountIds, enabled, version],
      );
      const change = changeOf(before, { ...before, ...fields });
      const details = { name, version, enabled, examples: examples.length, ...change };
      await this.audit.record(tx, { actor, requestId }, { action: 'intent.changed', details });
      return existing(await readIntent(tx, name));
    });
    await this.cache.refresh();
    return after;
  }

  /**
   * @throws {NotFoundError}
   * @throws {AppError} `request.precondition-failed`
   */
  async delete(actor: Principal, requestId: string, name: string, ifMatch?: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const before = existing(await lockedIntent(tx, name));
      const { version } = before;
      assertMatch(ifMatch, version);
      await tx.run('delete from intents where name = $1', [name]);
      await this.audit.record(
        tx,
        { actor, requestId },
        { action: 'intent.deleted', details: { name, version, ...changeOf(before, undefined) } },
      );
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
              as mark from intents`,
    );
    return row?.mark ?? '';
  }

  private async read(): Promise<Loaded> {
    const rows = await this.database.rows<IntentRow>('select * from intents order by name');
    const intents = rows.map(toIntent);
    return { intents, examples: await IntentExamples.build(intents) };
  }
}

/** Two changes of one name come one after the other, the first of all included: it has no row to lock. */
async function lockedIntent(tx: Tx, name: string): Promise<OwnIntent | undefined> {
  await tx.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`intent/${name}`]);
  return readIntent(tx, name);
}

async function readIntent(sql: Sql, name: string): Promise<OwnIntent | undefined> {
  const [row] = await sql.rows<IntentRow>('select * from intents where name = $1', [name]);
  return row && toIntent(row);
}

function existing(intent: OwnIntent | undefined): OwnIntent {
  if (intent === undefined) {
    throw new NotFoundError('the intent');
  }
  return intent;
}

/** Two at once may pass by one each: the bound keeps memory in bounds, not books. */
async function assertRoom(tx: Tx): Promise<void> {
  const [row] = await tx.rows<{ count: number }>('select count(*)::integer from intents');
  if ((row?.count ?? 0) >= OWN_INTENTS_MAX) {
    throw new AppError('request.conflict', `${OWN_INTENTS_MAX} intents are kept at most`);
  }
}

function toIntent(row: IntentRow): OwnIntent {
  return {
    name: row.name,
    description: row.description,
    examples: row.examples,
    accountIds: row.account_ids,
    enabled: row.enabled,
    version: row.version,
    updatedAt: row.updated_at,
  };
}
