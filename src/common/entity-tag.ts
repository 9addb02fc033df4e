import {
  applyDecorators,
  type CallHandler,
  createParamDecorator,
  type ExecutionContext,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { map, type Observable } from 'rxjs';
import { AppError } from './app-error.js';

/** Ours are numbers in quotes. A balancer that compresses makes them weak (`W/`); they still name the same. */
const TAG = /^(?:W\/)?"?(\d{1,10})"?$/;

interface Request {
  method: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

interface Reply {
  status(status: number): this;
  header(name: string, value: string): this;
}

/** The header `If-Match`, as a parameter of a handler. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): string | undefined =>
  headerOf(context.switchToHttp().getRequest<Request>(), 'if-match'),
);

/** For the API's document: the handler takes `If-Match`. */
export const TakesIfMatch = (): MethodDecorator =>
  ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'The ETag that was seen: a change since then is answered 412. Left out: the change goes through.',
  });

/** What the handler answers carries an `ETag`, its revision or version; `GET` honours `If-None-Match` with 304. */
export const Tagged = (field: 'revision' | 'version'): MethodDecorator & ClassDecorator =>
  applyDecorators(UseInterceptors(new TagInterceptor(field)));

/** @returns whether a condition names what is there now; `*` is anything that exists, undefined no condition. */
export function matches(condition: string | undefined, current: number | undefined): boolean {
  if (condition === undefined) {
    return true;
  }
  if (condition.trim() === '*') {
    return current !== undefined;
  }
  return condition.split(',').some((tag) => current !== undefined && TAG.exec(tag.trim())?.[1] === `${current}`);
}

/**
 * @param current what the resource has now; undefined when there is none.
 * @throws {PreconditionFailedError}
 */
export function assertMatch(ifMatch: string | undefined, current: number | undefined): void {
  if (!matches(ifMatch, current)) {
    throw new PreconditionFailedError(current);
  }
}

export class PreconditionFailedError extends AppError {
  constructor(current: number | undefined) {
    const now = current === undefined ? 'there is none' : `it has the ETag "${current}"`;
    super('request.precondition-failed', `the resource is not the one that If-Match names: ${now}`);
  }
}

class TagInterceptor implements NestInterceptor {
  constructor(private readonly field: 'revision' | 'version') {}

  intercept(context: ExecutionContext, next: CallHandler<Record<string, unknown>>): Observable<unknown> {
    const http = context.switchToHttp();
    return next.handle().pipe(map((answer) => this.tag(http.getRequest<Request>(), http.getResponse<Reply>(), answer)));
  }

  private tag(request: Request, reply: Reply, answer: Record<string, unknown>): unknown {
    const current = Number(answer[this.field]);
    reply.header('etag', `"${current}"`);
    const seen = headerOf(request, 'if-none-match');
    if (request.method === 'GET' && seen !== undefined && matches(seen, current)) {
      reply.status(304);
      return undefined;
    }
    return answer;
  }
}

function headerOf(request: Request, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}
