import { expect, it } from 'vitest';
import { controllerRoutes } from './controller-routes.js';

it('every route declares who may call it: anybody, or whoever has a permission', async () => {
  const all = await controllerRoutes();

  expect(all.length).toBeGreaterThan(10);
  expect(all.filter(({ isPublic, permission }) => !isPublic && permission === undefined)).toEqual([]);
});

it('only callbacks, health and metrics are public', async () => {
  const expected = ['CallbackController', 'HealthController', 'MetricsController'];
  const open = (await controllerRoutes()).filter(({ isPublic }) => isPublic).map(({ name }) => name);

  expect(open.filter((name) => !expected.some((controller) => name.startsWith(`${controller}.`)))).toEqual([]);
});
