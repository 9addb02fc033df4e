/** Says of the key of a JSON object whether its value is a name for machines: it is left as it is, with all that is in it. */
export type IsMachineName = (key: string) => boolean;

/** The strings of a JSON value, those of its objects in the order of their keys. */
export function stringsOf(value: unknown, isMachineName: IsMachineName): string[] {
  const found: string[] = [];
  changeStrings(value, isMachineName, (text) => {
    found.push(text);
    return text;
  });
  return found;
}

/** A copy with other strings, which are asked for in the order of `stringsOf`. */
export function withStrings<Value>(value: Value, isMachineName: IsMachineName, texts: readonly string[]): Value {
  const next = texts.values();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a copy of the same shape
  return changeStrings(value, isMachineName, (text) => next.next().value ?? text) as Value;
}

function changeStrings(value: unknown, isMachineName: IsMachineName, change: (text: string) => string): unknown {
  if (typeof value === 'string') {
    return change(value);
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown) => changeStrings(item, isMachineName, change));
  }
  if (value === null || typeof value !== 'object' || value instanceof Date || Buffer.isBuffer(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => [
      key,
      isMachineName(key) ? item : changeStrings(item, isMachineName, change),
    ]),
  );
}
