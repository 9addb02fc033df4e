import { hash } from 'node:crypto';

/** What staff write by hand into an event stands under these. */
const WRITTEN = new Set(['reason', 'note', 'purpose', 'filters']);
/** Whoever has been erased has another one: whoever knows the old one can still find out that it was looked for. */
const EXTERNAL_ID = 'externalId';

/** The details of an event without the personal data that somebody wrote or looked for. */
export function withoutPersonalWords(details: object, mask: (text: string) => string): object {
  return Object.fromEntries(
    Object.entries(details).map(([key, value]: [string, unknown]) => [
      key,
      WRITTEN.has(key) ? changed(key, value, mask) : value,
    ]),
  );
}

function changed(key: string, value: unknown, mask: (text: string) => string): unknown {
  if (typeof value === 'string') {
    return key === EXTERNAL_ID ? `sha256:${hash('sha256', value).slice(0, 16)}` : mask(value);
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown) => changed(key, item, mask));
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([inner, item]: [string, unknown]) => [inner, changed(inner, item, mask)]),
      )
    : value;
}
