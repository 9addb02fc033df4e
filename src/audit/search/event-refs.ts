import { hash } from 'node:crypto';

/** What an event can be found by, besides whom and what it concerns. */
export const refKinds = ['actor', 'operator', 'model', 'prompt', 'document', 'filter', 'confidence'] as const;
export type RefKind = (typeof refKinds)[number];

/** What the details of a deed call such a thing, wherever it stands in them. */
const NAMES: Readonly<Record<string, RefKind>> = {
  operatorId: 'operator',
  modelId: 'model',
  model: 'model',
  modelName: 'model',
  promptVersion: 'prompt',
  documentId: 'document',
  list: 'filter',
  listId: 'filter',
  word: 'filter',
};

const DEPTH_MAX = 4;
/** Details that name more are found by the first ones. */
const REFS_MAX = 64;
const STEPS = 20;

interface Deed {
  action: string;
  details: unknown;
}

/** A principal, or what an event tells of one. */
interface Actor {
  kind: string;
  id?: string;
}

const NOBODY: Actor = { kind: 'system' };

/**
 * The keys of `audit_refs` for an event, as decimal 64-bit numbers, each once. Pure: whoever inserts the event inserts
 * them with it, and whoever found an event by a key can tell whether it really holds what was looked for.
 */
export function refsOf(deed: Deed, actor: Actor = NOBODY): string[] {
  return [...namesOf(deed, actor)].map(refKey);
}

/** `model:gpt-4o`, `document:<id>`, `confidence:7` (0.35 up to 0.4), in words. */
export function namesOf({ action, details }: Deed, actor: Actor = NOBODY): Set<string> {
  const names = new Set<string>();
  // A contact's own events are found by the contact.
  if (actor.id !== undefined && actor.kind !== 'contact') {
    names.add(refName('actor', actor.id));
  }
  // What somebody searched for names models and documents that the search has nothing to do with.
  if (!action.startsWith('transcript.')) {
    collect(details, DEPTH_MAX, names);
  }
  const confidence = confidenceOf(action, details);
  if (confidence !== undefined) {
    names.add(refName('confidence', `${confidenceStep(confidence)}`));
  }
  return names;
}

export function refName(kind: RefKind, value: string): string {
  return `${kind}:${value.toLowerCase()}`;
}

/** A name as it stands in the table: the first 64 bits of its SHA-256, as a decimal number. */
export function refKey(name: string): string {
  return hash('sha256', name, 'buffer').readBigInt64BE(0).toString();
}

/** How sure a generated answer was, where the event tells of one: 0 to 1. */
export function confidenceOf(action: string, details: unknown): number | undefined {
  return action === 'dialog.outcome' ? numberAt(details, 'confidence', DEPTH_MAX) : undefined;
}

/** Which twentieth it falls into, 0 to 19. */
export function confidenceStep(confidence: number): number {
  return Math.min(STEPS - 1, Math.max(0, Math.floor(confidence * STEPS)));
}

function collect(value: unknown, depth: number, names: Set<string>): void {
  if (depth === 0 || typeof value !== 'object' || value === null) {
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    if (names.size >= REFS_MAX) {
      return;
    }
    const kind = Array.isArray(value) ? undefined : NAMES[name];
    if (kind !== undefined && typeof inner === 'string' && inner !== '') {
      names.add(refName(kind, inner));
    } else {
      collect(inner, depth - 1, names);
    }
  }
}

/** The outermost one of that name. */
function numberAt(value: unknown, name: string, depth: number): number | undefined {
  if (depth === 0 || typeof value !== 'object' || value === null || Array.isArray(value)) {
    return undefined;
  }
  const entries = Object.entries(value);
  const own = entries.find(([key]) => key === name)?.[1];
  if (typeof own === 'number') {
    return own;
  }
  for (const [, inner] of entries) {
    const found = numberAt(inner, name, depth - 1);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
