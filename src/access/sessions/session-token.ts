import { newSecret } from '../secrets.js';

const FORM = /^kefus_[\w-]{43}$/;

/** Told from keys and other tokens by how it begins. */
export function newSessionToken(): string {
  return `kefus_${newSecret()}`;
}

export function isSessionToken(text: string): boolean {
  return FORM.test(text);
}
