import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { AcceptedMessage } from '../../src/simulator/message-log.js';
import { report } from './mischief.js';
import type { Sent } from './traffic.js';

const DRAIN_SECONDS = 180;

export interface Verdict {
  acked: number;
  /** Acknowledged messages with exactly one outcome. */
  outcomes: number;
  /** Acknowledged messages without one. */
  lost: number;
  /** What was done twice: outcomes, answers of one turn, deliveries that WeCom did not recognise as repeated. */
  duplicated: number;
  /** Deliveries, and outcomes, that overtook earlier ones of the same contact. */
  outOfOrder: number;
  /** Rows of the outbox that did not end delivered. */
  undelivered: number;
  outcomesBy: Record<string, number>;
}

interface InboxRow {
  dedupe_key: string;
  outcome: string | null;
  reason: string | null;
  done_at: Date | null;
}

interface OutboxRow {
  sequence: string;
  contact_id: string;
  /** By which WeCom knows what it accepted. */
  external_id: string | null;
  state: string;
}

/** Looks at what WeCom got and at what was recorded, after everything that is open was worked off. */
export async function judge(
  ownerUrl: string,
  sent: readonly Sent[],
  accepted: readonly AcceptedMessage[],
): Promise<Verdict> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  try {
    await drain(pool);
    const { rows: inbox } = await pool.query<InboxRow>('select dedupe_key, outcome, reason, done_at from inbox');
    const { rows: outbox } = await pool.query<OutboxRow>('select sequence, contact_id, external_id, state from outbox');
    const byMsgId = new Map(inbox.map((row) => [row.dedupe_key.split(':').at(-1), row]));
    const withOutcome = sent.filter(({ msgId }) => (byMsgId.get(msgId)?.outcome ?? null) !== null);
    return {
      acked: sent.length,
      outcomes: withOutcome.length,
      lost: sent.length - withOutcome.length,
      duplicated: (await repeatedRecords(pool)) + repetitions(accepted.map(({ rawBody }) => rawBody)),
      outOfOrder: overtakenDeliveries(outbox, accepted) + overtakenOutcomes(sent, byMsgId),
      undelivered: outbox.filter(({ state }) => state !== 'delivered').length,
      outcomesBy: countBy(inbox.map(({ outcome, reason }) => `${outcome}: ${reason}`)),
    };
  } finally {
    await pool.end();
  }
}

async function drain(pool: pg.Pool): Promise<void> {
  const end = Date.now() + DRAIN_SECONDS * 1_000;
  for (let open = -1; open !== 0 && Date.now() < end; await sleep(500)) {
    const { rows } = await pool.query<{ open: number }>(
      `select (select count(*) from inbox where state = 'open')::int
            + (select count(*) from outbox where state in ('pending', 'sending'))::int as open`,
    );
    open = rows[0]?.open ?? 0;
    if (open > 0) {
      report(`${open} open`);
    }
  }
}

/** Messages whose outcome was recorded twice, and turns that answered twice. */
async function repeatedRecords(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select (select count(*) from (
               select inbound from audit_events, json_array_elements_text(details -> 'inbound') as inbound
                where action = 'dialog.outcome' group by inbound having count(*) > 1) as outcomes)::int
          + (select count(*) from (
               select turn_id from messages where direction = 'outbound' and sender = 'bot'
                group by turn_id having count(*) > 1) as answers)::int as count`,
  );
  return rows[0]?.count ?? 0;
}

function repetitions(values: readonly string[]): number {
  return values.length - new Set(values).size;
}

function overtakenDeliveries(outbox: readonly OutboxRow[], accepted: readonly AcceptedMessage[]): number {
  const byMsgId = new Map(outbox.map((row) => [row.external_id, row]));
  const last = new Map<string, bigint>();
  let overtaken = 0;
  for (const { msgid } of accepted) {
    const row = byMsgId.get(msgid);
    if (row === undefined) {
      overtaken += 1; // sent, but by no row: worse
      continue;
    }
    const sequence = BigInt(row.sequence);
    if (sequence < (last.get(row.contact_id) ?? 0n)) {
      overtaken += 1;
      report(`delivery ${row.sequence} of ${row.contact_id} was overtaken by ${last.get(row.contact_id)}`);
    }
    last.set(row.contact_id, sequence);
  }
  return overtaken;
}

function overtakenOutcomes(sent: readonly Sent[], byMsgId: ReadonlyMap<string | undefined, InboxRow>): number {
  const inOrder = sent.toSorted((a, b) => a.contact.localeCompare(b.contact) || a.place - b.place);
  return inOrder.filter(({ contact, msgId }, index) => {
    const before = inOrder[index - 1];
    const doneAt = byMsgId.get(msgId)?.done_at ?? undefined;
    const beforeDoneAt = before?.contact === contact ? (byMsgId.get(before.msgId)?.done_at ?? undefined) : undefined;
    const isOvertaken = doneAt !== undefined && beforeDoneAt !== undefined && doneAt < beforeDoneAt;
    if (isOvertaken) {
      report(`message ${msgId} of ${contact} had its outcome at ${doneAt.toISOString()}, the one before it later`);
    }
    return isOvertaken;
  }).length;
}

function countBy(keys: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) {
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}
