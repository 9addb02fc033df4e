import { expect, it } from 'vitest';
import { controllerRoutes } from './controller-routes.js';

/** Whoever posts may repeat it without fear, or is told why a key is of no use there. */
it('every route that posts takes an Idempotency-Key, or says why not', async () => {
  const posts = (await controllerRoutes()).filter(({ isPost, isPublic }) => isPost && !isPublic);

  expect(posts.length).toBeGreaterThan(40);
  expect(posts.filter(({ idempotency }) => idempotency === undefined).map(({ name }) => name)).toEqual([]);
});
