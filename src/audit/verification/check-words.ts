import { hash } from 'node:crypto';
import { personalDigest } from '../personal-part.js';
import { found } from './fault.js';
import type { PersonalRow, SealedLog } from './sealed-log.js';

const ROWS_A_PAGE = 2_000;

/**
 * Holds what stands beside events, and what messages say, against the digests that were sealed. What was erased is not
 * there to be compared.
 * @param onPage how many rows were looked at.
 * @returns how many there were to compare.
 * @throws {FaultFound} `words-changed`.
 */
export async function checkWords(log: SealedLog, onPage: (rows: number) => Promise<void>): Promise<number> {
  let compared = 0;
  let after: string | undefined;
  for (;;) {
    const rows = await log.personal(after, ROWS_A_PAGE);
    for (const row of rows) {
      const digest = digestOf(row);
      compared += digest === undefined ? 0 : 1;
      if (digest !== undefined && digest !== row.digest) {
        throw found('words-changed', `what event ${row.eventId} was recorded of says something else`, {
          eventId: row.eventId,
        });
      }
    }
    after = rows.at(-1)?.eventId;
    if (after === undefined) {
      return compared;
    }
    await onPage(rows.length);
  }
}

/** Undefined where the words or their event are gone. */
function digestOf({ salt, data, content, digest }: PersonalRow): string | undefined {
  if (digest === null) {
    return undefined;
  }
  if (data !== null) {
    return hash('sha256', Buffer.concat([salt, Buffer.from(data)]), 'hex');
  }
  return content === null ? undefined : personalDigest(salt, JSON.parse(content)).toString('hex');
}
