import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
  SetMetadata,
  type Type,
  UseInterceptors,
} from '@nestjs/common';
import { map, type Observable } from 'rxjs';
import { InvalidRequestError } from './app-error.js';
import type { Page } from './paging.js';

export const ITEM = 'api:item';

const PROPERTIES = 'swagger/apiModelPropertiesArray';

interface Request {
  query: Readonly<Record<string, unknown>>;
}

type Item = Readonly<Record<string, unknown>>;

/**
 * The handler answers a page of these; the query parameter `fields` names those of their properties that the caller wants.
 * What the view does not have is refused before anything is read.
 */
export const ListOf = (view: Type): MethodDecorator =>
  applyDecorators(SetMetadata(ITEM, view), UseInterceptors(new SparseFields(view)));

/** The properties of a view, as the API's document has them. */
export function fieldsOf(view: Type): readonly string[] {
  const names: unknown = Reflect.getMetadata(PROPERTIES, view.prototype);
  return Array.isArray(names) ? names.map((name) => String(name).slice(1)) : [];
}

class SparseFields implements NestInterceptor {
  private readonly known: ReadonlySet<string>;

  constructor(view: Type) {
    this.known = new Set(fieldsOf(view));
  }

  intercept(context: ExecutionContext, next: CallHandler<Page<Item>>): Observable<unknown> {
    const { fields } = context.switchToHttp().getRequest<Request>().query;
    if (typeof fields !== 'string') {
      return next.handle();
    }
    const wanted = this.wanted(fields);
    return next
      .handle()
      .pipe(map(({ items, ...page }) => ({ items: items.map((item) => only(item, wanted)), ...page })));
  }

  /** @throws {InvalidRequestError} */
  private wanted(fields: string): ReadonlySet<string> {
    const names = fields.split(',').map((name) => name.trim());
    const unknown = names.filter((name) => !this.known.has(name));
    if (unknown.length > 0) {
      throw new InvalidRequestError('the list has no such fields', [
        `fields: must be some of ${[...this.known].join(', ')}`,
      ]);
    }
    return new Set(names);
  }
}

function only(item: Item, wanted: ReadonlySet<string>): Item {
  return Object.fromEntries(Object.entries(item).filter(([name]) => wanted.has(name)));
}
