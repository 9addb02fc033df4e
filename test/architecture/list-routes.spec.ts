import { expect, it } from 'vitest';
import { fieldsOf, itemOf } from '../../src/common/sparse-fields.js';
import { controllerRoutes } from './controller-routes.js';

/** What is so few that it comes whole. */
const WHOLE = new Set([
  'AccountsController.list',
  'EntryRulesController.list',
  'RolesController.list',
  'SavedSearchesController.list',
  'SealsController.anchors',
  'SealsController.list',
  'SettingsController.list',
]);

function isPageQuery(type: unknown): boolean {
  const names = typeof type === 'function' ? fieldsOf(type.prototype ?? {}) : [];
  return ['limit', 'cursor', 'fields'].every((name) => names.includes(name));
}

it('every list is paged by the same query, and can answer some fields of its items', async () => {
  const lists = (await controllerRoutes()).filter(({ isRead, handler }) => isRead && itemOf(handler) !== undefined);
  const others = lists.filter(({ types, name }) => !types.some(isPageQuery) && !WHOLE.has(name));

  expect(lists.length).toBeGreaterThan(40);
  expect(others.map(({ name }) => name)).toEqual([]);
  expect(lists.filter(({ handler }) => fieldsOf(itemOf(handler) ?? {}).length === 0)).toEqual([]);
});
