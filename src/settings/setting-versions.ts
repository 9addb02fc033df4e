import type { Sql, Tx } from '../database/database.js';
import type { SettingKey } from './settings-catalogue.js';

/** One change of a setting. */
export interface SettingVersion {
  key: SettingKey;
  version: number;
  /** Null where it is not known. */
  before: unknown;
  after: unknown;
  /** The version whose value was taken again. */
  restoredFrom: number | null;
  /** `system`, or the id of whoever called. */
  changedBy: string;
  changedAt: Date;
}

/** So many of each setting; the audit log has all of them. */
const KEPT = 200;

const COLUMNS = `key, version, before, after, restored_from as "restoredFrom", changed_by as "changedBy",
  changed_at as "changedAt"`;

/** The table `setting_versions`. */
export class SettingVersions {
  constructor(private readonly sql: Sql) {}

  async add(tx: Tx, version: Omit<SettingVersion, 'changedAt'>): Promise<void> {
    await tx.run(
      `insert into setting_versions (key, version, before, after, restored_from, changed_by)
       values ($1, $2, $3, $4, $5, $6)`,
      [
        version.key,
        version.version,
        JSON.stringify(version.before),
        JSON.stringify(version.after),
        version.restoredFrom,
        version.changedBy,
      ],
    );
    await tx.run('delete from setting_versions where key = $1 and version <= $2', [
      version.key,
      version.version - KEPT,
    ]);
  }

  /** Newest first: those before a version, where one is given. */
  list(key: SettingKey, before: number | undefined, limit: number): Promise<SettingVersion[]> {
    return this.sql.rows<SettingVersion>(
      `select ${COLUMNS} from setting_versions where key = $1 and ($2::int is null or version < $2)
        order by version desc limit $3`,
      [key, before ?? null, limit],
    );
  }

  async get(key: SettingKey, version: number): Promise<SettingVersion | undefined> {
    const [found] = await this.sql.rows<SettingVersion>(
      `select ${COLUMNS} from setting_versions where key = $1 and version = $2`,
      [key, version],
    );
    return found;
  }
}
