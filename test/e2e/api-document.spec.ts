import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestProgram } from '../setup/test-program.js';

interface Operation {
  responses: Record<string, { content?: Record<string, { schema?: unknown }> }>;
  security?: unknown[];
}

let desk: TestProgram;

beforeAll(async () => {
  desk = await TestProgram.start();
});
afterAll(() => desk.stop());

/** Each route of the admin API, as `GET /api/v1/…`. */
async function operations(): Promise<[string, Operation][]> {
  const { body } = await desk.api('GET', '/api/openapi.json');
  const paths: [string, Record<string, Operation>][] = Object.entries(body.paths);
  return paths
    .filter(([path]) => path.startsWith('/api/v1/'))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, Operation] => [
        `${method.toUpperCase()} ${path}`,
        operation,
      ]),
    );
}

it('describes what each route answers', async () => {
  const undescribed = (await operations()).filter(([, { responses }]) => {
    const successes = Object.entries(responses).filter(([status]) => status.startsWith('2'));
    return !successes.some(
      ([status, { content }]) => status === '204' || Object.values(content ?? {}).some(({ schema }) => schema),
    );
  });

  expect(undescribed.map(([route]) => route)).toEqual([]);
});

it('says that each route needs a key', async () => {
  const open = (await operations()).filter(([, { security }]) => (security ?? []).length === 0);

  expect(open.map(([route]) => route)).toEqual([]);
});
