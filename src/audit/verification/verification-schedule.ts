import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { SYSTEM } from '../../common/access.js';
import { HealthRegistry, type HealthReport } from '../../common/health-registry.js';
import { Metrics } from '../../common/metrics.js';
import { AppConfig } from '../../config/app-config.js';
import { Database, type Sql } from '../../database/database.js';
import { AuditAlerts } from '../seals/audit-alerts.js';
import { type NewVerification, Verifications, type VerificationState } from './verifications.js';

const INTERVAL_MS = 60_000;
const RECENT_HOURS = 1;
const WHOLE_HOURS = 24;
/** Of one that runs, whose process was killed. */
const SILENT_MINUTES = 5;
/** After so many of its periods without an end, people are told. */
const LATE_PERIODS = 2;
/** One process looks at a time. */
const LOCK = 0x76657269; // "veri"

interface Standing {
  recent_due: boolean;
  whole_due: boolean;
  is_running: boolean;
  is_late: boolean;
  sound_seal: string | null;
  /** Since the last that came to an end; since there is a key, where there was none. */
  age_seconds: number | null;
  /** What was found stays found until all of it was verified again: what came since says nothing of it. */
  last_state: VerificationState | null;
}

/** What was sealed lately is verified every hour, everything every day. That it is not done is told as well. */
@Injectable()
export class VerificationSchedule implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(VerificationSchedule.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly verifications: Verifications,
    private readonly alerts: AuditAlerts,
    private readonly config: AppConfig,
    private readonly metrics: Metrics,
    private readonly health: HealthRegistry,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge('audit_verification_age_seconds', 'Since the audit log was last verified.', [], async (gauge) =>
      gauge.set((await this.standing()).age_seconds ?? 0),
    );
    this.metrics.gauge(
      'audit_verification_faulty',
      'Whether the last verification of the audit log found a fault.',
      [],
      async (gauge) => gauge.set((await this.standing()).last_state === 'faulty' ? 1 : 0),
    );
    this.health.register({ name: 'audit-verification', check: () => this.check() });
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.tick(), INTERVAL_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** A process that works verifies; each one tells when nobody does. */
  async tick(): Promise<void> {
    try {
      if (this.config.runsJobs && !this.verifications.isRunning) {
        await this.runDue();
      }
      const { is_late: isLate } = await this.standing();
      if (isLate) {
        await this.alerts.raise({
          event: 'audit.verification-late',
          key: `audit.verification-late/${new Date().toISOString().slice(0, 10)}`,
          text: '审计日志已经很久没有完成校验，请检查后台进程。',
          data: {},
        });
      }
    } catch (error) {
      this.logger.warn({ error: String(error) }, 'whether the audit log is to be verified is not known');
    }
  }

  /** Resolves when it has begun. */
  async runDue(): Promise<void> {
    const wanted = await this.database.transaction(async (tx) => {
      const [lock] = await tx.rows<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [LOCK]);
      if (lock?.mine !== true) {
        return undefined;
      }
      await tx.run(
        `update audit_verifications set state = 'failed', done_at = clock_timestamp()
          where state = 'running' and alive_at < clock_timestamp() - make_interval(mins => $1)`,
        [SILENT_MINUTES],
      );
      return whatIsDue(await this.standing(tx));
    });
    if (wanted !== undefined) {
      await this.verifications.begin(wanted);
    }
  }

  private async standing(sql: Sql = this.database): Promise<Standing> {
    const [row] = await sql.rows<Standing>(STANDING, [RECENT_HOURS, WHOLE_HOURS, LATE_PERIODS]);
    if (row === undefined) {
      throw new TypeError('there is always one row');
    }
    return row;
  }

  private async check(): Promise<HealthReport> {
    const { is_late: isLate, last_state: state, age_seconds: age } = await this.standing();
    const isWell = !isLate && state !== 'faulty';
    return { status: isWell ? 'up' : 'degraded', last: state ?? 'none', ageSeconds: Math.round(age ?? 0) };
  }
}

function whatIsDue(standing: Standing): NewVerification | undefined {
  if (standing.is_running) {
    return undefined;
  }
  if (standing.whole_due) {
    return { kind: 'whole', actor: SYSTEM };
  }
  const afterSeal = standing.sound_seal === null ? undefined : Number(standing.sound_seal);
  return standing.recent_due ? { kind: 'recent', actor: SYSTEM, afterSeal } : undefined;
}

/** Before there was a key, there was nothing to verify. */
const STANDING = `
  with ended as (
    select kind, state, to_seal, started_at, done_at from audit_verifications
     where kind <> 'asked' and started_at > clock_timestamp() - interval '60 days'
  ),
  began as (select min(created_at) as at from audit_keys)
  select not exists (select from ended where state <> 'failed'
                        and started_at > clock_timestamp() - make_interval(hours => $1)) as recent_due,
         not exists (select from ended where kind = 'whole' and state <> 'failed'
                        and started_at > clock_timestamp() - make_interval(hours => $2)) as whole_due,
         exists (select from ended where state = 'running') as is_running,
         coalesce(greatest((select max(done_at) from ended where state in ('sound', 'faulty')), (select at from began))
                    < clock_timestamp() - make_interval(hours => $1 * $3), false)
           or coalesce(greatest((select max(done_at) from ended where kind = 'whole' and state in ('sound', 'faulty')),
                                (select at from began))
                    < clock_timestamp() - make_interval(hours => $2 * $3), false) as is_late,
         (select max(to_seal) from ended where state = 'sound') as sound_seal,
         extract(epoch from clock_timestamp()
           - greatest((select max(done_at) from ended where state in ('sound', 'faulty')),
                      (select at from began)))::float8 as age_seconds,
         (select state from ended e where state in ('sound', 'faulty')
           order by state = 'faulty' and not exists (select from ended w where w.kind = 'whole' and w.state = 'sound'
                                                        and w.started_at > e.started_at) desc,
                    done_at desc limit 1) as last_state`;
