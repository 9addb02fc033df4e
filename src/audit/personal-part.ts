import { hash, randomBytes } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';

/** What of an event is personal. The event holds its digest alone, so that it may be erased and the event still stands. */
export interface PersonalPart {
  /** What is hashed: the content of the event's message as it is stored, or other data. */
  value: unknown;
  /** Whether it is kept beside the event; a message's content stands in its message. */
  isKept: boolean;
}

const SALT_BYTES = 16;

export function newSalt(): Buffer {
  return randomBytes(SALT_BYTES);
}

/** SHA-256 of the salt and the canonical JSON: without the salt, nobody finds out by trying what it was. */
export function personalDigest(salt: Buffer, value: unknown): Buffer {
  return hash('sha256', Buffer.concat([salt, Buffer.from(canonicalJson(value))]), 'buffer');
}
