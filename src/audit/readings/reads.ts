import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { currentRequest, PURPOSE_LENGTH_MAX } from '../../common/request-context.js';
import type { Readable } from './reading.js';
import type { ReadingScope } from './readings.js';

export const READS = 'audit:reads';

export interface ReadsMetadata {
  what: Readable;
  /** It begins and never ends by itself: the event comes first. */
  isStream: boolean;
}

/**
 * The handler shows what people said: that it was read is an event, told before the answer leaves. What it is about is
 * the route's `:id`, and the account, contact and conversation that the answer, or `concern`, names.
 */
export const Reads = (what: Readable, { isStream = false } = {}): MethodDecorator =>
  applyDecorators(
    SetMetadata<string, ReadsMetadata>(READS, { what, isStream }),
    ApiHeader({
      name: 'X-Audit-Purpose',
      required: false,
      description: `What it is read for, up to ${PURPOSE_LENGTH_MAX} characters, UTF-8 or percent-encoded; stands in the audit log.`,
    }),
  );

const concerns = new WeakMap<object, ReadingScope>();

/** Tells the reading whose words these are, where the answer itself does not. */
export function concern(scope: ReadingScope): void {
  const request = currentRequest();
  if (request !== undefined) {
    concerns.set(request, { ...concerns.get(request), ...scope });
  }
}

export function concerned(): ReadingScope {
  const request = currentRequest();
  return (request !== undefined && concerns.get(request)) || {};
}
