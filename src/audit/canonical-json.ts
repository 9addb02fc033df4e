const LEVELS_MAX = 64;

/**
 * JSON in the one spelling of RFC 8785: members sorted by the UTF-16 units of their names, no white space, numbers as
 * ECMAScript writes them. What JSON has no word for is left out or null, as `JSON.stringify` has it. PostgreSQL can
 * store it: half a surrogate pair and the character NUL become U+FFFD.
 * @param textOf what stands for each string, for whoever wants to shorten them.
 */
export function canonicalJson(value: unknown, textOf: (text: string) => string = storable): string {
  return written(value, textOf, 0) ?? 'null';
}

/** What PostgreSQL can store of a text. */
export function storable(text: string): string {
  return text.isWellFormed() && !text.includes('\0') ? text : text.toWellFormed().replaceAll('\0', '\uFFFD');
}

function written(value: unknown, textOf: (text: string) => string, level: number): string | undefined {
  if (typeof value === 'string') {
    return JSON.stringify(textOf(value));
  }
  if (typeof value === 'bigint') {
    return `"${value}"`;
  }
  if (typeof value === 'object' && value !== null) {
    return level > LEVELS_MAX ? 'null' : writtenObject(value, textOf, level);
  }
  return JSON.stringify(value);
}

function writtenObject(value: object, textOf: (text: string) => string, level: number): string | undefined {
  if ('toJSON' in value && typeof value.toJSON === 'function') {
    return written(value.toJSON(), textOf, level + 1);
  }
  if (Array.isArray(value)) {
    return `[${value.map((item) => written(item, textOf, level + 1) ?? 'null').join(',')}]`;
  }
  // Each event is written by this: a loop costs half of what filtered and mapped entries do.
  let text = '';
  for (const [name, member] of Object.entries(value).toSorted(byName)) {
    const said = written(member, textOf, level + 1);
    if (said !== undefined) {
      text += `${text === '' ? '' : ','}${JSON.stringify(textOf(name))}:${said}`;
    }
  }
  return `{${text}}`;
}

function byName([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}
