import { timingSafeEqual } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { AppError } from '../common/app-error.js';
import type { SecretBox } from '../common/secret-box.js';

/** A master key that something is, or was, sealed under. */
export interface KnownKey {
  id: string;
  /** As `SecretBox.proofOf` makes it. */
  proof: Buffer;
  retired: boolean;
}

export const KNOWN_KEYS = 'select id, proof, retired_at is not null as retired from master_keys order by current_since';

/**
 * Before anything is opened or sealed: whoever lost the key is told so, and nothing is overwritten with another one.
 * @throws {AppError} `secret.master-key-wrong`
 */
export async function assertMasterKey(dataSource: DataSource, box: SecretBox): Promise<void> {
  assertKnown(await dataSource.query<KnownKey[]>(KNOWN_KEYS), box);
}

/**
 * Every key that something may still be sealed under must be here. A database that knows none is new, or from before
 * keys were written down.
 * @throws {AppError} `secret.master-key-wrong`
 */
export function assertKnown(known: readonly KnownKey[], box: SecretBox): void {
  for (const { id, proof, retired } of known) {
    const isHere = box.keyIds.includes(id);
    if (isHere ? !timingSafeEqual(proof, box.proofOf(id)) : !retired) {
      throw new AppError(
        'secret.master-key-wrong',
        `this database holds what was sealed under the master key ${id}, and MASTER_KEY is ${box.keyId}: ` +
          `set the former as MASTER_KEY, or name it in MASTER_KEY_PREVIOUS; nothing was changed`,
      );
    }
  }
}
