import { AppError, InvalidRequestError } from '../../common/app-error.js';
import { confidenceOf, confidenceStep, namesOf, refName } from './event-refs.js';
import type { StoredEvent } from './stored-event.js';

/** What somebody looks for; all of it has to be true of an event. */
export interface EventFilter {
  contactId?: string | undefined;
  /** A person as the channel names him, such as the WeCom userid: in every account, unless `accountId` says which. */
  externalId?: string | undefined;
  operatorId?: string | undefined;
  /** Who did it: the id of a key. */
  actor?: string | undefined;
  from?: string | undefined;
  /** Not included. */
  to?: string | undefined;
  conversationId?: string | undefined;
  accountId?: string | undefined;
  /** A whole name, or `handoff.*`. */
  action?: string | undefined;
  /** A model's id or name. */
  model?: string | undefined;
  /** A document's id. */
  document?: string | undefined;
  confidenceBelow?: number | undefined;
  /** Included. */
  confidenceAbove?: number | undefined;
  /** The name of a list of words, of a rule, or a word. */
  filter?: string | undefined;
  /** Something that was said, masked; what was decided in its turn is found with it. */
  text?: string | undefined;
}

export const eventFilterKeys = [
  'contactId',
  'externalId',
  'operatorId',
  'actor',
  'from',
  'to',
  'conversationId',
  'accountId',
  'action',
  'model',
  'document',
  'confidenceBelow',
  'confidenceAbove',
  'filter',
  'text',
] as const satisfies readonly (keyof EventFilter)[];

/** The names that an event must have all of. */
export function wantedNames({ operatorId, actor, model, document, filter }: EventFilter): string[] {
  return [
    ...(operatorId === undefined ? [] : [refName('operator', operatorId)]),
    ...(actor === undefined ? [] : [refName('actor', actor)]),
    ...(model === undefined ? [] : [refName('model', model)]),
    ...(document === undefined ? [] : [refName('document', document)]),
    ...(filter === undefined ? [] : [refName('filter', filter)]),
  ];
}

/** The names one of which an event must have: the twentieths that its confidence may fall into. */
export function confidenceNames({ confidenceBelow, confidenceAbove }: EventFilter): string[] {
  if (confidenceBelow === undefined && confidenceAbove === undefined) {
    return [];
  }
  const [first, last] = [confidenceStep(confidenceAbove ?? 0), confidenceStep(confidenceBelow ?? 1)];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => refName('confidence', `${first + index}`));
}

/** What the keys of the table cannot tell: that the event really holds it. */
export function holds(event: StoredEvent, filter: EventFilter): boolean {
  const names = namesOf(event, event.actor);
  return wantedNames(filter).every((name) => names.has(name)) && isConfident(event, filter);
}

function isConfident(event: StoredEvent, { confidenceBelow, confidenceAbove }: EventFilter): boolean {
  if (confidenceBelow === undefined && confidenceAbove === undefined) {
    return true;
  }
  const confidence = confidenceOf(event.action, event.details);
  return confidence !== undefined && confidence < (confidenceBelow ?? Infinity) && confidence >= (confidenceAbove ?? 0);
}

/** @throws {InvalidRequestError} for a filter that nothing can pass. */
export function assertSensible({ from, to, confidenceAbove, confidenceBelow }: EventFilter): void {
  const faults = [
    ...(from !== undefined && to !== undefined && new Date(from) >= new Date(to)
      ? ['to: must be later than from']
      : []),
    ...(confidenceAbove !== undefined && confidenceBelow !== undefined && confidenceAbove >= confidenceBelow
      ? ['confidenceBelow: must be more than confidenceAbove']
      : []),
  ];
  if (faults.length > 0) {
    throw new InvalidRequestError('nothing can pass these filters', faults);
  }
}

/** `handoff.` of `handoff.*`, or undefined where a whole name is meant. */
export function actionPrefix(action: string): string | undefined {
  return action.endsWith('*') ? action.slice(0, -1) : undefined;
}

/** The filter alone: what a request left out is left out. */
export function plainFilter(filter: EventFilter): Record<string, unknown> {
  return Object.fromEntries(
    eventFilterKeys.filter((key) => filter[key] !== undefined).map((key): [string, unknown] => [key, filter[key]]),
  );
}

/** What is stored as a filter was checked when it was stored. */
export function asFilter(value: unknown): EventFilter {
  if (typeof value !== 'object' || value === null) {
    throw new AppError('server.internal', 'a stored filter is none');
  }
  return value;
}
