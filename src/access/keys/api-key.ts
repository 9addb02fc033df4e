import type { ApiCaller, Permission, Reach } from '../../common/access.js';
import type { ApiKeyId, StaffId } from '../../common/ids.js';

/** Whether the key itself is sent, or never leaves and signs each request. */
export const keyModes = ['bearer', 'signed'] as const;
export type KeyMode = (typeof keyModes)[number];

/** What may be changed of a key. */
export interface KeyFields {
  name: string;
  permissions: readonly Permission[];
  reach: Reach;
  /** Addresses and ranges from where it counts; none: everywhere. */
  addresses: readonly string[];
  enabled: boolean;
  expiresAt: Date | null;
}

/** A key of a machine, as everybody may see it. */
export interface ApiKey extends KeyFields {
  id: ApiKeyId;
  prefix: string;
  mode: KeyMode;
  /** The member of the staff who made it or renewed it last, also one who is gone; null where that was no member. */
  ownerId: StaffId | null;
  /** Until then the key from before the last rotation counts too. */
  previousUntil: Date | null;
  rotatedAt: Date | null;
  /** To the minute. */
  lastUsedAt: Date | null;
  lastUsedAddress: string | null;
  version: number;
  createdAt: Date;
}

/** Of a bearer key its SHA-256, of a signing key the key itself. */
export type StoredSecret = { hash: Buffer } | { key: string };

/** A key with what proves it. */
export interface KeyWithSecrets {
  key: ApiKey;
  current: StoredSecret;
  previous: StoredSecret | undefined;
}

/** By the clock of this process, in milliseconds. */
export function hasExpired({ expiresAt }: ApiKey, now: number): boolean {
  return expiresAt !== null && expiresAt.getTime() <= now;
}

/** What proves the key now: two secrets for a while after a rotation. */
export function secretsAt({ key, current, previous }: KeyWithSecrets, now: number): readonly StoredSecret[] {
  const overlaps = previous !== undefined && key.previousUntil !== null && key.previousUntil.getTime() > now;
  return overlaps ? [current, previous] : [current];
}

export function callerWith({ id, permissions, reach }: ApiKey): ApiCaller {
  return { kind: 'key', id, permissions, reach };
}
