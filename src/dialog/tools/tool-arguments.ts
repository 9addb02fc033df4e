import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { parseForeign } from './foreign-json.js';
import { BoundedPattern } from './bounded-pattern.js';

const ARGUMENTS_LENGTH_MAX = 8_000;
const SCHEMA_LENGTH_MAX = 16_000;

export type Arguments = Readonly<Record<string, unknown>>;
export type CheckedArguments = { ok: true; value: Arguments } | { ok: false; faults: string[] };
export type CheckArguments = (json: string) => CheckedArguments;

/** The patterns of a schema are people's, and run in bounded time. */
const regExp = Object.assign((source: string, flags: string) => new BoundedPattern(source, flags), {
  code: 'new RegExp',
});

/**
 * Makes of a tool's schema what checks the arguments that a model wrote.
 * @throws {SyntaxError} that says what is wrong with the schema.
 */
export function argumentsOf(schema: Readonly<Record<string, unknown>>): CheckArguments {
  assertSchema(schema);
  // Strings become numbers where the schema wants them: models quote what they should not.
  const ajv = new Ajv({ strict: false, coerceTypes: true, validateFormats: true, code: { regExp } });
  addFormats.default(ajv);
  const validate = compiled(ajv, schema);
  return (json) => check(json, validate);
}

function assertSchema(schema: Readonly<Record<string, unknown>>): void {
  if (schema['type'] !== 'object') {
    throw new SyntaxError('type: the arguments of a tool are an object');
  }
  const text = JSON.stringify(schema);
  if (text.length > SCHEMA_LENGTH_MAX) {
    throw new SyntaxError(`a schema has ${SCHEMA_LENGTH_MAX} characters at most`);
  }
  if (text.includes('"$async"')) {
    throw new SyntaxError('$async: is not supported');
  }
}

function compiled(ajv: Ajv, schema: Readonly<Record<string, unknown>>): ValidateFunction {
  try {
    return ajv.compile(schema);
  } catch (cause) {
    throw new SyntaxError(cause instanceof Error ? cause.message : 'it is no JSON Schema', { cause });
  }
}

function check(json: string, validate: ValidateFunction): CheckedArguments {
  const value = parse(json);
  if (value === undefined) {
    return { ok: false, faults: ['the arguments are no JSON object of a reasonable size'] };
  }
  if (validate(value)) {
    return { ok: true, value };
  }
  const faults = (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
  return { ok: false, faults };
}

/** A model that has nothing to say writes an empty string. */
function parse(json: string): Record<string, unknown> | undefined {
  if (json.length > ARGUMENTS_LENGTH_MAX) {
    return undefined;
  }
  try {
    const value = parseForeign(json.trim() === '' ? '{}' : json);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
