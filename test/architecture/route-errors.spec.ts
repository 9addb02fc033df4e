import { beforeAll, expect, it } from 'vitest';
import { apiDocument } from '../../src/api-document.js';
import { API_ERRORS } from '../../src/common/api-errors.js';
import { type ErrorCode, errorCatalogue } from '../../src/common/error-catalogue.js';
import { operationIdOf } from '../../src/openapi/route-facts.js';
import { ApiDocument } from '../setup/api-document.js';
import { controllerRoutes, type Route } from './controller-routes.js';
import { ThrownCodes } from './thrown-codes.js';

let api: ApiDocument;
let routes: readonly Route[];
let thrown: ReadonlyMap<string, readonly ErrorCode[]>;

beforeAll(async () => {
  api = new ApiDocument(JSON.parse(JSON.stringify(await apiDocument())));
  const known = new Set(api.routes.map(({ operation }) => operation.operationId));
  routes = (await controllerRoutes()).filter((route) => known.has(operationOf(route)));
  const reader = new ThrownCodes();
  const files = new Set(routes.map(({ file }) => file));
  thrown = new Map([...files].flatMap((file) => [...reader.ofControllers(file)]));
}, 120_000);

function operationOf({ name }: Route): string {
  const [controller = '', method = ''] = name.split('.');
  return operationIdOf(controller, method);
}

function declared({ handler }: Route): readonly ErrorCode[] {
  return Reflect.getMetadata(API_ERRORS, handler) ?? [];
}

it('the document lists every error that what a route calls can throw', () => {
  const forgotten = routes.flatMap((route) => {
    const known = new Set(api.codesOf(api.route(operationOf(route)).operation));
    const missing = (thrown.get(route.name) ?? []).filter(
      (code) => errorCatalogue[code].status !== 500 && !known.has(code),
    );
    return missing.map((code) => `${route.name}: @Fails('${code}')`);
  });

  expect(forgotten).toEqual([]);
});

it('a code that can be thrown nowhere behind a route is not promised by it', () => {
  const reached = new Set([...thrown.values()].flat());
  const stale = routes.flatMap((route) =>
    declared(route)
      .filter((code) => reached.has(code) && !(thrown.get(route.name) ?? []).includes(code))
      .map((code) => `${route.name}: ${code}`),
  );

  expect(stale).toEqual([]);
});
