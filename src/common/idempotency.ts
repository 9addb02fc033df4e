import { AsyncLocalStorage } from 'node:async_hooks';
import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { Fails } from './api-errors.js';

export const IDEMPOTENCY = 'api:idempotency';

/**
 * `once`: where a process ended between the deed and its answer, the answer is lost and said to be.
 * `resumable`: the handler recognises what is done of it, and a repeated request goes on from there.
 */
export type IdempotencyMode = 'once' | 'resumable';

export type IdempotencyMetadata = { takesKey: true; mode: IdempotencyMode } | { takesKey: false; because: string };

/**
 * The handler honours `Idempotency-Key`: a request that is repeated under its key gets the answer of the first one, and
 * what it asks for is done once. Every route that creates has it.
 */
export const Idempotent = (mode: IdempotencyMode = 'once'): MethodDecorator =>
  applyDecorators(
    SetMetadata<string, IdempotencyMetadata>(IDEMPOTENCY, { takesKey: true, mode }),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description:
        'Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is ' +
        'done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`.',
    }),
    Fails('request.idempotency-mismatch', 'request.still-running', 'request.answer-lost'),
  );

/** For a route that posts and takes no key: the reason, which the API's tests ask for. */
export const NotIdempotent = (because: string): MethodDecorator =>
  SetMetadata<string, IdempotencyMetadata>(IDEMPOTENCY, { takesKey: false, because });

/** A request that is being done under its key. */
export interface IdempotentDeed {
  /** Of the row that stands for the key. */
  readonly keyId: string;
  readonly mode: IdempotencyMode;
  /** Grows with each process that takes the request up: the fence. */
  readonly token: number;
  /** The item of a bulk that is being done. */
  item?: number;
  isAnswered?: boolean;
  /** Items of a bulk that an earlier process has done. */
  readonly itemsDone: ReadonlySet<number>;
}

const storage = new AsyncLocalStorage<IdempotentDeed>();

/** Everything that `work` calls and awaits is done under the key. */
export function underKey<T>(deed: IdempotentDeed, work: () => T): T {
  return storage.run(deed, work);
}

/** Undefined where the request has no key, and for what goes on in its wake when it has been answered. */
export function currentDeed(): IdempotentDeed | undefined {
  const deed = storage.getStore();
  return deed?.isAnswered === true ? undefined : deed;
}
