import { PlatformError } from './platform-error.js';

/** A JSON object whose values are not known yet. */
export type Fields = Readonly<Record<string, unknown>>;

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @throws {PlatformError} 40035 when the bytes are not one JSON object in UTF-8. */
export function parseFields(bytes: Buffer): { fields: Fields; raw: string } {
  try {
    const raw = strictUtf8.decode(bytes);
    const fields: unknown = JSON.parse(raw);
    if (isFields(fields)) {
      return { fields, raw };
    }
  } catch (cause) {
    throw new PlatformError(40035, `the body is not JSON (${cause instanceof Error ? cause.name : 'unknown'})`);
  }
  throw new PlatformError(40035, 'the body is not a JSON object');
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** '' when it is missing. @throws {PlatformError} 40035 when it is not a string. */
export function textIn(fields: Fields, name: string): string {
  const value = fields[name] ?? '';
  if (typeof value !== 'string') {
    throw new PlatformError(40035, `${name} is not a string`);
  }
  return value;
}

/** @throws {PlatformError} 40035 when it is not an object. */
export function fieldsIn(fields: Fields, name: string): Fields | undefined {
  const value = fields[name] ?? undefined;
  if (value !== undefined && !isFields(value)) {
    throw new PlatformError(40035, `${name} is not an object`);
  }
  return value;
}

/** Empty when it is missing. @throws {PlatformError} 40035 when it is not an array of objects. */
export function listIn(fields: Fields, name: string): readonly Fields[] {
  const value = fields[name] ?? [];
  if (!Array.isArray(value) || !value.every(isFields)) {
    throw new PlatformError(40035, `${name} is not a list of objects`);
  }
  return value;
}

/** The fallback when it is missing. @throws {PlatformError} 40035 when it is not an integer in the range. */
export function integerIn(fields: Fields, name: string, fallback: number, min: number, max: number): number {
  const value = fields[name] ?? fallback;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
    throw new PlatformError(40035, `${name} is not an integer from ${min} to ${max}`);
  }
  return value;
}
