/** RFC 6901: the empty pointer is the whole. */
const POINTER = /^(?:\/(?:[^~/]|~[01])*)*$/;

export function isJsonPointer(value: string): boolean {
  return POINTER.test(value);
}

/** @returns undefined where the value holds nothing there. */
export function valueAt(value: unknown, pointer: string): unknown {
  const keys = pointer.split('/').slice(1);
  return keys.reduce<unknown>((at, key) => child(at, key.replaceAll('~1', '/').replaceAll('~0', '~')), value);
}

function child(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) {
    return undefined;
  }
  return Object.entries(value).find(([name]) => name === key)?.[1];
}
