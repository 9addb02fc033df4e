import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { AuditLog } from '../../audit/audit-log.js';
import { type Principal, SYSTEM } from '../../common/access.js';
import { AppConfig } from '../../config/app-config.js';
import { Database, type Tx } from '../../database/database.js';
import { digestOf } from '../secrets.js';
import { StaffDirectory } from '../staff/staff-directory.js';
import { canonicalCode, newOneTimeCode } from './one-time-code.js';

const CODE_HOURS = 24;
/** Each process that starts while nobody administers makes one. */
const CODES_MAX = 10;
/** Two codes that are used at once are used one after the other. */
const LOCK = 0x66697273; // "firs"
const FILE = 'first-administrator-code';

export interface OneTimeCode {
  code: string;
  expiresAt: Date;
}

/**
 * Codes that make whoever signs in and has one an administrator. While nobody administers, each start makes one, logs it
 * and leaves it in the file `first-administrator-code` under `DATA_DIR`, which its owner alone can read. A code counts
 * once and for a day; when one was used, no other counts.
 */
@Injectable()
export class FirstAdministrator implements OnApplicationBootstrap {
  private readonly logger = new Logger(FirstAdministrator.name);
  private readonly file: string;

  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
    private readonly audit: AuditLog,
    private readonly config: AppConfig,
    /** Without an adapter within a command, which serves nobody. */
    @Inject(HttpAdapterHost) private readonly server: Partial<HttpAdapterHost>,
  ) {
    this.file = join(config.dataDir, FILE);
  }

  async onApplicationBootstrap(): Promise<void> {
    const isServed = this.config.servesHttp && Boolean(this.server.httpAdapter);
    if (!isServed || this.config.publicOrigin === undefined) {
      return; // nobody signs in here
    }
    if (await this.staff.administratorExists()) {
      this.forget();
      return;
    }
    const { code, expiresAt } = await this.make(SYSTEM, true);
    this.leave(code);
    this.logger.warn(
      { expiresAt },
      `nobody administers yet: sign in at ${this.config.publicOrigin}/api/v1/sign-in/wecom with the code ${code}`,
    );
  }

  /**
   * One more code.
   * @param isFirst it counts while nobody administers, no longer.
   */
  async make(actor: Principal, isFirst = false): Promise<OneTimeCode> {
    const code = newOneTimeCode();
    return this.database.transaction(async (tx) => {
      const [row] = await tx.rows<{ expires_at: Date }>(
        `insert into first_administrator_codes (code_hash, is_first, expires_at)
         values ($1, $2, clock_timestamp() + make_interval(hours => $3)) returning expires_at`,
        [digestOf(canonicalCode(code)), isFirst, CODE_HOURS],
      );
      await tx.run(
        `delete from first_administrator_codes where code_hash in
           (select code_hash from first_administrator_codes order by expires_at desc offset $1)`,
        [CODES_MAX],
      );
      const expiresAt = row?.expires_at ?? new Date();
      const details = { expiresAt: expiresAt.toISOString() };
      await this.audit.record(tx, { actor }, { action: 'sign-in.first-administrator-code-made', details });
      return { code, expiresAt };
    });
  }

  /** Whether there is a code that somebody may have. */
  async isAwaited(): Promise<boolean> {
    const [row] = await this.database.rows<{ first: boolean; other: boolean }>(
      `select coalesce(bool_or(is_first), false) as first, coalesce(bool_or(not is_first), false) as other
         from first_administrator_codes where expires_at > clock_timestamp()`,
    );
    return row?.other === true || (row?.first === true && !(await this.staff.administratorExists()));
  }

  /** Uses a code up, and all others with it. @returns whether it counted. */
  async redeem(tx: Tx, typed: string): Promise<boolean> {
    await tx.rows('select pg_advisory_xact_lock($1)', [LOCK]);
    const [row] = await tx.rows<{ is_first: boolean }>(
      `delete from first_administrator_codes where code_hash = $1 and expires_at > clock_timestamp() returning is_first`,
      [digestOf(canonicalCode(typed))],
    );
    if (row === undefined || (row.is_first && (await this.staff.administratorExists()))) {
      return false;
    }
    await tx.run('delete from first_administrator_codes');
    tx.afterCommit(() => this.forget());
    return true;
  }

  async purge(): Promise<void> {
    await this.database.run('delete from first_administrator_codes where expires_at < clock_timestamp()');
  }

  private leave(code: string): void {
    this.forget(); // a file that is there keeps its mode, whatever the next one is to have
    mkdirSync(this.config.dataDir, { recursive: true });
    writeFileSync(this.file, `${code}\n`, { mode: 0o600 });
  }

  private forget(): void {
    rmSync(this.file, { force: true });
  }
}
