import { randomInt } from 'node:crypto';
import { newSecret } from '../secrets.js';

const PREFIX_LENGTH = 8;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const FORM = /^kefu_([a-z0-9]{8})_[\w-]{43}$/;

/** What a key is recognised by. It is no secret: it stands in lists, logs and the header of a signed request. */
export function newPrefix(): string {
  return Array.from({ length: PREFIX_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}

/** `kefu_<prefix>_<43 characters that nobody guesses>` */
export function newKey(prefix: string): string {
  return `kefu_${prefix}_${newSecret()}`;
}

/** The prefix of what has the form of a key; undefined for anything else. */
export function prefixOf(key: string): string | undefined {
  return FORM.exec(key)?.[1];
}
