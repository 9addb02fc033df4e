/**
 * JSON from outside, its strings without NUL and halves of surrogate pairs, which neither PostgreSQL nor a URL takes.
 * @throws {SyntaxError}
 */
export function parseForeign(json: string): unknown {
  return JSON.parse(json, (_, value: unknown) => (typeof value === 'string' ? sound(value) : value));
}

/** The same of a text. */
export function sound(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
