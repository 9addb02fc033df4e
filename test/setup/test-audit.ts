import pg from 'pg';
import { AuditLog } from '../../src/audit/audit-log.js';
import { Sealer } from '../../src/audit/seals/sealer.js';
import { SealsModule } from '../../src/audit/seals/seals.module.js';
import { SigningKeys } from '../../src/audit/seals/signing-keys.js';
import { SealedLog } from '../../src/audit/verification/sealed-log.js';
import { type VerificationReport, verifyLog, type VerifyOptions } from '../../src/audit/verification/verify-log.js';
import { SYSTEM } from '../../src/common/access.js';
import { type ConversationId, newId } from '../../src/common/ids.js';
import { Database } from '../../src/database/database.js';
import { TestPlatform } from './test-platform.js';

type Service<T> = abstract new (...parameters: never[]) => T;

/** The audit log in a process that seals only when it is told to. */
export class TestAudit {
  private constructor(
    readonly platform: TestPlatform,
    /** With full rights on the database: whom the log has to stand up to. */
    readonly superuser: pg.Pool,
  ) {}

  static async start(environment: Record<string, string> = {}): Promise<TestAudit> {
    const platform = await TestPlatform.start((config) => [SealsModule.forRoot(config)], {
      ROLE: 'web',
      ...environment,
    });
    const superuser = new pg.Pool({ connectionString: platform.database.ownerUrl, max: 4 });
    superuser.on('error', () => undefined);
    return new TestAudit(platform, superuser);
  }

  async stop(): Promise<void> {
    await this.superuser.end();
    await this.platform.stop();
  }

  get<T>(service: Service<T>): T {
    return this.platform.app.get<T>(service);
  }

  /** So many events, each in a transaction of its own. */
  async record(count = 1): Promise<void> {
    for (let n = 0; n < count; n += 1) {
      await this.get(AuditLog).recordAlone(
        { actor: SYSTEM, conversationId: newId<ConversationId>(), requestId: `request-${n}` },
        { action: 'conversation.ended', details: { reason: `第${n}次“结束”` } },
      );
    }
  }

  /** Until nothing waits. @returns how many seals it took. */
  async seal(): Promise<number> {
    let seals = 0;
    while ((await this.get(Sealer).sealNext()) > 0) {
      seals += 1;
    }
    return seals;
  }

  async verify(options: VerifyOptions = {}): Promise<VerificationReport> {
    const log = await SealedLog.open(this.platform.database.url);
    try {
      const keys = this.get(SigningKeys);
      return await verifyLog(log, { trust: { owns: (row) => keys.owns(row) }, ...options });
    } finally {
      await log.close();
    }
  }

  async rows<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
    const { rows } = await this.superuser.query<Row>(sql, values);
    return rows;
  }

  get database(): Database {
    return this.get(Database);
  }
}
