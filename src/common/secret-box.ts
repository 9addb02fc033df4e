import { createHmac } from 'node:crypto';
import { AppError } from './app-error.js';
import { openUnder, type SealingSuite, sealUnder } from './sealing.js';

/** Of the first releases: AES-256-GCM, and nothing that tells the key. */
const NAMELESS = 1;
const VERSION_OF: Readonly<Record<SealingSuite, number>> = { 'aes-256-gcm': 2, 'sm4-cbc-hmac-sm3': 3 };
const SUITE_OF: Readonly<Record<number, SealingSuite>> = { 2: 'aes-256-gcm', 3: 'sm4-cbc-hmac-sm3' };
const KEY_ID_BYTES = 4;

/** How many bytes at the beginning of what was sealed say how, and under which key. */
export const SEAL_MARK_BYTES = 1 + KEY_ID_BYTES;

export interface SecretBoxOptions {
  /** Open what was sealed under them, and seal nothing: the keys of before, or the next one. */
  further?: readonly Buffer[];
  suite?: SealingSuite;
}

/**
 * Encrypts secrets at rest under `MASTER_KEY`.
 * Layout: version (1 byte: the suite) | id of the key (4) | what the suite makes. Version 1 names no key and is opened by
 * trying. The context (such as `account/<id>`) is authenticated with it, so that a row's secret cannot be moved to
 * another row.
 */
export class SecretBox {
  /** Of the key that seals: 8 hexadecimal digits, which tell nothing of it. */
  readonly keyId: string;
  private readonly suite: SealingSuite;
  /** By id; the one that seals comes first. */
  private readonly keys: ReadonlyMap<string, Buffer>;

  constructor(
    private readonly key: Buffer,
    { further = [], suite = 'aes-256-gcm' }: SecretBoxOptions = {},
  ) {
    this.suite = suite;
    this.keyId = keyIdOf(key);
    this.keys = new Map([key, ...further].map((one) => [keyIdOf(one), one]));
  }

  /** Of every key that opens, the one that seals first. */
  get keyIds(): readonly string[] {
    return [...this.keys.keys()];
  }

  /** What everything begins with that is sealed now: bytes that begin otherwise are due to be sealed again. */
  get mark(): Buffer {
    return Buffer.concat([Buffer.of(VERSION_OF[this.suite]), Buffer.from(this.keyId, 'hex')]);
  }

  /**
   * 32 bytes that only this key makes, by which it is recognised without anything that it sealed.
   * @throws {TypeError} for the id of a key that is not here.
   */
  proofOf(keyId: string): Buffer {
    const key = this.keys.get(keyId);
    if (key === undefined) {
      throw new TypeError('this key is not here');
    }
    return createHmac('sha256', key).update('wecom-kefu master key check').digest();
  }

  seal(plaintext: string, context: string): Buffer {
    return Buffer.concat([this.mark, sealUnder(this.suite, this.key, plaintext, context)]);
  }

  /** @throws {AppError} `secret.undecipherable` when the key, the context or the bytes are not those of `seal`. */
  open(sealed: Buffer, context: string): string {
    try {
      return sealed[0] === NAMELESS ? this.openNameless(sealed, context) : this.openNamed(sealed, context);
    } catch (cause) {
      throw new AppError('secret.undecipherable', `the secret of ${context} was encrypted with another MASTER_KEY`, {
        cause,
      });
    }
  }

  private openNamed(sealed: Buffer, context: string): string {
    const suite = SUITE_OF[sealed[0] ?? 0];
    const key = this.keys.get(sealed.subarray(1, SEAL_MARK_BYTES).toString('hex'));
    if (suite === undefined || key === undefined) {
      throw new TypeError(suite === undefined ? 'unknown version' : 'unknown key');
    }
    return openUnder(suite, key, sealed.subarray(SEAL_MARK_BYTES), context);
  }

  private openNameless(sealed: Buffer, context: string): string {
    let failure: unknown;
    for (const key of this.keys.values()) {
      try {
        return openUnder('aes-256-gcm', key, sealed.subarray(1), context);
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  }
}

function keyIdOf(key: Buffer): string {
  const digest = createHmac('sha256', key).update('wecom-kefu master key id').digest();
  return digest.subarray(0, KEY_ID_BYTES).toString('hex');
}
