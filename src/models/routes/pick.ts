import { createHash } from 'node:crypto';
import type { ContactId, ModelId, RouteId } from '../../common/ids.js';
import { DEFAULT_ROUTE, type PickedRoute, type Route, type RouteCondition, type RouteQuestion } from './route.js';
import { SLOTS } from './slots.js';

/** What applies where a route or an arm says nothing. */
export interface PickDefaults {
  modelIds: readonly ModelId[];
  promptVersion: string;
}

/**
 * The first route that is meant for the question, and the arm of its contact.
 * @param routes in the order in which they are asked.
 */
export function pick(routes: readonly Route[], question: RouteQuestion, defaults: PickDefaults): PickedRoute {
  const route = routes.find(({ enabled, condition }) => enabled && matches(condition, question));
  return (
    (route && through(route, question.contactId, defaults)) ?? {
      name: DEFAULT_ROUTE,
      arm: DEFAULT_ROUTE,
      ...defaults,
      knowledge: 'live',
    }
  );
}

/** By that route, whatever its condition says; undefined where none of its arms has the contact. */
export function through(route: Route, contactId: ContactId, defaults: PickDefaults): PickedRoute | undefined {
  const arm = armOf(route, contactId);
  return (
    arm && {
      ...route.settings,
      routeId: route.id,
      name: route.name,
      arm: arm.name,
      modelIds: arm.modelIds,
      promptVersion: arm.promptVersion ?? defaults.promptVersion,
      knowledge: arm.knowledge,
    }
  );
}

export function matches(condition: RouteCondition, question: RouteQuestion): boolean {
  const { intents, categories, languages, difficulty, channels, accountIds } = condition;
  return (
    isAmong(intents, question.intent) &&
    isAmong(categories, question.category) &&
    (languages === undefined || languages.some((language) => isOfLanguage(question.language, language))) &&
    (difficulty === undefined || difficulty === question.difficulty) &&
    isAmong(channels, question.channel) &&
    isAmong(accountIds, question.accountId)
  );
}

/**
 * Where a contact stands in a route, 0..9999. It never changes, and says nothing about where the contact stands in
 * another route: otherwise the same contacts would be the first to try everything.
 */
export function slotOf(routeId: RouteId, contactId: ContactId): number {
  const digest = createHash('sha256').update(`${routeId}/${contactId}`).digest();
  return Number(digest.readBigUInt64BE() % BigInt(SLOTS));
}

function armOf({ id, slots, arms }: Route, contactId: ContactId): Route['arms'][number] | undefined {
  const slot = slotOf(id, contactId);
  const range = slots.find(({ from, to }) => from <= slot && slot < to);
  return arms.find(({ name }) => name === range?.arm);
}

function isAmong(values: readonly string[] | undefined, value: string | undefined): boolean {
  return values === undefined || (value !== undefined && values.includes(value));
}

function isOfLanguage(code: string | undefined, language: string): boolean {
  return code === language || code?.startsWith(`${language}-`) === true;
}
