import type { LanguageCode } from '../language/language.js';
import { asText, fill, fillJson } from '../tools/template.js';
import type { Flow, FlowStep, ToolStep } from './flow.js';
import type { FlowRun, SlotValue } from './flow-state.js';
import type { FlowWorld } from './flow-world.js';
import { type LocalText, textIn } from '../language/localised.js';

const SAVED_LENGTH_MAX = 1_000;

/** What a contact was asked last, to ask it again. */
export function questionAt(flow: Flow, run: FlowRun, world: FlowWorld): string {
  const step = stepOf(flow, run.step);
  switch (step?.kind) {
    case 'ask':
      return say(step.text, run, world.language);
    case 'confirm':
      return say(step.confirm, run, world.language);
    case 'tool':
      return world.tools.question(step.tool, argumentsFor(step, run)) ?? '';
    case 'say':
    case 'branch':
    case 'set':
    case 'end':
    case undefined:
      return '';
  }
}

export function stepOf(flow: Flow, id: string): FlowStep | undefined {
  return flow.steps.find((step) => step.id === id);
}

export function say(text: LocalText, run: FlowRun, language: LanguageCode): string {
  return fill(textIn(text, language), (name) => slotIn(run, name));
}

/** The arguments of a step's call, in JSON. All slots, where the step does not say which. */
export function argumentsFor(step: ToolStep, run: FlowRun): string {
  return JSON.stringify(
    step.arguments === undefined ? run.slots : fillJson(step.arguments, (name) => slotIn(run, name)),
  );
}

export function slotIn({ slots }: FlowRun, name: string): SlotValue | undefined {
  return Object.hasOwn(slots, name) ? slots[name] : undefined;
}

/** A value as a slot keeps it; undefined for nothing. */
export function toSlot(value: unknown): SlotValue | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') {
    return value;
  }
  const text = asText(value).slice(0, SAVED_LENGTH_MAX).toWellFormed();
  return text === '' ? undefined : text;
}
