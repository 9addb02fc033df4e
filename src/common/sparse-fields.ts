import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { map, type Observable } from 'rxjs';
import { InvalidRequestError } from './app-error.js';
import type { Page } from './paging.js';

/** Where `@nestjs/swagger` leaves what a route answers, and what a view consists of. */
const RESPONSES = 'swagger/apiResponse';
const PROPERTY = 'swagger/apiModelProperties';
const PROPERTIES = 'swagger/apiModelPropertiesArray';

interface Request {
  query: Readonly<Record<string, unknown>>;
}

type Item = Readonly<Record<string, unknown>>;

/**
 * Every list takes `fields`: the names of those properties of its items that the caller wants. What the items do not have,
 * as the API's document says it, is refused before anything is read. It stands outside of what records the readings.
 */
@Injectable()
export class SparseFields implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const { fields } = context.switchToHttp().getRequest<Request>().query;
    const view = fields === undefined ? undefined : itemOf(context.getHandler());
    if (view === undefined) {
      return next.handle(); // what is no list refuses the parameter by itself
    }
    const wanted = wantedOf(fields, fieldsOf(view));
    return next.handle().pipe(map((answer) => (isPage(answer) ? sparse(answer, wanted) : answer)));
  }
}

/** The properties of a view, as the API's document has them. */
export function fieldsOf(view: object): readonly string[] {
  const names: unknown = Reflect.getMetadata(PROPERTIES, view);
  return Array.isArray(names) ? names.map((name) => String(name).slice(1)) : [];
}

/** The prototype of the class whose pages a handler answers. */
export function itemOf(handler: object): object | undefined {
  const page = prototypeAt(valueAt(Reflect.getMetadata(RESPONSES, handler), '200'));
  return page === undefined ? undefined : prototypeAt(Reflect.getMetadata(PROPERTY, page, 'items'));
}

function prototypeAt(described: unknown): object | undefined {
  const type = valueAt(described, 'type');
  const prototype: unknown = typeof type === 'function' ? type.prototype : undefined;
  return typeof prototype === 'object' && prototype !== null ? prototype : undefined;
}

function valueAt(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
}

/** @throws {InvalidRequestError} */
function wantedOf(fields: unknown, known: readonly string[]): ReadonlySet<string> {
  const names = typeof fields === 'string' ? fields.split(',').map((name) => name.trim()) : [''];
  if (names.some((name) => !known.includes(name))) {
    throw new InvalidRequestError('the list has no such fields', [`fields: must be some of ${known.join(', ')}`]);
  }
  return new Set(names);
}

function isPage(answer: unknown): answer is Page<Item> {
  return typeof answer === 'object' && answer !== null && 'items' in answer && Array.isArray(answer.items);
}

function sparse({ items, ...page }: Page<Item>, wanted: ReadonlySet<string>): unknown {
  const kept = items.map((item) => Object.fromEntries(Object.entries(item).filter(([name]) => wanted.has(name))));
  return { items: kept, ...page };
}
