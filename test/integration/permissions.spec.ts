import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtInRoles } from '../../src/access/roles/built-in-roles.js';
import { Settings } from '../../src/settings/settings.js';
import { SYSTEM } from '../../src/common/access.js';
import type { Route } from '../architecture/controller-routes.js';
import { accessOf, guardedRoutes } from '../architecture/permission-table.js';
import { sessionOf, signIn, type SignedIn } from '../setup/test-staff.js';
import { TestProgram } from '../setup/test-program.js';

let program: TestProgram;
let app: NestFastifyApplication;
let routes: readonly Route[];

beforeAll(async () => {
  program = await TestProgram.start();
  ({ app } = program.program);
  const settings = app.get(Settings, { strict: false });
  for (const key of ['limits.apiStaffPerMinute', 'limits.apiStrangersPerMinute'] as const) {
    await settings.change(SYSTEM, key, 0);
  }
  const all = await guardedRoutes();
  routes = [...all.filter((route) => !endsSessions(route)), ...all.filter(endsSessions)];
});
afterAll(() => program.stop());

/** Of a route that the role may call, the refusals of what was sent, such as 404, are as good as an answer. */
async function statusOf(route: Route, headers: Record<string, string>): Promise<{ status: number; code: string }> {
  const answer = await app.inject({
    method: methodOf(route),
    url: route.path.replaceAll(/:\w+/g, () => randomUUID()),
    // What is no position ends the one stream that would not end by itself.
    headers: { ...headers, 'last-event-id': 'none', 'x-audit-purpose': 'a test' },
  });
  const isProblem = answer.headers['content-type']?.toString().includes('problem+json') === true;
  return { status: answer.statusCode, code: isProblem ? String(answer.json<{ code: unknown }>().code) : '' };
}

function methodOf({ method }: Route) {
  return (['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const).find((one) => one === method) ?? expect.fail(method);
}

/** They may end the very session that calls them, and come last. */
function endsSessions({ path }: Route): boolean {
  return path.startsWith('/api/v1/session');
}

describe.each(builtInRoles)('the role $id', (role) => {
  let member: SignedIn;

  beforeAll(async () => {
    member = await signIn(app, [role.id]);
  });

  it('is let in where the table says so, and refused everywhere else', async () => {
    const wrong: unknown[] = [];
    for (const route of routes) {
      const headers = endsSessions(route) ? await sessionOf(app, member.id) : member.headers;
      const { status, code } = await statusOf(route, headers);
      const isRefused = status === 403 && ['access.forbidden', 'access.out-of-reach'].includes(code);
      const access = accessOf(role, route);
      if (status === 401 || isRefused !== (access === 'no')) {
        wrong.push({ route: `${route.method} ${route.path}`, access, status, code });
      }
    }

    expect(wrong).toEqual([]);
  });
});

it('nobody is let in without credentials', async () => {
  const open: unknown[] = [];
  for (const route of routes) {
    const { status, code } = await statusOf(route, {});
    if (status !== 401) {
      open.push({ route: `${route.method} ${route.path}`, status, code });
    }
  }

  expect(routes.length).toBeGreaterThan(200);
  expect(open).toEqual([]);
});
