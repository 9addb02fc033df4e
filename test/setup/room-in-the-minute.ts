import { expect } from 'vitest';
import type { Database } from '../../src/database/database.js';

/** Resolves when the database's minute is not about to end: what is counted by the minute is then counted in one. */
export async function roomInTheMinute(database: Database): Promise<void> {
  const secondsLeft = async () => {
    const [row] = await database.rows<{ left: number }>(
      'select 60 - extract(second from clock_timestamp())::float8 as left',
    );
    return row?.left;
  };
  await expect.poll(secondsLeft, { interval: 500 }).toBeGreaterThan(8);
}
