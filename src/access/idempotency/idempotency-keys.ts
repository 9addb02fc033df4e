import { createHash, randomUUID } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ApiCaller } from '../../common/access.js';
import { AppError } from '../../common/app-error.js';
import { Chores } from '../../common/chores.js';
import type { IdempotencyMode, IdempotentDeed } from '../../common/idempotency.js';
import { SealedColumns } from '../../common/sealed-columns.js';
import { SecretBox } from '../../common/secret-box.js';
import { Database } from '../../database/database.js';

const KEPT = "interval '24 hours'";
/** A process that does not renew it is gone. */
const LEASE = "interval '15 seconds'";
export const LEASE_RENEWED_MS = 5_000;
/** Bytes; an answer that is longer is not kept, and lost to whoever repeats the request. */
const ANSWER_BYTES_MAX = 1_000_000;
const REMOVED_AT_ONCE = 5_000;

/** What a request under a key asks for. */
export interface KeyedRequest {
  caller: ApiCaller;
  key: string;
  /** With the query, as it was sent. */
  url: string;
  method: string;
  body: unknown;
  requestId: string;
  mode: IdempotencyMode;
}

/** As it went out the first time. */
export interface KeptAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body?: unknown;
}

interface KeyRow {
  id: string;
  request_digest: Buffer;
  request_id: string;
  token: number;
  is_leased: boolean;
  is_done: boolean;
  items_done: number[];
  sealed_answer: Buffer | null;
}

/** What was asked for under which key, for a day. */
@Injectable()
export class IdempotencyKeys implements OnModuleInit {
  readonly name = 'idempotency-keys';

  constructor(
    private readonly database: Database,
    private readonly box: SecretBox,
    private readonly chores: Chores,
    columns: SealedColumns,
  ) {
    columns.register({
      table: 'idempotency_keys',
      id: 'id',
      column: 'sealed_answer',
      context: contextOf,
      where: 'sealed_answer is not null',
    });
  }

  onModuleInit(): void {
    this.chores.register(this);
  }

  /**
   * The answer that the request has had, or the deed that is now to be done.
   * @throws {AppError} `request.idempotency-mismatch`, `request.still-running`, `request.answer-lost`.
   */
  async begin(request: KeyedRequest): Promise<KeptAnswer | IdempotentDeed> {
    const digest = digestOf(request);
    const { caller, key, requestId, mode } = request;
    const id = randomUUID();
    const [made] = await this.database.rows<{ token: number }>(
      `insert into idempotency_keys as known (id, caller, key, request_digest, request_id, lease_until)
       values ($1, $2, $3, $4, $5, clock_timestamp() + ${LEASE})
       on conflict (caller, key) do update
          set id = excluded.id, request_digest = excluded.request_digest, request_id = excluded.request_id,
              token = 1, lease_until = excluded.lease_until, is_done = false, items_done = '{}', sealed_answer = null,
              created_at = clock_timestamp()
        where known.created_at < clock_timestamp() - ${KEPT}
       returning token`,
      [id, nameOf(caller), key, digest, requestId],
    );
    return made === undefined
      ? this.repeat(request, digest)
      : { keyId: id, token: made.token, itemsDone: new Set<number>(), mode };
  }

  /** @returns whether the deed is still this request's. */
  async renew({ keyId, token }: IdempotentDeed): Promise<boolean> {
    const renewed = await this.database.run(
      `update idempotency_keys set lease_until = clock_timestamp() + ${LEASE} where id = $1 and token = $2`,
      [keyId, token],
    );
    return renewed > 0;
  }

  async keep({ keyId, token }: IdempotentDeed, answer: KeptAnswer): Promise<void> {
    const text = JSON.stringify(answer);
    const sealed = Buffer.byteLength(text) > ANSWER_BYTES_MAX ? null : this.box.seal(text, contextOf(keyId));
    await this.database.run(
      'update idempotency_keys set is_done = true, sealed_answer = $3 where id = $1 and token = $2',
      [keyId, token, sealed],
    );
  }

  /** Nothing was done: the same request may be tried again under its key. @returns false where something was. */
  async forget({ keyId, token }: IdempotentDeed): Promise<boolean> {
    const forgotten = await this.database.run(
      'delete from idempotency_keys where id = $1 and token = $2 and not is_done',
      [keyId, token],
    );
    return forgotten > 0;
  }

  /** The chore. */
  async run(): Promise<void> {
    await this.database.run(
      `delete from idempotency_keys where id in (
         select id from idempotency_keys where created_at < clock_timestamp() - ${KEPT}
          order by created_at limit ${REMOVED_AT_ONCE})`,
    );
  }

  private async repeat(request: KeyedRequest, digest: Buffer): Promise<KeptAnswer | IdempotentDeed> {
    const { caller, key } = request;
    const [row] = await this.database.rows<KeyRow>(
      `select id, request_digest, request_id, token, lease_until > clock_timestamp() as is_leased, is_done, items_done,
              sealed_answer
         from idempotency_keys where caller = $1 and key = $2`,
      [nameOf(caller), key],
    );
    if (row === undefined) {
      throw stillRunning(); // it has failed this very moment
    }
    if (!row.request_digest.equals(digest)) {
      throw new AppError('request.idempotency-mismatch', 'this key was sent with another method, path or body');
    }
    if (row.sealed_answer !== null) {
      return parseAnswer(this.box.open(row.sealed_answer, contextOf(row.id)));
    }
    return this.takeUp(request, row);
  }

  /** What a process left that ended half way. */
  private async takeUp({ requestId, mode }: KeyedRequest, row: KeyRow): Promise<IdempotentDeed> {
    if (row.is_done && mode === 'once' && !row.is_leased) {
      throw answerLost(row.request_id);
    }
    const [taken] = await this.database.rows<{ token: number; items_done: number[] }>(
      `update idempotency_keys
          set token = token + 1, lease_until = clock_timestamp() + ${LEASE}, request_id = $3
        where id = $1 and token = $2 and lease_until <= clock_timestamp() and sealed_answer is null
          and (not is_done or $4)
        returning token, items_done`,
      [row.id, row.token, requestId, mode === 'resumable'],
    );
    if (taken === undefined) {
      throw stillRunning();
    }
    return { keyId: row.id, token: taken.token, itemsDone: new Set(taken.items_done), mode };
  }
}

export function stillRunning(): AppError {
  return new AppError('request.still-running', 'ask again in some seconds, under the same key');
}

export function answerLost(requestId: string): AppError {
  return new AppError('request.answer-lost', `the audit events of the request ${requestId} tell what was done`);
}

function parseAnswer(text: string): KeptAnswer {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- sealed by `keep`
  return JSON.parse(text) as KeptAnswer;
}

function digestOf({ method, url, body }: KeyedRequest): Buffer {
  const hash = createHash('sha256').update(`${method}\n${url}\n`);
  return hash.update(Buffer.isBuffer(body) ? body : JSON.stringify(body ?? null)).digest();
}

function nameOf({ kind, id }: ApiCaller): string {
  return `${kind}/${id}`;
}

function contextOf(id: string): string {
  return `idempotency/${id}`;
}
