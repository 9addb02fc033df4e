import { request } from 'node:http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ApiDocument, Operation, Route } from './api-document.js';
import { ADMIN_API_KEY, type TestProgram } from './test-program.js';

export const NOBODY = '0190a0a0-0000-7000-8000-000000000000';

/** In place of a status: the answer was lost, as the other side did not wait for the rest of what was sent. */
export const HUNG_UP = 0;

const MB = 1_048_576;
const CHUNK = MB / 8;
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

export type Method = (typeof METHODS)[number];

export interface Attempt {
  headers?: Record<string, string>;
  payload?: string;
  remoteAddress?: string;
  /** What a parameter of the path is; unset: the id of nothing. */
  parameter?: (name: string) => string;
  query?: string;
}

export interface Outcome {
  status: number;
  code: string;
  headers: Record<string, unknown>;
  text: string;
}

/** Tries the same on every route that the API's document knows. */
export class Attacker {
  readonly asAdministrator = { authorization: `Bearer ${ADMIN_API_KEY}` };

  constructor(
    private readonly program: TestProgram,
    readonly api: ApiDocument,
  ) {}

  get app(): NestFastifyApplication {
    return this.program.program.app;
  }

  /** Those that are not for everybody. */
  get guarded(): Route[] {
    return this.api.routes.filter(({ operation }) => operation.security?.length !== 0);
  }

  get changing(): Route[] {
    return this.guarded.filter(({ method }) => method !== 'GET');
  }

  /** Whether a route whose path has a parameter takes the method at this path. */
  isTaken(method: string, path: string): boolean {
    return this.api.routes.some(
      (route) => route.method === method && new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
    );
  }

  async try({ method, path }: Pick<Route, 'method' | 'path'>, attempt: Attempt = {}): Promise<Outcome> {
    const { headers = {}, payload, remoteAddress, parameter, query = '' } = attempt;
    const known = METHODS.find((one) => one === method);
    if (known === undefined) {
      throw new TypeError(`no method ${method}`);
    }
    const answer = await this.app.inject({
      method: known,
      url: urlOf({ path }, parameter) + query,
      // What is no position ends a stream that would not end by itself.
      headers: {
        'last-event-id': 'none',
        'x-audit-purpose': 'a test',
        ...(payload !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(payload !== undefined && { payload }),
      ...(remoteAddress !== undefined && { remoteAddress }),
    });
    const isProblem = String(answer.headers['content-type']).includes('problem+json');
    const code = isProblem ? String(answer.json<{ code: unknown }>().code) : '';
    return { status: answer.statusCode, code, headers: answer.headers, text: answer.body };
  }

  /** @returns where it did not come out as it should, for a test to compare with nothing. */
  async tryAll(
    routes: readonly Route[],
    attempt: Attempt | ((route: Route) => Attempt),
    isRefused: (outcome: Outcome) => boolean,
  ): Promise<string[]> {
    const wrong: string[] = [];
    for (const route of routes) {
      const outcome = await this.try(route, typeof attempt === 'function' ? attempt(route) : attempt);
      if (!isRefused(outcome)) {
        wrong.push(`${nameOf(route)}: ${outcome.status} ${outcome.text.slice(0, 200)}`);
      }
    }
    return wrong;
  }

  /**
   * Sends a body whose length nobody is told until somebody answers, 100 MB at most.
   * @returns the status, and how many MB went out before it came.
   */
  flood(route: Route, headers: Record<string, string>, begin = '"'): Promise<{ status: number; mb: number }> {
    const url = this.program.program.url + urlOf(route);
    const chunk = Buffer.alloc(CHUNK, 'x');
    return new Promise((resolve) => {
      let mb = 0;
      const sent = request(url, {
        method: route.method,
        headers: { 'transfer-encoding': 'chunked', ...headers },
        agent: false,
      });
      const more = (): void => {
        mb += CHUNK / MB;
        if (mb < 100 && !sent.destroyed) {
          sent.write(chunk, (error) => (error ? undefined : setImmediate(more)));
        } else {
          sent.end();
        }
      };
      sent.on('response', (response) => {
        response.resume();
        resolve({ status: response.statusCode ?? 0, mb });
        sent.destroy();
      });
      sent.on('error', () => resolve({ status: HUNG_UP, mb }));
      sent.write(begin);
      more();
    });
  }
}

/** With the ids of nothing. */
export function urlOf({ path }: Pick<Route, 'path'>, parameter = idOfNothing): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => parameter(name));
}

function idOfNothing(parameter: string): string {
  return ['revision', 'version'].includes(parameter) ? '1' : NOBODY;
}

export function nameOf({ method, path }: Pick<Route, 'method' | 'path'>): string {
  return `${method} ${path}`;
}

/** The first example of an operation's body of JSON; undefined where it takes none. */
export function exampleOf({ requestBody }: Operation): unknown {
  const { examples = {} } = requestBody?.content['application/json'] ?? {};
  return Object.values(examples)[0]?.value;
}

/** The value, once for each object in it, with a field that this object does not have; and where it stands. */
export function withOneFieldMore(value: unknown, field: object): { place: string; value: unknown }[] {
  const places = objectsIn(value, []);
  return places.map((steps) => {
    const copy: unknown = structuredClone(value);
    const target: unknown = steps.reduce((inner, step) => new Map(Object.entries(inner ?? {})).get(step), copy);
    Object.assign(target ?? {}, field);
    return { place: steps.join('.'), value: copy };
  });
}

/** The value, once for each text, number and truth in it, with something else in its place. */
export function withOnePartChanged(value: unknown, to: unknown): unknown[] {
  if (Array.isArray(value)) {
    return value.flatMap((part: unknown, index) =>
      withOnePartChanged(part, to).map((other) => value.with(index, other)),
    );
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, part]) =>
      withOnePartChanged(part, to).map((other) => ({ ...value, [name]: other })),
    );
  }
  return [to];
}

function objectsIn(value: unknown, steps: readonly string[]): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const inner = Object.entries(value).flatMap(([key, part]) => objectsIn(part, [...steps, key]));
  return Array.isArray(value) ? inner : [steps, ...inner];
}
