import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { HealthRegistry, type HealthReport } from '../../../common/health-registry.js';
import { Metrics } from '../../../common/metrics.js';
import { AppConfig } from '../../../config/app-config.js';
import { Database } from '../../../database/database.js';
import { AuditAlerts } from '../audit-alerts.js';
import { SEAL_COLUMNS, type SealRow, toSeal } from '../seal-rows.js';
import { type AnchorSink, anchorOf, AnchorSinks } from './anchor-sinks.js';
import { BucketAnchors } from './bucket-anchors.js';
import { FileAnchors } from './file-anchors.js';

const INTERVAL_MS = 1_000;
/**
 * A sink that takes longer than ten of its turns is given an anchor by another process as well, and may get one twice: a
 * process that was killed with it must not keep it for long.
 */
const LEASE_TURNS = 10;
const LEASE_SECONDS_MAX = 60;
const RETRY_SECONDS_MAX = 300;
/** Failing so often in a row it is told to people. */
const FAILURES_TOLD = 3;

export interface AnchorRow {
  sink: string;
  seal_number: string;
  anchored_at: Date | null;
  failures: number;
  failed_since: Date | null;
  reason: string | null;
}

/** Carries seals out of the database. Sealing never waits for it: what fails is tried again, and told. */
@Injectable()
export class Anchoring implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Anchoring.name);
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<unknown> | undefined;
  private readonly anchorings = new Set<Promise<void>>();

  constructor(
    private readonly database: Database,
    private readonly sinks: AnchorSinks,
    private readonly alerts: AuditAlerts,
    private readonly config: AppConfig,
    private readonly metrics: Metrics,
    private readonly health: HealthRegistry,
  ) {}

  onModuleInit(): void {
    this.sinks.register(new FileAnchors(this.config.anchorFile));
    const { anchorBucket } = this.config;
    if (anchorBucket !== undefined) {
      this.sinks.register(new BucketAnchors(anchorBucket, this.config.environment.AUDIT_ANCHOR_MINUTES * 60));
    }
    this.metrics.gauge(
      'audit_anchor_failures',
      'How often in a row a seal could not be anchored, by sink.',
      ['sink'],
      async (gauge) => {
        for (const { sink, failures } of await this.rows()) {
          gauge.set({ sink }, failures);
        }
      },
    );
    this.health.register({ name: 'audit-anchors', check: () => this.check() });
  }

  onApplicationBootstrap(): void {
    if (this.config.runsJobs) {
      this.timer = setInterval(() => {
        this.looking ??= this.begin().finally(() => {
          this.looking = undefined;
        });
      }, INTERVAL_MS).unref();
    }
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
    await Promise.all(this.anchorings);
  }

  /** Gives each sink that is due the last seal, and resolves when all of them have it or have failed. */
  async run(): Promise<void> {
    await Promise.all(await this.begin());
  }

  /** Each goes its own way: a sink that does not answer must not keep the others from their anchors. */
  private async begin(): Promise<readonly Promise<void>[]> {
    try {
      const due = await this.claim();
      return this.sinks
        .all()
        .filter(({ name }) => due.has(name))
        .map((sink) => this.track(this.anchor(sink)));
    } catch (error) {
      this.warn(error);
      return [];
    }
  }

  private track(anchoring: Promise<void>): Promise<void> {
    const tracked = anchoring
      .catch((error: unknown) => this.warn(error))
      .finally(() => this.anchorings.delete(tracked));
    this.anchorings.add(tracked);
    return tracked;
  }

  private warn(error: unknown): void {
    this.logger.warn({ error: String(error) }, 'it is not known what is to be anchored, or what was');
  }

  /** Whoever claims a sink has it for a while. A look that finds nothing due writes nothing. */
  private async claim(): Promise<ReadonlySet<string>> {
    const sinks = this.sinks.all();
    const due = await this.database.rows<{ sink: string; lease: number }>(
      `select sink, lease from unnest($1::text[], $2::integer[]) as known (sink, lease) left join audit_anchors a using (sink)
        where coalesce(a.due_at <= clock_timestamp(), true)
          and coalesce(a.seal_number, 0) < (select max(number) from audit_seals)`,
      [
        sinks.map(({ name }) => name),
        sinks.map(({ everySeconds }) => Math.min(LEASE_SECONDS_MAX, everySeconds * LEASE_TURNS)),
      ],
    );
    if (due.length === 0) {
      return new Set();
    }
    const claimed = await this.database.rows<{ sink: string }>(
      `insert into audit_anchors as a (sink, due_at)
       select sink, clock_timestamp() + make_interval(secs => lease)
         from unnest($1::text[], $2::integer[]) as due (sink, lease)
       on conflict (sink) do update set due_at = excluded.due_at where a.due_at <= clock_timestamp()
       returning sink`,
      [due.map(({ sink }) => sink), due.map(({ lease }) => lease)],
    );
    return new Set(claimed.map(({ sink }) => sink));
  }

  private async anchor(sink: AnchorSink): Promise<void> {
    const [row] = await this.database.rows<SealRow>(
      `select ${SEAL_COLUMNS} from audit_seals order by number desc limit 1`,
    );
    if (row === undefined) {
      return;
    }
    const anchor = anchorOf(toSeal(row));
    try {
      await sink.anchor(anchor);
    } catch (error) {
      await this.fail(sink, error);
      return;
    }
    await this.database.run(
      `update audit_anchors set seal_number = greatest(seal_number, $2), anchored_at = clock_timestamp(), failures = 0,
              failed_since = null, reason = null, due_at = clock_timestamp() + make_interval(secs => $3)
        where sink = $1`,
      [sink.name, anchor.seal, sink.everySeconds],
    );
  }

  private async fail(sink: AnchorSink, error: unknown): Promise<void> {
    const reason = (error instanceof Error ? error.message : String(error)).slice(0, 500);
    const [row] = await this.database.rows<AnchorRow>(
      `update audit_anchors set failures = failures + 1, failed_since = coalesce(failed_since, clock_timestamp()),
              reason = $2, due_at = clock_timestamp() + make_interval(secs => least($3, power(2, least(failures, 20))))
        where sink = $1 returning *`,
      [sink.name, reason, RETRY_SECONDS_MAX],
    );
    if (row?.failures === FAILURES_TOLD) {
      this.logger.error({ sink: sink.name, reason }, 'seals cannot be anchored; sealing goes on');
      await this.alerts.raise({
        event: 'audit.anchor-failing',
        key: `audit.anchor-failing/${sink.name}/${row.failed_since?.getTime()}`,
        text: `审计日志的封印无法写入“${sink.name}”，系统会继续重试；封印本身照常进行。`,
        data: { sink: sink.name, reason },
      });
    }
  }

  /** How far each sink is. */
  rows(): Promise<AnchorRow[]> {
    return this.database.rows<AnchorRow>('select * from audit_anchors order by sink');
  }

  private async check(): Promise<HealthReport> {
    const failing = (await this.rows()).filter(({ failures }) => failures >= FAILURES_TOLD).map(({ sink }) => sink);
    return failing.length === 0 ? { status: 'up' } : { status: 'degraded', failing: failing.join(', ') };
  }
}
