import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { report } from '../mischief.js';

const DRAIN_SECONDS = 240;

/** What was taken up and not worked off, or waits for somebody without his knowing. */
const OPEN = `
  select (select count(*) from inbox where state = 'open')::int as inbox,
         (select count(*) from outbox where state in ('pending', 'sending'))::int as outbox,
         (select count(*) from notifications where state in ('pending', 'sending'))::int as notifications,
         (select count(*) from handoffs where state in ('requested', 'offered') and alarmed_at is null)::int as waiting`;

/** @param isIdle whether operators have nothing more to do. */
export async function drain(ownerUrl: string, isIdle: () => boolean): Promise<void> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 1 });
  const end = Date.now() + DRAIN_SECONDS * 1_000;
  try {
    for (let said = ''; Date.now() < end; await sleep(1_000)) {
      const { rows } = await pool.query<Record<string, number>>(OPEN);
      const open = Object.values(rows[0] ?? {}).reduce((sum, count) => sum + count, 0);
      if (open === 0 && isIdle()) {
        return;
      }
      const saying = `${JSON.stringify(rows[0])}${isIdle() ? '' : ', operators are at work'}`;
      if (saying !== said) {
        report((said = saying));
      }
    }
  } finally {
    await pool.end();
  }
}
