import { existsSync } from 'node:fs';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { authorOf, type Principal } from '../../common/access.js';
import { AppError, NotFoundError } from '../../common/app-error.js';
import { newId, type VerificationId } from '../../common/ids.js';
import { AppConfig } from '../../config/app-config.js';
import { Database, type Tx } from '../../database/database.js';
import { DatabaseLocation } from '../../database/database.module.js';
import { AuditLog } from '../audit-log.js';
import type { Anchor } from '../seals/anchors/anchor-sinks.js';
import { readAnchors } from '../seals/anchors/file-anchors.js';
import { AuditAlerts } from '../seals/audit-alerts.js';
import { SigningKeys } from '../seals/signing-keys.js';
import type { Fault } from './fault.js';
import { SealedLog } from './sealed-log.js';
import { type VerificationReport, verifyLog, type VerifyOptions } from './verify-log.js';

/** What a verification that runs by itself takes of the database. */
const SCHEDULED_EVENTS_PER_SECOND = 20_000;
/** Of the file of anchors, for what was sealed lately. */
const RECENT_ANCHOR_BYTES = 4 * 1024 * 1024;
const ALIVE_EVERY_MS = 5_000;

export type VerificationKind = 'recent' | 'whole' | 'asked';
export type VerificationState = 'running' | 'sound' | 'faulty' | 'failed';

export interface VerificationRow {
  id: VerificationId;
  kind: VerificationKind;
  state: VerificationState;
  from_seal: string | null;
  to_seal: string | null;
  events: string;
  fault: Fault | null;
  requested_by: Principal;
  started_at: Date;
  done_at: Date | null;
}

export interface NewVerification {
  kind: VerificationKind;
  actor: Principal;
  from?: string | undefined;
  to?: string | undefined;
  /** The last seal of the verification before. */
  afterSeal?: number | undefined;
}

/** Verifies the log, one verification at a time in each process, and keeps what it came to. */
@Injectable()
export class Verifications implements OnModuleDestroy {
  private readonly logger = new Logger(Verifications.name);
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly location: DatabaseLocation,
    private readonly keys: SigningKeys,
    private readonly alerts: AuditAlerts,
    private readonly audit: AuditLog,
    private readonly config: AppConfig,
  ) {}

  get isRunning(): boolean {
    return this.running !== undefined;
  }

  /**
   * Begins one in this process.
   * @returns its id, and a promise of its end that never rejects.
   * @throws {AppError} `audit.verification-running`.
   */
  async begin(wanted: NewVerification): Promise<{ id: VerificationId; done: Promise<void> }> {
    if (this.isRunning) {
      throw new AppError('audit.verification-running', 'a verification runs already; wait for its end');
    }
    const id = newId<VerificationId>();
    const stored = this.database.transaction((tx) => this.insert(tx, id, wanted));
    const done = stored
      .then(() => this.run(id, wanted))
      .finally(() => {
        this.running = undefined;
      });
    this.running = done.catch(() => undefined);
    await stored;
    return { id, done: this.running };
  }

  /** @throws {NotFoundError} */
  async find(id: string): Promise<VerificationRow> {
    const [row] = await this.database.rows<VerificationRow>('select * from audit_verifications where id = $1', [id]);
    if (row === undefined) {
      throw new NotFoundError('the verification');
    }
    return row;
  }

  /** Newest first. */
  list(before: string | undefined, limit: number): Promise<VerificationRow[]> {
    return this.database.rows<VerificationRow>(
      'select * from audit_verifications where ($1::uuid is null or id < $1) order by id desc limit $2',
      [before ?? null, limit],
    );
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort(new Error('the program stops'));
    await this.running;
  }

  private async insert(tx: Tx, id: VerificationId, { kind, actor, from, to }: NewVerification): Promise<void> {
    await tx.run('insert into audit_verifications (id, kind, requested_by) values ($1, $2, $3)', [
      id,
      kind,
      JSON.stringify(authorOf(actor)),
    ]);
    if (kind === 'asked') {
      await this.audit.record(
        tx,
        { actor },
        {
          action: 'audit.verification-requested',
          details: { verificationId: id, from: from ?? null, to: to ?? null },
        },
      );
    }
  }

  private async run(id: VerificationId, wanted: NewVerification): Promise<void> {
    const startedAt = performance.now();
    try {
      const report = await this.verify(id, wanted);
      await this.database.transaction((tx) => this.complete(tx, id, wanted, report));
      const { fault, events, toSeal } = report;
      const milliseconds = Math.round(performance.now() - startedAt);
      this.logger[fault === null ? 'log' : 'error'](
        { verificationId: id, kind: wanted.kind, events, toSeal, fault: fault?.code, milliseconds },
        fault === null ? 'the audit log is sound' : 'the audit log is not what was sealed',
      );
      if (fault !== null) {
        await this.alert(id, fault);
      }
    } catch (error) {
      this.logger.error({ verificationId: id, err: error }, 'the audit log could not be verified');
      await this.database
        .run(
          `update audit_verifications set state = 'failed', done_at = clock_timestamp() where id = $1 and state = 'running'`,
          [id],
        )
        .catch(() => undefined); // the database is away: the schedule ends what gives no sign of life
    }
  }

  private async verify(
    id: VerificationId,
    { kind, from, to, afterSeal }: NewVerification,
  ): Promise<VerificationReport> {
    const log = await SealedLog.open(this.location.url);
    let told = performance.now();
    const options: VerifyOptions = {
      from,
      to,
      afterSeal,
      anchors: this.anchors(kind),
      trust: { owns: (row) => this.keys.owns(row) },
      words: true,
      signal: this.stopping.signal,
      eventsPerSecondMax: kind === 'asked' ? undefined : SCHEDULED_EVENTS_PER_SECOND,
      onProgress: async (report) => {
        if (performance.now() - told > ALIVE_EVERY_MS) {
          told = performance.now();
          await this.keepAlive(id, report);
        }
      },
    };
    try {
      return await verifyLog(log, options);
    } finally {
      await log.close();
    }
  }

  /** What this machine has of the file; where it has none, the database knows how far it went. */
  private anchors(kind: VerificationKind): AsyncIterable<Anchor> | undefined {
    const { anchorFile } = this.config;
    return existsSync(anchorFile)
      ? readAnchors(anchorFile, kind === 'recent' ? RECENT_ANCHOR_BYTES : undefined)
      : undefined;
  }

  private async keepAlive(id: VerificationId, { fromSeal, toSeal, events }: VerificationReport): Promise<void> {
    await this.database.run(
      `update audit_verifications set alive_at = clock_timestamp(), from_seal = $2, to_seal = $3, events = $4 where id = $1`,
      [id, fromSeal, toSeal, events],
    );
  }

  private async complete(
    tx: Tx,
    id: VerificationId,
    { kind, actor, afterSeal }: NewVerification,
    { fromSeal, toSeal, events, fault }: VerificationReport,
  ): Promise<void> {
    // Where nothing was sealed since, the log is sound up to where it was.
    const last = Math.max(toSeal, afterSeal ?? 0);
    await tx.run(
      `update audit_verifications
          set state = $2, from_seal = $3, to_seal = $4, events = $5, fault = $6, done_at = clock_timestamp()
        where id = $1`,
      [id, fault === null ? 'sound' : 'faulty', fromSeal, last, events, fault === null ? null : JSON.stringify(fault)],
    );
    await this.audit.record(
      tx,
      { actor },
      {
        action: 'audit.verification-completed',
        details: { verificationId: id, kind, fromSeal, toSeal: last, events, fault: fault?.code ?? null },
      },
    );
  }

  /** Once for each fault, however often it is found again. */
  private async alert(id: VerificationId, { code, seal, sequence, eventId }: Fault): Promise<void> {
    await this.alerts.raise({
      event: 'audit.verification-faulty',
      key: `audit.verification-faulty/${code}/${seal ?? ''}/${sequence ?? ''}/${eventId ?? ''}`,
      text: `审计日志校验发现异常（${code}，封印 ${seal ?? '—'}，序号 ${sequence ?? '—'}）。请立即核查。`,
      data: { verificationId: id, code, seal: seal ?? null, sequence: sequence ?? null },
    });
  }
}
