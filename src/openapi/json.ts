/** An object of the document, whose form is not known. */
export type Json = Record<string, unknown>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects that stand in a property of something. */
export function objectsIn(value: unknown, property: string): Json[] {
  const found = isObject(value) ? value[property] : undefined;
  return isObject(found) ? Object.values(found).filter(isObject) : [];
}

const DATA = new Set(['example', 'examples', 'default', 'const', 'enum']);

/** Every object that can be a schema, wherever it stands; data is none. */
export function* schemasIn(value: unknown): Generator<Json> {
  if (Array.isArray(value)) {
    for (const item of value) {
      yield* schemasIn(item);
    }
  }
  if (isObject(value)) {
    yield value;
    for (const [key, item] of Object.entries(value)) {
      if (!DATA.has(key)) {
        yield* schemasIn(item);
      }
    }
  }
}
