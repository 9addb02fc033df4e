import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import type { Principal } from '../common/access.js';
import { AppError, InvalidRequestError } from '../common/app-error.js';
import { AppConfig } from '../config/app-config.js';
import { Database, type Tx } from '../database/database.js';
import { Polled } from './polled.js';
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

/** What people change while the program runs. A change is live in every process within 2 s. */
@Injectable()
export class Settings implements OnModuleDestroy {
  private readonly cache: Polled<ReadonlyMap<string, SettingRow>>;

  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly config: AppConfig,
  ) {
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

  /**
   * @param version the version that the caller saw, if a change since then shall be refused.
   * @throws {InvalidRequestError} for a value that the setting does not take.
   * @throws {AppError} `request.conflict` when somebody else changed it.
   */
  async change(
    principal: Principal,
    key: SettingKey,
    value: unknown,
    options: { version?: number | undefined; requestId?: string | undefined } = {},
  ): Promise<Setting> {
    const definition = settingsCatalogue[key];
    const parsed = definition.parse(value);
    if (parsed === undefined) {
      throw new InvalidRequestError(`${key} must be ${definition.form}`, [`value: must be ${definition.form}`]);
    }
    await this.database.transaction(async (tx) => {
      const before = await this.lock(tx, key);
      const version = before?.version ?? 0;
      if (options.version !== undefined && options.version !== version) {
        throw new AppError('request.conflict', `${key} has version ${version}`);
      }
      await this.store(tx, key, parsed, version + 1, principal);
      await this.audit.record(
        tx,
        { actor: principal, ...(options.requestId !== undefined && { requestId: options.requestId }) },
        {
          action: 'setting.changed',
          details: { key, before: before?.value ?? this.defaultOf(key), after: parsed, version: version + 1 },
        },
      );
    });
    await this.cache.refresh();
    return this.describe(key);
  }

  onModuleDestroy(): void {
    this.cache.stop();
  }

  private defaultOf<Key extends SettingKey>(key: Key): SettingValue<Key> {
    const definition = settingsCatalogue[key];
    return definition.defaultFrom?.(this.config.environment) ?? definition.default;
  }

  /** Two changes of one key come one after the other, the first change of all included: it has no row to lock. */
  private async lock(tx: Tx, key: SettingKey): Promise<SettingRow | undefined> {
    await tx.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`setting/${key}`]);
    const [row] = await tx.rows<SettingRow>('select * from settings where key = $1', [key]);
    return row;
  }

  private async store(tx: Tx, key: SettingKey, value: unknown, version: number, principal: Principal): Promise<void> {
    await tx.run(
      `insert into settings (key, value, version, updated_by) values ($1, $2, $3, $4)
       on conflict (key) do update set value = excluded.value, version = excluded.version,
         updated_by = excluded.updated_by, updated_at = clock_timestamp()`,
      [key, JSON.stringify(value), version, principal.kind === 'system' ? 'system' : principal.id],
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
