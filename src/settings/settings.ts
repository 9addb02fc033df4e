import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import { isCaller, type Principal } from '../common/access.js';
import { AppError, InvalidRequestError, NotFoundError } from '../common/app-error.js';
import { assertMatch } from '../common/entity-tag.js';
import { AppConfig } from '../config/app-config.js';
import { Database, type Tx } from '../database/database.js';
import { Polled } from './polled.js';
import { SettingVersions } from './setting-versions.js';
import { type SettingKey, settingKeys, settingsCatalogue, type SettingValue } from './settings-catalogue.js';

interface SettingRow {
  key: string;
  value: unknown;
  version: number;
  updated_at: Date;
  updated_by: string;
}

export interface Setting {
  key: SettingKey;
  value: unknown;
  /** 0 while nobody has changed the default. */
  version: number;
  updatedAt: Date | null;
  updatedBy: string | null;
  /** What applies while nobody has changed it. */
  default: unknown;
}

/** A new value of a setting. */
export interface SettingChange {
  key: SettingKey;
  value: unknown;
  /** The version that the caller saw, if a change since then shall be refused. */
  version?: number | undefined;
  /** The same, as HTTP has it. */
  ifMatch?: string | undefined;
  /** The version whose value it is. */
  restoredFrom?: number;
}

/** What people change while the program runs. A change is live in every process within 2 s. */
@Injectable()
export class Settings implements OnModuleDestroy {
  readonly versions: SettingVersions;
  private readonly cache: Polled<ReadonlyMap<string, SettingRow>>;

  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly config: AppConfig,
  ) {
    this.versions = new SettingVersions(database);
    this.cache = new Polled(
      'settings',
      () => this.mark(),
      () => this.read(),
    );
  }

  /** Loads what is stored; nothing can be asked before. */
  async start(): Promise<void> {
    await this.cache.start();
  }

  /** From memory. A stored value that is no longer valid counts as not set. */
  get<Key extends SettingKey>(key: Key): SettingValue<Key> {
    return settingsCatalogue[key].parse(this.cache.value.get(key)?.value) ?? this.defaultOf(key);
  }

  list(): Setting[] {
    return settingKeys.map((key) => this.describe(key));
  }

  describe(key: SettingKey): Setting {
    const row = this.cache.value.get(key);
    return {
      key,
      value: this.get(key),
      version: row?.version ?? 0,
      updatedAt: row?.updated_at ?? null,
      updatedBy: row?.updated_by ?? null,
      default: this.defaultOf(key),
    };
  }

  /** @throws as `changeAll` does. */
  async change(
    principal: Principal,
    key: SettingKey,
    value: unknown,
    { requestId, ...change }: Omit<SettingChange, 'key' | 'value'> & { requestId?: string | undefined } = {},
  ): Promise<Setting> {
    await this.changeAll(principal, [{ ...change, key, value }], requestId);
    return this.describe(key);
  }

  /**
   * All of them or none.
   * @throws {InvalidRequestError} with a fault for each value that its setting does not take.
   * @throws {AppError} `access.forbidden` for a setting that is not the caller's to change, `request.conflict` or
   *   `request.precondition-failed` when somebody else changed one.
   */
  async changeAll(principal: Principal, changes: readonly SettingChange[], requestId?: string): Promise<Setting[]> {
    assertMayChange(principal, changes);
    const parsed = parseAll(changes);
    await this.database.transaction(async (tx) => {
      await this.lock(tx, parsed);
      for (const change of parsed) {
        await this.store(tx, principal, change, requestId);
      }
    });
    await this.cache.refresh();
    return changes.map(({ key }) => this.describe(key));
  }

  /**
   * Takes the value that a version had once more, as a new version.
   * @throws {NotFoundError} for a version that is not kept; and as `changeAll` does.
   */
  async restore(
    principal: Principal,
    key: SettingKey,
    version: number,
    options: { ifMatch?: string | undefined; requestId?: string | undefined } = {},
  ): Promise<Setting> {
    const restored = await this.versions.get(key, version);
    if (restored === undefined) {
      throw new NotFoundError('the version');
    }
    return this.change(principal, key, restored.after, { ...options, restoredFrom: version });
  }

  onModuleDestroy(): void {
    this.cache.stop();
  }

  private defaultOf<Key extends SettingKey>(key: Key): SettingValue<Key> {
    const definition = settingsCatalogue[key];
    return definition.defaultFrom?.(this.config.environment) ?? definition.default;
  }

  /** Two changes of one key come one after the other, the first change of all included: it has no row to lock. */
  private async lock(tx: Tx, changes: readonly SettingChange[]): Promise<void> {
    for (const key of changes.map((change) => change.key).toSorted()) {
      await tx.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`setting/${key}`]);
    }
  }

  private async store(tx: Tx, principal: Principal, change: SettingChange, requestId?: string): Promise<void> {
    const { key, value: after, restoredFrom } = change;
    const [row] = await tx.rows<SettingRow>('select * from settings where key = $1', [key]);
    const seen = row?.version ?? 0;
    if (change.version !== undefined && change.version !== seen) {
      throw new AppError('request.conflict', `${key} has version ${seen}`);
    }
    assertMatch(change.ifMatch, seen);
    const before = row?.value ?? this.defaultOf(key);
    const version = seen + 1;
    const changedBy = principal.kind === 'system' ? 'system' : principal.id;
    await tx.run(
      `insert into settings (key, value, version, updated_by) values ($1, $2, $3, $4)
       on conflict (key) do update set value = excluded.value, version = excluded.version,
         updated_by = excluded.updated_by, updated_at = clock_timestamp()`,
      [key, JSON.stringify(after), version, changedBy],
    );
    await this.versions.add(tx, { key, version, before, after, restoredFrom: restoredFrom ?? null, changedBy });
    await this.audit.record(
      tx,
      { actor: principal, ...(requestId !== undefined && { requestId }) },
      { action: 'setting.changed', details: { key, before, after, version } },
    );
  }

  private async mark(): Promise<string> {
    const [row] = await this.database.rows<{ mark: string }>(
      `select coalesce(string_agg(key || '/' || version, ',' order by key), '') as mark from settings`,
    );
    return row?.mark ?? '';
  }

  private async read(): Promise<ReadonlyMap<string, SettingRow>> {
    const rows = await this.database.rows<SettingRow>('select * from settings');
    return new Map(rows.map((row) => [row.key, row]));
  }
}

/** @throws {AppError} `access.forbidden` */
function assertMayChange(principal: Principal, changes: readonly SettingChange[]): void {
  const { key, permission } =
    changes
      .map((change) => ({ key: change.key, permission: settingsCatalogue[change.key].permission }))
      .find((wanted) => isCaller(principal) && !principal.permissions.includes(wanted.permission)) ?? {};
  if (key !== undefined) {
    throw new AppError('access.forbidden', `${key} takes the permission ${permission}`);
  }
}

/** @throws {InvalidRequestError} */
function parseAll(changes: readonly SettingChange[]): SettingChange[] {
  const keys = changes.map(({ key }) => key);
  const faults = changes.flatMap(({ key, value }, index) => {
    const { form } = settingsCatalogue[key];
    const place = changes.length === 1 ? '' : `changes[${index}].`;
    return [
      ...(isTaken(key, value) ? [] : [`${place}value: must be ${form}`]),
      ...(keys.indexOf(key) === index ? [] : [`${place}key: stands here twice`]),
    ];
  });
  if (faults.length > 0) {
    const [only] = keys.length === 1 ? keys : [];
    const what = only === undefined ? 'not every value is one' : `${only} must be ${settingsCatalogue[only].form}`;
    throw new InvalidRequestError(what, faults);
  }
  return changes.map((change) => ({ ...change, value: settingsCatalogue[change.key].parse(change.value) }));
}

function isTaken(key: SettingKey, value: unknown): boolean {
  return settingsCatalogue[key].parse(value) !== undefined;
}
