import { type CallHandler, type ExecutionContext, Injectable, Logger, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import type { RequestWithPrincipal } from '../../common/access.js';
import { InvalidRequestError } from '../../common/app-error.js';
import { IDEMPOTENCY, type IdempotencyMetadata, type IdempotentDeed, underKey } from '../../common/idempotency.js';
import { problemOf, toAppError } from '../../common/problem-filter.js';
import {
  IdempotencyKeys,
  type KeptAnswer,
  type KeyedRequest,
  LEASE_RENEWED_MS,
  stillRunning,
} from './idempotency-keys.js';

const KEY = /^[\x21-\x7e]{1,200}$/;
const KEPT_HEADERS = ['etag', 'location', 'content-type'];
/** Raised by `mark_idempotent_deed`. */
const TAKEN_UP = 'KF001';

/** Does once what is asked for under one `Idempotency-Key`, on the routes that declare `@Idempotent`. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private readonly logger = new Logger(IdempotencyInterceptor.name);

  constructor(
    private readonly reflector: Reflector,
    private readonly keys: IdempotencyKeys,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const declared = this.reflector.get<IdempotencyMetadata | undefined>(IDEMPOTENCY, context.getHandler());
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest & RequestWithPrincipal>();
    const key = request.headers['idempotency-key'];
    if (declared?.takesKey !== true || key === undefined || request.principal === undefined) {
      return next.handle();
    }
    if (typeof key !== 'string' || !KEY.test(key)) {
      throw new InvalidRequestError('the Idempotency-Key is not valid', [
        'Idempotency-Key: must be 1 to 200 visible characters',
      ]);
    }
    const { principal: caller, method, url, body, id: requestId } = request;
    const keyed = { caller, key, method, url, body, requestId, mode: declared.mode };
    return from(this.answer(keyed, http.getResponse<FastifyReply>(), next));
  }

  private async answer(request: KeyedRequest, reply: FastifyReply, next: CallHandler): Promise<unknown> {
    const begun = await this.keys.begin(request);
    if ('status' in begun) {
      void reply.status(begun.status).headers({ ...begun.headers, 'idempotent-replay': 'true' });
      return begun.body;
    }
    const renewal = setInterval(() => void this.renew(begun), LEASE_RENEWED_MS);
    try {
      const body: unknown = await underKey(begun, () => lastValueFrom(next.handle()));
      await this.keep(begun, { status: reply.statusCode, headers: headersOf(reply), body });
      return body;
    } catch (error) {
      throw await this.failed(begun, error, request.requestId);
    } finally {
      begun.isAnswered = true;
      clearInterval(renewal);
    }
  }

  /** What failed before anything was done may be tried again; what failed behind the deed failed for good. */
  private async failed(deed: IdempotentDeed, thrown: unknown, requestId: string): Promise<unknown> {
    if (isTakenUp(thrown)) {
      return stillRunning();
    }
    const error = toAppError(thrown);
    try {
      if (!(await this.keys.forget(deed)) && deed.mode === 'once') {
        const headers = { 'content-type': 'application/problem+json' };
        await this.keys.keep(deed, { status: error.status, headers, body: problemOf(error, requestId) });
      }
    } catch (cause) {
      this.logger.warn({ err: cause, requestId }, 'what became of an Idempotency-Key was not stored');
    }
    return thrown;
  }

  /** The deed is done: an answer that cannot be kept still goes out. */
  private async keep(deed: IdempotentDeed, answer: KeptAnswer): Promise<void> {
    try {
      await this.keys.keep(deed, answer);
    } catch (error) {
      this.logger.warn({ err: error }, 'the answer under an Idempotency-Key was not kept');
    }
  }

  private async renew(deed: IdempotentDeed): Promise<void> {
    try {
      await this.keys.renew(deed);
    } catch (error) {
      this.logger.warn({ err: error }, 'the lease of an Idempotency-Key was not renewed');
    }
  }
}

function headersOf(reply: FastifyReply): Record<string, string> {
  const kept = KEPT_HEADERS.map((name) => [name, reply.getHeader(name)]);
  return Object.fromEntries(
    kept.filter(([, value]) => value !== undefined).map(([name, value]) => [name, String(value)]),
  );
}

function isTakenUp(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === TAKEN_UP;
}
