import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { StepKind } from './flow.js';

const SCHEMA_FILE = 'flow.schema.json';
const SCHEMA_ID = 'https://wecom-kefu/flow.schema.json';

export const stepKinds = ['say', 'ask', 'branch', 'confirm', 'tool', 'set', 'end'] as const satisfies StepKind[];

/** The folder of the flows that come with the program: it lies beside the sources and beside what is built of them. */
export const shippedFolder = folderAbove(dirname(fileURLToPath(import.meta.url)));

const schema: unknown = JSON.parse(readFileSync(join(shippedFolder, SCHEMA_FILE), 'utf8'));
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(asSchema(schema));

/** What the schema says of a flow without its steps: those are judged one by one, each as what it is. */
export const flowFaults = (value: Readonly<Record<string, unknown>>): string[] => {
  const { steps, ...rest } = value;
  const placeholder = Array.isArray(steps) && steps.length > 0 ? [{ end: 'answered' }] : steps;
  return faultsOf(validatorOf(''), { ...rest, ...(steps !== undefined && { steps: placeholder }) }, '');
};

/** What the schema says of a step of a kind. */
export function stepFaults(kind: StepKind, value: unknown, path: string): string[] {
  return faultsOf(validatorOf(`#/$defs/${kind}`), value, path);
}

function validatorOf(reference: string): ValidateFunction {
  const validate = ajv.getSchema(`${SCHEMA_ID}${reference}`);
  if (validate === undefined) {
    throw new TypeError(`the schema of flows has no ${reference}`);
  }
  return validate;
}

/** Of alternatives, ajv tells each one's complaint; the place and the last are enough. */
function faultsOf(validate: ValidateFunction, value: unknown, path: string): string[] {
  if (validate(value)) {
    return [];
  }
  const byPlace = new Map<string, string>();
  for (const { instancePath, message = 'is wrong', params } of validate.errors ?? []) {
    const extra: unknown = params['additionalProperty'] ?? params['propertyName'];
    const place = `${path}${instancePath}` || '/';
    byPlace.set(place, `${place}: ${message}${typeof extra === 'string' ? ` (${extra})` : ''}`);
  }
  return [...byPlace.values()];
}

function folderAbove(folder: string): string {
  const found = join(folder, 'flows');
  if (existsSync(join(found, SCHEMA_FILE))) {
    return found;
  }
  const parent = dirname(folder);
  if (parent === folder) {
    throw new TypeError(`the folder flows with ${SCHEMA_FILE} is not there`);
  }
  return folderAbove(parent);
}

function asSchema(value: unknown): object {
  if (typeof value !== 'object' || value === null) {
    throw new TypeError(`${SCHEMA_FILE} holds no schema`);
  }
  return value;
}
