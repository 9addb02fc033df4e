import type { Change } from './change.js';

/** What becomes of keys of machines. `prefix` is what a key is recognised by; its secret stands nowhere. */
export type KeyDeed =
  | { action: 'key.created' | 'key.updated' | 'key.deleted'; details: Change & { keyId: string; prefix: string } }
  | { action: 'key.rotated'; details: { keyId: string; prefix: string; overlapHours: number } };
