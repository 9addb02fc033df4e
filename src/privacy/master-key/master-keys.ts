import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { SYSTEM } from '../../common/access.js';
import { type SealedColumn, SealedColumns } from '../../common/sealed-columns.js';
import { SecretBox } from '../../common/secret-box.js';
import { Database, type Tx } from '../../database/database.js';
import { assertKnown, KNOWN_KEYS, type KnownKey } from '../../database/master-key-check.js';

interface KeyRow {
  id: string;
  createdAt: Date;
  retiredAt: Date | null;
}

/** How many things of one column are sealed under one key. */
interface Count {
  /** Null: sealed by the first releases, which named no key. */
  keyId: string | null;
  /** Whether by today's key and suite. */
  isCurrent: boolean;
  count: number;
}

export interface KeyUse {
  keyId: string;
  /** Whether this process has it. */
  isHere: boolean;
  /** Whether this process seals with it. */
  isCurrent: boolean;
  createdAt: Date | null;
  retiredAt: Date | null;
  /** How many things are sealed under it. */
  sealed: number;
}

export interface KeyProgress {
  keyId: string;
  keys: KeyUse[];
  /** Of the first releases, which named no key. */
  nameless: number;
  /** What is still to be sealed again, under the current key and suite. */
  waiting: number;
}

const LOCK = 0x6b657973; // "keys": one writes down a key at a time

/** Which master keys there are, and what is sealed under them. */
@Injectable()
export class MasterKeys {
  constructor(
    private readonly database: Database,
    private readonly columns: SealedColumns,
    private readonly box: SecretBox,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Writes down that this process seals with its key from now on; the one that was written down last is the one that
   * everything is sealed again under. For the start, when all that is stored has been opened.
   * @throws {AppError} `secret.master-key-wrong` when another process came first with a key that is not here.
   */
  async introduce(): Promise<void> {
    await this.database.transaction(async (tx) => {
      const known = await this.locked(tx);
      assertKnown(known, this.box);
      const latest = known.at(-1);
      if (latest?.id === this.box.keyId && !latest.retired) {
        return;
      }
      // After the latest one, even if the clock was set back.
      await tx.run(
        `insert into master_keys (id, proof, current_since)
         select $1, $2, greatest(clock_timestamp(), max(current_since) + interval '1 microsecond') from master_keys
         on conflict (id) do update set current_since = excluded.current_since, retired_at = null`,
        [this.box.keyId, this.box.proofOf(this.box.keyId)],
      );
      await this.audit.record(
        tx,
        { actor: SYSTEM },
        { action: 'master-key.introduced', details: { keyId: this.box.keyId } },
      );
    });
  }

  /** While keys are changed, processes with the old one and the new one work side by side: the new one counts. */
  async isLatest(): Promise<boolean> {
    const known = await this.database.rows<KnownKey>(KNOWN_KEYS);
    return known.at(-1)?.id === this.box.keyId;
  }

  /** The keys under which nothing is sealed any more may be forgotten by whoever keeps them. */
  async retireOthers(): Promise<void> {
    await this.database.transaction(async (tx) => {
      const known = await this.locked(tx);
      if (known.at(-1)?.id !== this.box.keyId || known.every(({ id, retired }) => retired || id === this.box.keyId)) {
        return;
      }
      const retired = await tx.rows<{ id: string }>(
        'update master_keys set retired_at = clock_timestamp() where id <> $1 and retired_at is null returning id',
        [this.box.keyId],
      );
      for (const { id } of retired) {
        await this.audit.record(tx, { actor: SYSTEM }, { action: 'master-key.retired', details: { keyId: id } });
      }
    });
  }

  async progress(): Promise<KeyProgress> {
    const rows = await this.database.rows<KeyRow>(
      'select id, created_at as "createdAt", retired_at as "retiredAt" from master_keys order by current_since desc',
    );
    const counts: Count[] = [];
    for (const column of this.columns.all()) {
      counts.push(...(await this.countsOf(column)));
    }
    const sum = (some: readonly Count[]): number => some.reduce((total, { count }) => total + count, 0);
    const ids = new Set([this.box.keyId, ...rows.map(({ id }) => id)]);
    for (const { keyId } of counts) {
      ids.add(keyId ?? this.box.keyId);
    }
    return {
      keyId: this.box.keyId,
      keys: [...ids].map((keyId) => {
        const row = rows.find(({ id }) => id === keyId);
        return {
          keyId,
          isHere: this.box.keyIds.includes(keyId),
          isCurrent: keyId === this.box.keyId,
          createdAt: row?.createdAt ?? null,
          retiredAt: row?.retiredAt ?? null,
          sealed: sum(counts.filter((count) => count.keyId === keyId)),
        };
      }),
      nameless: sum(counts.filter(({ keyId }) => keyId === null)),
      waiting: sum(counts.filter(({ isCurrent }) => !isCurrent)),
    };
  }

  private async locked(tx: Tx): Promise<KnownKey[]> {
    await tx.rows('select pg_advisory_xact_lock($1)', [LOCK]);
    return tx.rows<KnownKey>(KNOWN_KEYS);
  }

  private countsOf({ table, column, where = 'true' }: SealedColumn): Promise<Count[]> {
    return this.database.rows<Count>(
      `select case when get_byte(mark, 0) = 1 then null else encode(substring(mark from 2), 'hex') end as "keyId",
              mark = $1 as "isCurrent", sum(count)::integer as count
         from (select substring(${column} from 1 for 5) as mark, count(*) as count
                 from ${table} where ${where} and ${column} is not null group by 1) as marks
        group by 1, 2`,
      [this.box.mark],
    );
  }
}
