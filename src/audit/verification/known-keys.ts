import type { KeyObject } from 'node:crypto';
import { fingerprintOf, isSignatureOf, publicKeyOf, type SignatureAlgorithm } from '../seals/signatures.js';
import { canonicalEndorsement, type KeyRow } from '../seals/signing-keys.js';
import { found } from './fault.js';

interface KnownKey {
  publicKey: KeyObject;
  algorithm: SignatureAlgorithm;
}

export interface KeyTrust {
  /** Fingerprints that are known from outside: each key must be one of them, or vouched for by one. */
  fingerprints?: readonly string[] | undefined;
  /** Whether a key's private part is sealed under our `MASTER_KEY`. */
  owns?: ((row: KeyRow) => boolean) | undefined;
}

/** The keys that signatures of this log may be made with. */
export class KnownKeys {
  private readonly keys = new Map<string, KnownKey>();

  /** Keys stand in the order they were made; each after the first is signed by the one before it. */
  constructor(rows: readonly KeyRow[], { fingerprints, owns }: KeyTrust) {
    for (const row of rows) {
      const publicKey = readKey(row);
      const isListed = fingerprints?.includes(row.id) === true;
      const isVouchedFor = this.isVouchedFor(row);
      const isFirst = fingerprints === undefined && row.predecessor === null && this.keys.size === 0;
      if (publicKey !== undefined && (isListed || isVouchedFor || isFirst) && owns?.(row) !== false) {
        this.keys.set(row.id, { publicKey, algorithm: row.algorithm });
      }
    }
  }

  has(keyId: string): boolean {
    return this.keys.has(keyId);
  }

  /** @throws {FaultFound} `key-unknown`, `signature-wrong`. */
  check(what: string, where: { seal?: number }, { keyId, text, signature }: Signature): void {
    const key = this.keys.get(keyId);
    if (key === undefined) {
      throw found('key-unknown', `${what} is signed with the key ${keyId}, which is not one of this log`, where);
    }
    if (!isSignatureOf(key.algorithm, key.publicKey, text, signature)) {
      throw found('signature-wrong', `the signature of ${what} is not one of the key ${keyId}`, where);
    }
  }

  /** Whether it verifies; false as well for a key that is not known. */
  accepts({ keyId, text, signature }: Signature): boolean {
    const key = this.keys.get(keyId);
    return key !== undefined && isSignatureOf(key.algorithm, key.publicKey, text, signature);
  }

  private isVouchedFor({ id, algorithm, predecessor, endorsement }: KeyRow): boolean {
    return (
      predecessor !== null &&
      endorsement !== null &&
      this.accepts({ keyId: predecessor, text: canonicalEndorsement(id, algorithm), signature: endorsement })
    );
  }
}

interface Signature {
  keyId: string;
  text: string;
  signature: Buffer;
}

/** Undefined unless it is the key that its id names. */
function readKey(row: KeyRow): KeyObject | undefined {
  try {
    const key = publicKeyOf(row.public_key);
    return fingerprintOf(key) === row.id ? key : undefined;
  } catch {
    return undefined;
  }
}
