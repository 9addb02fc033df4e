import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { type Change, changeOf } from '../../audit/change.js';
import type { Principal } from '../../common/access.js';
import { AppError, InvalidRequestError, NotFoundError } from '../../common/app-error.js';
import { assertMatch } from '../../common/entity-tag.js';
import { type ApiKeyId, asId, newId } from '../../common/ids.js';
import { SecretBox } from '../../common/secret-box.js';
import { Database, type Tx } from '../../database/database.js';
import { Polled } from '../../settings/polled.js';
import type { ApiKey, KeyFields, KeyMode, KeyWithSecrets } from './api-key.js';
import { ApiKeyRows, type KeyFilter } from './api-key-rows.js';
import { newKey, newPrefix } from './key-form.js';
import { assertGrantable } from './key-grants.js';

export const KEYS_MAX = 1_000;
const LOCK = 0x6b657973; // "keys": two that are made at once count one after the other

/** A key and its secret, which is shown now and never again. */
export interface NewKey {
  key: ApiKey;
  secret: string;
}

/** The keys of machines, kept in memory: a change is live in every process within 2 s. */
@Injectable()
export class ApiKeys implements OnModuleInit, OnModuleDestroy {
  private readonly rows: ApiKeyRows;
  private readonly cache: Polled<KeysInMemory>;

  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    box: SecretBox,
  ) {
    this.rows = new ApiKeyRows(box);
    this.cache = new Polled(
      'API keys',
      () => this.mark(),
      async () => new KeysInMemory(await this.rows.all(this.database)),
    );
  }

  async onModuleInit(): Promise<void> {
    await this.cache.start();
  }

  onModuleDestroy(): void {
    this.cache.stop();
  }

  /** From memory: with what proves it, enabled or not. */
  byPrefix(prefix: string): KeyWithSecrets | undefined {
    return this.cache.value.byPrefix.get(prefix);
  }

  /** From memory. */
  byId(id: string): ApiKey | undefined {
    return this.cache.value.byId.get(id)?.key;
  }

  /** Newest first. */
  page(filter: KeyFilter): Promise<ApiKey[]> {
    return this.rows.page(this.database, filter);
  }

  /** @throws {NotFoundError} */
  async get(id: string): Promise<ApiKey> {
    return found(await this.rows.find(this.database, id));
  }

  /** @throws {AppError} as `assertGrantable` does; `request.conflict` for a name that is taken. */
  async create(actor: Principal, requestId: string | undefined, mode: KeyMode, fields: KeyFields): Promise<NewKey> {
    assertGrantable(actor, fields);
    const prefix = newPrefix();
    const secret = newKey(prefix);
    const key = await this.database.transaction(async (tx) => {
      await assertRoom(tx);
      const made = {
        ...fields,
        ...unused,
        id: newId<ApiKeyId>(),
        prefix,
        mode,
        ownerId: this.ownerOf(actor),
        version: 1,
      };
      const stored = named(await this.rows.insert(tx, made, secret));
      await this.record(tx, actor, requestId, 'key.created', stored, changeOf(undefined, toldOf(stored)));
      return stored;
    });
    await this.cache.refresh();
    return { key, secret };
  }

  /**
   * @throws {NotFoundError}
   * @throws {AppError} as `assertGrantable` does, of what it is and what it becomes; `request.conflict`,
   *   `request.precondition-failed`.
   */
  async update(
    actor: Principal,
    requestId: string | undefined,
    id: string,
    fields: KeyFields,
    ifMatch?: string,
  ): Promise<ApiKey> {
    const updated = await this.database.transaction(async (tx) => {
      const before = await this.mine(tx, actor, id, ifMatch);
      assertGrantable(actor, fields);
      const after = named(await this.rows.update(tx, { ...before, ...fields, version: before.version + 1 }));
      await this.record(tx, actor, requestId, 'key.updated', after, changeOf(toldOf(before), toldOf(after)));
      return after;
    });
    await this.cache.refresh();
    return updated;
  }

  /**
   * Another secret; the one of now counts for so many hours more, 0 of them for one that got out. Whoever knows the new
   * one answers for the key from now on.
   * @throws as `update` does.
   */
  async rotate(
    actor: Principal,
    requestId: string | undefined,
    id: string,
    overlapHours: number,
    ifMatch?: string,
  ): Promise<NewKey> {
    const made = await this.database.transaction(async (tx) => {
      const before = await this.mine(tx, actor, id, ifMatch);
      const secret = newKey(before.prefix);
      const renewed = { ...before, ownerId: this.ownerOf(actor) };
      const key = found(await this.rows.rotate(tx, renewed, secret, overlapHours));
      const details = { keyId: id, prefix: key.prefix, overlapHours };
      await this.audit.record(tx, scopeOf(actor, requestId), { action: 'key.rotated', details });
      return { key, secret };
    });
    await this.cache.refresh();
    return made;
  }

  /**
   * Ends it at once, whatever it may do: somebody who sees one get out need not be allowed what it is.
   * @throws {NotFoundError}
   * @throws {AppError} `request.precondition-failed`
   */
  async remove(actor: Principal, requestId: string | undefined, id: string, ifMatch?: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const key = found(await this.rows.locked(tx, id));
      assertMatch(ifMatch, key.version);
      await this.rows.delete(tx, id);
      await this.record(tx, actor, requestId, 'key.deleted', key, changeOf(toldOf(key), undefined));
    });
    await this.cache.refresh();
  }

  /** Whose a key is: a key that makes another one does so for its own owner, and nobody outlives himself by it. */
  private ownerOf(actor: Principal): ApiKey['ownerId'] {
    if (actor.kind === 'staff') {
      return asId(actor.id);
    }
    return actor.kind === 'key' ? (this.byId(actor.id)?.ownerId ?? null) : null;
  }

  /** Who could not make a key like it must not get at it by changing or renewing one. */
  private async mine(tx: Tx, actor: Principal, id: string, ifMatch: string | undefined): Promise<ApiKey> {
    const key = found(await this.rows.locked(tx, id));
    assertMatch(ifMatch, key.version);
    assertGrantable(actor, key);
    return key;
  }

  private async record(
    tx: Tx,
    actor: Principal,
    requestId: string | undefined,
    action: 'key.created' | 'key.updated' | 'key.deleted',
    { id: keyId, prefix }: ApiKey,
    change: Change,
  ): Promise<void> {
    await this.audit.record(tx, scopeOf(actor, requestId), { action, details: { keyId, prefix, ...change } });
  }

  /** A sum of hashes, as a change that commits late may be older than the newest that is known. */
  private async mark(): Promise<string> {
    const [row] = await this.database.rows<{ mark: string }>(
      `select count(*) || '/' || coalesce(sum(hashtextextended(id || '/' || version, 0)), 0) as mark from api_keys`,
    );
    return row?.mark ?? '';
  }
}

class KeysInMemory {
  readonly byPrefix: ReadonlyMap<string, KeyWithSecrets>;
  readonly byId: ReadonlyMap<string, KeyWithSecrets>;

  constructor(keys: readonly KeyWithSecrets[]) {
    this.byPrefix = new Map(keys.map((one) => [one.key.prefix, one]));
    this.byId = new Map(keys.map((one) => [one.key.id, one]));
  }
}

const unused = { previousUntil: null, rotatedAt: null, lastUsedAt: null, lastUsedAddress: null };

function scopeOf(actor: Principal, requestId: string | undefined): { actor: Principal; requestId?: string } {
  return { actor, ...(requestId !== undefined && { requestId }) };
}

/** What a change is told by. */
function toldOf({ name, mode, permissions, reach, addresses, enabled, expiresAt }: ApiKey): object {
  return { name, mode, permissions, reach, addresses, enabled, expiresAt: expiresAt?.toISOString() ?? null };
}

function found(key: ApiKey | undefined): ApiKey {
  if (key === undefined) {
    throw new NotFoundError('the key');
  }
  return key;
}

function named(key: ApiKey | undefined): ApiKey {
  if (key === undefined) {
    throw new AppError('request.conflict', 'another key has this name');
  }
  return key;
}

async function assertRoom(tx: Tx): Promise<void> {
  await tx.rows('select pg_advisory_xact_lock($1)', [LOCK]);
  const [row] = await tx.rows<{ count: number }>('select count(*)::int as count from api_keys');
  if ((row?.count ?? 0) >= KEYS_MAX) {
    throw new InvalidRequestError(`there are ${KEYS_MAX} keys at most`);
  }
}
