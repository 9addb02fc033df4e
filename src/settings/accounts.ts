import { isDeepStrictEqual } from 'node:util';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { AuditDeed } from '../audit/audit-event.js';
import { AuditLog } from '../audit/audit-log.js';
import { changeOf } from '../audit/change.js';
import { type Principal, SYSTEM } from '../common/access.js';
import { AppError, NotFoundError } from '../common/app-error.js';
import { assertMatch } from '../common/entity-tag.js';
import { type AccountId, accountIdOf } from '../common/ids.js';
import { SecretBox } from '../common/secret-box.js';
import { AppConfig, type FirstApp } from '../config/app-config.js';
import { Database, type Tx } from '../database/database.js';
import type { Account, AccountKind } from './account.js';
import { AccountRows } from './account-rows.js';
import { AccountVersions } from './account-versions.js';
import { Polled } from './polled.js';

/** A self-built app of WeCom. Its corp id and agent id are its identity: they never change. */
export interface NewAccount {
  kind: 'wecom-app';
  name: string;
  parameters: { corpId: string; agentId: number };
  secrets: { secret: string; token: string; encodingAesKey: string };
  enabled: boolean;
}

export interface AccountChange {
  name: string;
  enabled: boolean;
  /** Absent: they stay. */
  secrets?: NewAccount['secrets'] | undefined;
  /** The version that the caller saw, if a change since then shall be refused. */
  version?: number | undefined;
  /** The same, as HTTP has it. */
  ifMatch?: string | undefined;
}

type AccountAction = 'account.created' | 'account.updated' | 'account.deleted';

const FOREIGN_KEY_VIOLATION = '23503';

/**
 * The configured accounts, kept in memory: a change is live in every process within 2 s, and while the database is away
 * the last known ones stay in force.
 */
@Injectable()
export class Accounts implements OnModuleDestroy {
  readonly versions: AccountVersions;
  private readonly rows: AccountRows;
  private readonly cache: Polled<ReadonlyMap<string, Account>>;

  constructor(
    private readonly database: Database,
    box: SecretBox,
    private readonly audit: AuditLog,
    private readonly config: AppConfig,
  ) {
    this.versions = new AccountVersions(database);
    this.rows = new AccountRows(box);
    this.cache = new Polled(
      'accounts',
      () => this.mark(),
      () => this.read(),
    );
  }

  /** Stores what the environment says of the first app, then loads all; nothing can be asked before. */
  async start(): Promise<void> {
    const { firstApp } = this.config;
    if (firstApp !== undefined) {
      await this.storeFirstApp(firstApp);
    }
    await this.cache.start();
  }

  /** From memory; disabled ones too. */
  byId(id: string): Account | undefined {
    return this.cache.value.get(id);
  }

  /** The enabled one that the environment defines; where it defines none, the oldest enabled one. */
  first(kind: AccountKind): Account | undefined {
    const { firstApp } = this.config;
    if (kind === 'wecom-app' && firstApp !== undefined) {
      const account = this.byId(accountIdOf(firstApp.corpId, firstApp.agentId));
      return account?.enabled === true ? account : undefined;
    }
    return this.list().find((account) => account.kind === kind && account.enabled);
  }

  /** From memory, oldest first. */
  list(): Account[] {
    return [...this.cache.value.values()];
  }

  /** @throws {AppError} `request.conflict` when there is an account of this app already. */
  async create(principal: Principal, account: NewAccount, requestId?: string): Promise<Account> {
    const created: Account = { ...account, id: idOf(account), version: 1 };
    await this.database.transaction(async (tx) => {
      if (!(await this.rows.insert(tx, created))) {
        throw new AppError('request.conflict', 'there is an account of this app already');
      }
      await this.record(tx, principal, 'account.created', [undefined, created], requestId);
    });
    await this.cache.refresh();
    return created;
  }

  /**
   * @throws {NotFoundError}
   * @throws {AppError} `request.conflict` or `request.precondition-failed` when somebody else changed it.
   */
  async update(principal: Principal, id: string, change: AccountChange, requestId?: string): Promise<Account> {
    const updated = await this.database.transaction(async (tx) => {
      const before = await this.locked(tx, id);
      if (change.version !== undefined && change.version !== before.version) {
        throw new AppError('request.conflict', `the account has version ${before.version}`);
      }
      assertMatch(change.ifMatch, before.version);
      const after: Account = {
        ...before,
        name: change.name,
        enabled: change.enabled,
        secrets: change.secrets ?? before.secrets,
        version: before.version + 1,
      };
      await this.rows.update(tx, after);
      await this.record(tx, principal, 'account.updated', [before, after], requestId);
      return after;
    });
    await this.cache.refresh();
    return updated;
  }

  /**
   * @throws {NotFoundError}
   * @throws {AppError} `request.conflict` for an account that has messages: disable it instead;
   *   `request.precondition-failed`.
   */
  async remove(principal: Principal, id: string, requestId?: string, ifMatch?: string): Promise<void> {
    try {
      await this.database.transaction(async (tx) => {
        const account = await this.locked(tx, id);
        assertMatch(ifMatch, account.version);
        await this.rows.delete(tx, id);
        await this.record(tx, principal, 'account.deleted', [account, undefined], requestId);
      });
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause && cause.code === FOREIGN_KEY_VIOLATION) {
        throw new AppError('request.conflict', 'the account has messages: disable it instead', { cause });
      }
      throw cause;
    }
    await this.cache.refresh();
  }

  onModuleDestroy(): void {
    this.cache.stop();
  }

  /** Two processes that start at once meet at the row: one inserts it, the other finds nothing to change. */
  private async storeFirstApp(app: FirstApp): Promise<void> {
    const { corpId, agentId, ...secrets } = app;
    const id = accountIdOf(corpId, agentId);
    const name = `app ${agentId}`;
    await this.database.transaction(async (tx) => {
      const created: Account = {
        id,
        kind: 'wecom-app',
        name,
        parameters: { corpId, agentId },
        secrets,
        enabled: true,
        version: 1,
      };
      if (await this.rows.insert(tx, created)) {
        await this.record(tx, SYSTEM, 'account.created', [undefined, created]);
        return;
      }
      const before = await this.locked(tx, id);
      if (!isDeepStrictEqual(before.secrets, created.secrets)) {
        const after: Account = { ...before, secrets, version: before.version + 1 };
        await this.rows.update(tx, after);
        await this.record(tx, SYSTEM, 'account.updated', [before, after]);
      }
    });
  }

  private async locked(tx: Tx, id: string): Promise<Account> {
    const account = await this.rows.locked(tx, id);
    if (account === undefined) {
      throw new NotFoundError('the account');
    }
    return account;
  }

  private async record(
    tx: Tx,
    actor: Principal,
    action: AccountAction,
    [before, after]: readonly [Account, Account | undefined] | readonly [undefined, Account],
    requestId?: string,
  ): Promise<void> {
    const { id, kind } = before ?? after;
    if (after !== undefined) {
      await this.versions.add(tx, after, {
        secretsChanged: !isDeepStrictEqual(before?.secrets, after.secrets),
        changedBy: actor.kind === 'system' ? 'system' : actor.id,
      });
    }
    const deed: AuditDeed = { action, details: { accountId: id, kind, ...changeOf(before, after) } };
    await this.audit.record(tx, { actor, accountId: id, ...(requestId !== undefined && { requestId }) }, deed);
  }

  private async mark(): Promise<string> {
    const [row] = await this.database.rows<{ mark: string }>(
      `select coalesce(string_agg(id || '/' || version, ',' order by id), '') as mark from accounts`,
    );
    return row?.mark ?? '';
  }

  private async read(): Promise<ReadonlyMap<string, Account>> {
    const accounts = await this.rows.all(this.database);
    return new Map(accounts.map((account) => [account.id, account]));
  }
}

/** The same app has the same id, whether the environment defines it or somebody registers it. */
function idOf({ parameters }: NewAccount): AccountId {
  return accountIdOf(parameters.corpId, parameters.agentId);
}
