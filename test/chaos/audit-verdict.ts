import { spawn } from 'node:child_process';
import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { handoffEventTypes } from '../../src/handoff/events/handoff-event.js';
import { report } from './mischief.js';
import { coveredMs } from './sealing-time.js';
import type { World } from './world.js';

const VERIFY = fileURLToPath(new URL('../../src/cli/audit-verify.js', import.meta.url));
const SEALED_SECONDS = 60;
/** Longer than that after its commit, no event waits while somebody is there to seal it. */
const SEALED_WITHIN_MS = 2_000;
/** A machine with more to do than this on each core says nothing of how long a seal takes. */
const LOAD_PER_CORE_MAX = 4;
/** Those steps of a case that are recorded under another name, or are reminders and no deeds. */
const OTHERWISE_RECORDED = ['handoff.message', 'handoff.note', 'handoff.reminded'];

export interface AuditVerdict {
  /** Whether `npm run audit:verify` finds everything as it was sealed, and the file of anchors agrees. */
  auditVerified: boolean;
  /** What it names first, or why it could not tell. */
  auditFault: string | null;
  auditEvents: number;
  auditSeals: number;
  auditAnchors: number;
  /** Events that the sealers left: not in the chain, or twice. */
  unsealed: number;
  /** Messages that were received without exactly one event of it, and one of their outcome. */
  outcomesWithoutEvent: number;
  /** Messages that were written to contacts, and rows of the outbox that ended, without exactly one event of it. */
  deliveriesWithoutEvent: number;
  /** Steps of cases, of which there are not as many events. */
  stepsWithoutEvent: number;
  /** From an event's own time to that of its seal, in ms, without the time in which no sealer lived. */
  sealedP99Ms: number;
  sealedLateMax: number;
  /** Events that took longer than 2 s of it. */
  sealedLate: number;
  /** What the machine had to do in the last minute. */
  loadPerCore: number;
  /** Received and sent messages that are done with, and whose content is still there. */
  unerased: number;
}

/** Looks at the audit log, after everything that is open was worked off: is it whole, sound, and was it sealed in time? */
export async function judgeAudit(world: World): Promise<AuditVerdict> {
  const pool = new pg.Pool({ connectionString: world.postgres.ownerUrl, max: 2 });
  try {
    await sealed(pool);
    const { events: auditEvents, seals: auditSeals, anchors: auditAnchors, fault, sound } = await verify(world);
    return {
      auditVerified: sound && auditAnchors > 0,
      auditFault: fault,
      auditEvents,
      auditSeals,
      auditAnchors,
      unsealed: await count(pool, UNSEALED),
      outcomesWithoutEvent: await count(pool, OUTCOMES),
      deliveriesWithoutEvent: await count(pool, DELIVERIES),
      stepsWithoutEvent: await count(pool, STEPS, [
        handoffEventTypes.filter((type) => !OTHERWISE_RECORDED.includes(type)),
      ]),
      ...(await lateness(pool, world)),
      loadPerCore: Math.round(((loadavg()[0] ?? 0) * 10) / availableParallelism()) / 10,
      unerased: await count(pool, UNERASED),
    };
  } finally {
    await pool.end();
  }
}

/**
 * Of a log that has an event for everything, verifies, and was sealed in time: not more than a percent of it later, where
 * the machine was not overloaded.
 */
export function isSound(verdict: AuditVerdict): boolean {
  const { auditVerified, unsealed, outcomesWithoutEvent, deliveriesWithoutEvent, stepsWithoutEvent } = verdict;
  const missing = unsealed + outcomesWithoutEvent + deliveriesWithoutEvent + stepsWithoutEvent;
  const isInTime = verdict.sealedP99Ms <= SEALED_WITHIN_MS || verdict.loadPerCore > LOAD_PER_CORE_MAX;
  return auditVerified && missing + verdict.unerased === 0 && isInTime;
}

const UNSEALED = `
  select (select count(*) from audit_events e where not exists (select from audit_links l where l.event_id = e.id)
             and not exists (select from audit_unsealed u where u.event_id = e.id))
       + (select count(*) from audit_unsealed where lost)
       + (select count(*) - count(distinct event_id) from audit_links)
       + (select count(*) from audit_verifications where state = 'faulty') as count`;

/** Every row has exactly one event of each kind; an outcome names all the messages it is of. */
const OUTCOMES = `
  with outcomes as (
         select named::uuid as id, count(*) as count
           from audit_events, json_array_elements_text(details -> 'inbound') as named
          where action = 'dialog.outcome' group by 1),
       received as (
         select message_id as id, count(*) as count from audit_events where action = 'message.received' group by 1)
  select count(*) as count
    from inbox left join outcomes using (id) left join received using (id)
   where outcomes.count is distinct from 1 or received.count is distinct from 1`;

const DELIVERIES = `
  with ended as (
         select (details ->> 'outboxId')::uuid as id, action, count(*) as count
           from audit_events where action like 'delivery.%' group by 1, 2),
       sent as (select message_id as id, count(*) as count from audit_events where action = 'message.sent' group by 1)
  select (select count(*) from outbox o left join ended e on e.id = o.id and e.action = 'delivery.' || o.state
           where o.state in ('delivered', 'rejected', 'withheld') and e.count is distinct from 1)
       + (select count(*) from messages m left join sent using (id)
           where m.direction = 'outbound' and sent.count is distinct from 1) as count`;

const STEPS = `
  with steps as (
         select handoff_id, type, count(*) as count from handoff_events where type = any($1) group by 1, 2),
       recorded as (
         select (details ->> 'handoffId')::uuid as handoff_id, action as type, count(*) as count
           from audit_events where action = any($1) group by 1, 2)
  select count(*) as count
    from steps full join recorded using (handoff_id, type) where steps.count is distinct from recorded.count`;

const UNERASED = `
  select (select count(*) from inbox where state = 'done' and (payload is not null or content is not null))
       + (select count(*) from outbox where state not in ('pending', 'sending')
             and (sealed_request is not null or request is not null)) as count`;

/** Nothing waits for a seal, and the file knows the last one. */
async function sealed(pool: pg.Pool): Promise<void> {
  const end = Date.now() + SEALED_SECONDS * 1_000;
  for (let waiting = -1; waiting !== 0 && Date.now() < end; await sleep(200)) {
    waiting = await count(
      pool,
      `select (select count(*) from audit_unsealed where not lost)
            + (select max(number) from audit_seals) - (select max(seal_number) from audit_anchors where sink = 'file')
           as count`,
    );
  }
}

interface Verification {
  sound: boolean;
  events: number;
  seals: number;
  anchors: number;
  fault: string | null;
}

/** As an auditor does it. */
async function verify({ folder, environment }: World): Promise<Verification> {
  const options = ['--json', '--anchors', environment['AUDIT_ANCHOR_FILE'] ?? ''];
  const child = spawn(process.execPath, [VERIFY, ...options], { cwd: folder, env: environment, stdio: 'pipe' });
  const [printed, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  try {
    const { fault, ...found }: Verification & { fault: unknown } = JSON.parse(printed); // of this very build
    return { ...found, fault: fault === null ? null : JSON.stringify(fault) };
  } catch {
    return { sound: false, events: 0, seals: 0, anchors: 0, fault: `${printed}${errors}` };
  }
}

async function lateness(
  pool: pg.Pool,
  world: World,
): Promise<Pick<AuditVerdict, 'sealedP99Ms' | 'sealedLateMax' | 'sealedLate'>> {
  const { rows } = await pool.query<{ from: number; to: number }>(
    `select (extract(epoch from l.event_at) * 1000)::float8 as from, (extract(epoch from s.sealed_at) * 1000)::float8 as to
       from audit_links l, lateral (
            select sealed_at from audit_seals where last_sequence >= l.sequence order by last_sequence limit 1) s`,
  );
  const lived = world.sealersLived();
  const late = rows.map((wait) => coveredMs(wait, lived)).toSorted((a, b) => a - b);
  const worst = rows.toSorted((a, b) => coveredMs(b, lived) - coveredMs(a, lived))[0];
  if (worst !== undefined) {
    report(`waited longest for its seal: from ${timeOf(worst.from)} to ${timeOf(worst.to)}`);
  }
  return {
    sealedP99Ms: Math.round(late[Math.floor(late.length * 0.99)] ?? 0),
    sealedLateMax: Math.round(late.at(-1) ?? 0),
    sealedLate: late.filter((milliseconds) => milliseconds > SEALED_WITHIN_MS).length,
  };
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(11, 23);
}

async function count(pool: pg.Pool, sql: string, values: unknown[] = []): Promise<number> {
  const { rows } = await pool.query<{ count: string | null }>(sql, values);
  return Number(rows[0]?.count ?? -1);
}
