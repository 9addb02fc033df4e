import { parseDocument } from 'yaml';
import { isRecord } from '../tools/tool-arguments.js';
import type { Flow, FlowStep } from './flow.js';
import { linkFaults } from './flow-links.js';
import { flowFaults, stepFaults, stepKinds } from './flow-schema.js';

const SOURCE_LENGTH_MAX = 64_000;
const FAULTS_MAX = 50;

export type ReadFlow = { ok: true; flow: Flow } | { ok: false; faults: string[] };

/** Reads a flow from YAML, or from JSON, which is YAML too: either one that the engine can run, or all that is wrong. */
export function readFlow(source: string): ReadFlow {
  const parsed = parseYaml(source);
  if (!parsed.ok) {
    return parsed;
  }
  const faults = faultsIn(parsed.value);
  if (faults.length > 0) {
    return { ok: false, faults: faults.slice(0, FAULTS_MAX) };
  }
  const flow = toFlow(parsed.value);
  const links = linkFaults(flow);
  return links.length > 0 ? { ok: false, faults: links.slice(0, FAULTS_MAX) } : { ok: true, flow };
}

type Parsed = { ok: true; value: Record<string, unknown> } | { ok: false; faults: string[] };

/** Without aliases: a few lines of them could stand for gigabytes. */
function parseYaml(source: string): Parsed {
  if (source.length > SOURCE_LENGTH_MAX) {
    return { ok: false, faults: [`it has more than ${SOURCE_LENGTH_MAX} characters`] };
  }
  const document = parseDocument(source, { schema: 'core', prettyErrors: true });
  if (document.errors.length > 0) {
    return { ok: false, faults: document.errors.map(({ message }) => message.split('\n', 1)[0] ?? message) };
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    return isRecord(value) ? { ok: true, value } : { ok: false, faults: ['it is no mapping of names to values'] };
  } catch {
    return { ok: false, faults: ['it uses aliases, which are not read'] };
  }
}

function faultsIn(value: Record<string, unknown>): string[] {
  const steps: readonly unknown[] = Array.isArray(value['steps']) ? value['steps'] : [];
  return [...flowFaults(value), ...steps.flatMap((step, index) => faultsOfStep(step, `/steps/${index}`))];
}

/** A step is what its one word says; the schema's alternatives would complain seven times. */
function faultsOfStep(step: unknown, path: string): string[] {
  const kinds = isRecord(step) ? stepKinds.filter((kind) => Object.hasOwn(step, kind)) : [];
  const [kind, ...others] = kinds;
  if (kind === undefined || others.length > 0) {
    return [`${path}: is one of ${stepKinds.join(', ')}, and not of several`];
  }
  return stepFaults(kind, step, path);
}

/** The schema has accepted it. */
function toFlow(value: Record<string, unknown>): Flow {
  const { $schema: _, steps, timeoutMinutes = 15, ...rest } = value;
  const made = (Array.isArray(steps) ? steps : []).map((step: unknown, index) => toStep(step, index));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema says so
  return { ...rest, timeoutMinutes, steps: made } as unknown as Flow;
}

function toStep(step: unknown, index: number): FlowStep {
  const record = isRecord(step) ? step : {};
  const kind = stepKinds.find((one) => Object.hasOwn(record, one));
  const type = kind === 'ask' ? { type: record['type'] ?? 'text' } : {};
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema says so
  return { ...record, ...type, id: record['id'] ?? `#${index + 1}`, kind } as FlowStep;
}
