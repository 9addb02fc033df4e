import { BoundedPattern } from '../tools/bounded-pattern.js';
import { isJsonPointer } from '../tools/json-pointer.js';
import { hasStrayBraces, namesIn, stringsIn } from '../tools/template.js';
import type { AskStep, Flow, FlowStep } from './flow.js';

/** What the schema cannot see: where steps lead, which slots there are, whether patterns are patterns. */
export function linkFaults(flow: Flow): string[] {
  const ids = flow.steps.map(({ id }) => id);
  const slots = new Set(flow.steps.flatMap(slotsOf));
  return [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `/steps: two steps have the id ${id}`),
    ...flow.steps.flatMap((step, index) => faultsOfStep(step, `/steps/${index}`, new Set(ids), slots)),
    ...unreachable(flow).map((index) => `/steps/${index}: nothing leads here`),
  ];
}

function faultsOfStep(step: FlowStep, path: string, ids: ReadonlySet<string>, slots: ReadonlySet<string>): string[] {
  const targets = targetsOf(step).filter((id) => !ids.has(id));
  const conditions = step.kind === 'branch' ? step.branch.map(({ when }) => when) : [];
  const named = [...stringsIn(templatesOf(step)).flatMap(namesIn), ...conditions.map(({ slot }) => slot)];
  return [
    ...targets.map((id) => `${path}: there is no step ${id} to go to`),
    ...[...new Set(named)].filter((slot) => !slots.has(slot)).map((slot) => `${path}: no step fills the slot ${slot}`),
    ...(stringsIn(templatesOf(step)).some(hasStrayBraces) ? [`${path}: a pair of braces is no {{slot}}`] : []),
    ...(step.kind === 'ask' ? questionFaults(step, path) : []),
    ...(step.kind === 'tool' ? pointerFaults(Object.values(step.save ?? {}), path) : []),
    ...patternFaults(
      conditions.flatMap(({ matches }) => matches ?? []),
      `${path}/branch`,
    ),
  ];
}

function questionFaults({ type, pattern, choices, min, max, decimals, when }: AskStep, path: string): string[] {
  const isNumber = type === 'number';
  const misplaced = [
    ['pattern', pattern !== undefined && type !== 'text'],
    ['choices', choices !== undefined && type !== 'choice'],
    ['min', min !== undefined && !isNumber],
    ['max', max !== undefined && !isNumber],
    ['decimals', decimals !== undefined && !isNumber],
    ['when', when !== undefined && type !== 'date'],
  ] as const;
  return [
    ...misplaced.filter(([, is]) => is).map(([name]) => `${path}/${name}: says nothing of the type ${type}`),
    ...(type === 'choice' && choices === undefined ? [`${path}: a choice needs choices`] : []),
    ...(min !== undefined && max !== undefined && min > max ? [`${path}/min: is above max`] : []),
    ...patternFaults(pattern === undefined ? [] : [pattern], `${path}/pattern`),
  ];
}

function patternFaults(patterns: readonly string[], path: string): string[] {
  return patterns.flatMap((pattern) => {
    try {
      new BoundedPattern(`^(?:${pattern})$`).test('');
      return [];
    } catch (error) {
      return [`${path}: ${error instanceof Error ? error.message : 'is no pattern'}`];
    }
  });
}

function pointerFaults(pointers: readonly string[], path: string): string[] {
  return pointers.filter((pointer) => !isJsonPointer(pointer)).map((one) => `${path}/save: ${one} is no JSON pointer`);
}

/** The steps that a contact can come to, beginning at the first. */
function unreachable({ steps }: Flow): number[] {
  const indexOf = new Map(steps.map(({ id }, index) => [id, index]));
  const seen = new Set<number>();
  const open = [0];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const step = steps[index];
    if (step !== undefined && !seen.has(index)) {
      seen.add(index);
      open.push(...targetsOf(step).flatMap((id) => indexOf.get(id) ?? []), ...(passesOn(step) ? [index + 1] : []));
    }
  }
  return steps.map((_, index) => index).filter((index) => !seen.has(index));
}

/** Whether the next step in the file may follow. */
function passesOn(step: FlowStep): boolean {
  switch (step.kind) {
    case 'end':
      return false;
    case 'branch':
      return step.otherwise === undefined && step.next === undefined;
    case 'confirm':
      return step.yes === undefined && step.next === undefined;
    case 'say':
    case 'ask':
    case 'tool':
    case 'set':
      return step.next === undefined;
  }
}

function targetsOf(step: FlowStep): string[] {
  return [...ownTargets(step), step.next].filter((id) => id !== undefined);
}

function ownTargets(step: FlowStep): (string | undefined)[] {
  switch (step.kind) {
    case 'ask':
      return [step.failed];
    case 'branch':
      return [...step.branch.map(({ go }) => go), step.otherwise];
    case 'confirm':
      return [step.yes, step.no];
    case 'tool':
      return [step.missing, step.notFound, step.failed];
    case 'say':
    case 'set':
    case 'end':
      return [];
  }
}

/** The slots that a step fills. */
export function slotsOf(step: FlowStep): string[] {
  switch (step.kind) {
    case 'ask':
      return [step.ask];
    case 'tool':
      return [...Object.keys(step.save ?? {}), ...(step.saveMessage === undefined ? [] : [step.saveMessage])];
    case 'set':
      return Object.keys(step.set);
    case 'say':
    case 'branch':
    case 'confirm':
    case 'end':
      return [];
  }
}

/** What of a step is filled with slots. */
function templatesOf(step: FlowStep): unknown {
  switch (step.kind) {
    case 'say':
      return step.say;
    case 'ask':
      return [step.text, step.invalid];
    case 'confirm':
      return step.confirm;
    case 'tool':
      return step.arguments;
    case 'set':
      return step.set;
    case 'end':
      return step.text;
    case 'branch':
      return [];
  }
}
