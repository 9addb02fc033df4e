import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { from, mergeMap, type Observable } from 'rxjs';
import type { RequestWithPrincipal } from '../../common/access.js';
import { asId, isUuid } from '../../common/ids.js';
import type { Readable, ReadingDeed } from './reading.js';
import { Readings, type ReadingScope } from './readings.js';
import { concerned, READS, type ReadsMetadata } from './reads.js';

const CONTACTS_TOLD_MAX = 200;
const PAGING = new Set(['limit', 'cursor', 'fields', 'sort']);

interface Request extends RequestWithPrincipal {
  params: Readonly<Record<string, string | undefined>>;
  query: Readonly<Record<string, unknown>>;
}

/** Records what `@Reads` declares. */
@Injectable()
export class ReadsInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly readings: Readings,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reads = this.reflector.get<ReadsMetadata | undefined>(READS, context.getHandler());
    if (reads === undefined) {
      return next.handle();
    }
    const request = context.switchToHttp().getRequest<Request>();
    this.readings.assertPurpose();
    if (reads.isStream) {
      return from(this.record(reads.what, request, undefined)).pipe(mergeMap(() => next.handle()));
    }
    return next.handle().pipe(
      mergeMap(async (answer: unknown) => {
        await this.record(reads.what, request, answer);
        return answer;
      }),
    );
  }

  private async record(what: Readable, { principal, params, query }: Request, answer: unknown): Promise<void> {
    if (principal === undefined) {
      throw new TypeError('a public route has no reader');
    }
    const scope = { ...scopeOf(answer), ...concerned() };
    await this.readings.record(principal, deedOf(what, params['id'], query, answer), scope);
  }
}

function deedOf(what: Readable, id: string | undefined, query: Request['query'], answer: unknown): ReadingDeed {
  if (what === 'media') {
    return { action: 'media.viewed', details: { mediaId: id ?? '' } };
  }
  const items = itemsOf(answer);
  const contactIds = [...new Set(items?.map((item) => uuidAt(item, 'contactId')))]
    .filter((contactId) => contactId !== undefined)
    .slice(0, CONTACTS_TOLD_MAX);
  const told = contactIds.length === 0 ? {} : { contactIds };
  if (id !== undefined) {
    return {
      action: 'transcript.viewed',
      details: { what, id, ...(items !== undefined && { count: items.length }), ...told },
    };
  }
  const filters = Object.fromEntries(Object.entries(query).filter(([name]) => !PAGING.has(name)));
  return { action: 'transcript.searched', details: { what, filters, count: items?.length ?? 0, ...told } };
}

/** Of the answer itself, or what all items of the page have in common. */
function scopeOf(answer: unknown): ReadingScope {
  const items = itemsOf(answer) ?? [answer];
  const common = (name: string): string | undefined => {
    const [first, ...others] = new Set(items.map((item) => uuidAt(item, name)));
    return others.length === 0 ? first : undefined;
  };
  const accountId = common('accountId');
  const contactId = common('contactId');
  const conversationId = common('conversationId');
  return {
    ...(accountId !== undefined && { accountId: asId(accountId) }),
    ...(contactId !== undefined && { contactId: asId(contactId) }),
    ...(conversationId !== undefined && { conversationId: asId(conversationId) }),
  };
}

function itemsOf(answer: unknown): readonly unknown[] | undefined {
  return typeof answer === 'object' && answer !== null && 'items' in answer && Array.isArray(answer.items)
    ? answer.items
    : undefined;
}

function uuidAt(value: unknown, name: string): string | undefined {
  const found = new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []).get(name);
  return typeof found === 'string' && isUuid(found) ? found : undefined;
}
