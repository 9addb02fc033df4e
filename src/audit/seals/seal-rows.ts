import { microsecondsOf } from './canonical.js';
import type { HashAlgorithm } from './hashing.js';
import type { Seal } from './seal.js';

/** A seal as `SEAL_COLUMNS` selects it: numbers and times as text. */
export interface SealRow {
  number: string;
  first_sequence: string;
  last_sequence: string;
  first_at: string;
  last_at: string;
  sealed_at: string;
  root: Buffer;
  chain: Buffer;
  previous: Buffer;
  hash_algorithm: HashAlgorithm;
  key_id: string;
  hash: Buffer;
  signature: Buffer;
}

export const SEAL_COLUMNS = `number, first_sequence, last_sequence, ${['first_at', 'last_at', 'sealed_at']
  .map((column) => `encode(timestamptz_send(${column}), 'hex') as ${column}`)
  .join(', ')}, root, chain, previous, hash_algorithm, key_id, hash, signature`;

export function toSeal(row: SealRow): Seal {
  return {
    number: Number(row.number),
    firstSequence: Number(row.first_sequence),
    lastSequence: Number(row.last_sequence),
    firstAt: microsecondsOf(row.first_at),
    lastAt: microsecondsOf(row.last_at),
    sealedAt: microsecondsOf(row.sealed_at),
    root: row.root,
    chain: row.chain,
    previous: row.previous,
    hashAlgorithm: row.hash_algorithm,
    keyId: row.key_id,
    hash: row.hash,
    signature: row.signature,
  };
}

/** As ISO 8601 in UTC with all six digits, which is also what the database takes. */
export function momentOf(microseconds: number): string {
  const milliseconds = Math.floor(microseconds / 1_000);
  const rest = `${microseconds - milliseconds * 1_000}`.padStart(3, '0');
  return new Date(milliseconds).toISOString().replace('Z', `${rest}Z`);
}
