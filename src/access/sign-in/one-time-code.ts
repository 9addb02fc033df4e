import { randomBytes } from 'node:crypto';

/** Crockford's alphabet: nothing in it looks like something else. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 20;
const GROUP = /.{4}/g;

/** 100 bits, for people to copy: `K7QX-2M9P-…`. */
export function newOneTimeCode(): string {
  const letters = [...randomBytes(LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return (letters.match(GROUP) ?? []).join('-');
}

/** However it was typed: without dashes, in small letters, with an O for a zero. */
export function canonicalCode(typed: string): string {
  return typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}
