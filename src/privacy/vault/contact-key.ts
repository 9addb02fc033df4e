import { randomBytes } from 'node:crypto';
import type { ContactId } from '../../common/ids.js';
import { keyedDigest, openUnder, type SealingSuite, sealUnder } from '../../common/sealing.js';
import type { SecretBox } from '../../common/secret-box.js';
import { plainForm } from './plain-form.js';

const KEY_BYTES = 32;

/** One contact's data key, in clear: it lives for one call and is never kept. */
export class ContactKey {
  private readonly digestKey: Buffer;

  private constructor(
    private readonly contactId: ContactId,
    readonly suite: SealingSuite,
    private readonly key: Buffer,
  ) {
    this.digestKey = keyedDigest(suite, key, 'digest');
  }

  static make(contactId: ContactId, suite: SealingSuite): ContactKey {
    return new ContactKey(contactId, suite, randomBytes(KEY_BYTES));
  }

  /** @throws {AppError} `secret.undecipherable`. */
  static open(contactId: ContactId, suite: SealingSuite, sealed: Buffer, box: SecretBox): ContactKey {
    return new ContactKey(contactId, suite, Buffer.from(box.open(sealed, contactKeyContext(contactId)), 'base64'));
  }

  sealedBy(box: SecretBox): Buffer {
    return box.seal(this.key.toString('base64'), contactKeyContext(this.contactId));
  }

  /** The same for all ways to write a value. */
  digestOf(label: string, written: string): Buffer {
    return keyedDigest(this.suite, this.digestKey, `${label}/${plainForm(label, written)}`);
  }

  seal(label: string, number: number, original: string): Buffer {
    return sealUnder(this.suite, this.key, original, this.context(label, number));
  }

  open(label: string, number: number, sealed: Buffer): string {
    return openUnder(this.suite, this.key, sealed, this.context(label, number));
  }

  /** An entry is of one contact, one kind and one number: moved elsewhere, it does not open. */
  private context(label: string, number: number): string {
    return `vault/${this.contactId}/${label}/${number}`;
  }
}

export function contactKeyContext(contactId: string): string {
  return `contact-key/${contactId}`;
}
