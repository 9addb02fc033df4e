import { expect, it } from 'vitest';
import { controllerRoutes } from './controller-routes.js';

it('every route declares who may call it: anybody, or whoever has a permission', async () => {
  const all = await controllerRoutes();

  expect(all.length).toBeGreaterThan(10);
  expect(all.filter(({ isPublic, permission }) => !isPublic && permission === undefined)).toEqual([]);
});

it('only callbacks, health, metrics and what comes before a sign-in are public', async () => {
  const expected = [
    'CallbackController',
    'HealthController',
    'JwksController',
    'MetricsController',
    'SignInController',
  ];
  const open = (await controllerRoutes()).filter(({ isPublic }) => isPublic).map(({ name }) => name);

  expect(open.filter((name) => !expected.some((controller) => name.startsWith(`${controller}.`)))).toEqual([]);
});
