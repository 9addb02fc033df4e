import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import { changeOf } from '../audit/change.js';
import { type Principal, SYSTEM } from '../common/access.js';
import { AppError, NotFoundError } from '../common/app-error.js';
import { assertMatch } from '../common/entity-tag.js';
import { type ModelId, newId } from '../common/ids.js';
import { SecretBox } from '../common/secret-box.js';
import { AppConfig } from '../config/app-config.js';
import { Database, type Tx } from '../database/database.js';
import { Polled } from '../settings/polled.js';
import { FIRST_MODEL_ID, storeFirstModel } from './first-model.js';
import type { Model, ModelFields } from './model.js';
import { type KeyedModel, ModelRows } from './model-rows.js';

const MODELS_MAX = 100;

/** Who changes a model, in which request, and what they saw of it. */
export interface Change {
  actor: Principal;
  requestId: string;
  /** The header, as it came. */
  ifMatch?: string | undefined;
}

/**
 * The models, kept in memory: a change is live in every process within 2 s, and while the database is away the last
 * known ones stay in force.
 */
@Injectable()
export class ModelStore implements OnModuleDestroy {
  private readonly rows: ModelRows;
  private readonly cache: Polled<ReadonlyMap<string, KeyedModel>>;

  constructor(
    private readonly database: Database,
    box: SecretBox,
    private readonly audit: AuditLog,
    private readonly config: AppConfig,
  ) {
    this.rows = new ModelRows(box);
    this.cache = new Polled(
      'models',
      () => this.mark(),
      () => this.read(),
    );
  }

  /** Stores what the environment says of the first model, then loads all; nothing can be asked before. */
  async start(): Promise<void> {
    const { firstModel } = this.config;
    if (firstModel !== undefined) {
      await this.database.transaction(async (tx) => {
        const stored = await storeFirstModel(tx, this.rows, firstModel);
        if (stored !== undefined) {
          await this.record(tx, { actor: SYSTEM }, `model.${stored}`, FIRST_MODEL_ID);
        }
      });
    }
    await this.cache.start();
  }

  onModuleDestroy(): void {
    this.cache.stop();
  }

  /** From memory, disabled ones too: that of the environment, then the oldest. */
  list(): readonly Model[] {
    const models = [...this.cache.value.values()].map(({ model }) => model);
    return models.toSorted((one, other) => Number(other.id === FIRST_MODEL_ID) - Number(one.id === FIRST_MODEL_ID));
  }

  /** From memory. */
  get(id: string): KeyedModel | undefined {
    return this.cache.value.get(id);
  }

  /** @throws {NotFoundError} */
  known(id: string): Model {
    const found = this.get(id);
    if (found === undefined) {
      throw new NotFoundError('the model');
    }
    return found.model;
  }

  /** @throws {AppError} `request.conflict` for a name that is taken, or when there are too many. */
  async create(change: Change, fields: ModelFields, apiKey: string | undefined): Promise<Model> {
    const id = newId<ModelId>();
    await this.database.transaction(async (tx) => {
      await tx.rows(`select pg_advisory_xact_lock(hashtextextended('models', 0))`);
      const [row] = await tx.rows<{ count: number }>('select count(*)::integer from models');
      if ((row?.count ?? 0) >= MODELS_MAX) {
        throw new AppError('request.conflict', `there are ${MODELS_MAX} models already`);
      }
      if (!(await this.rows.insert(tx, id, fields, apiKey))) {
        throw new AppError('request.conflict', 'there is a model of this name already');
      }
      await this.record(tx, change, 'model.created', id);
    });
    return this.reread(id);
  }

  /**
   * The key goes where it was meant for and nowhere else: with another provider or host, it is forgotten.
   * @param apiKey absent: it stays.
   * @throws {NotFoundError}
   * @throws {AppError} `request.precondition-failed`, or `request.conflict` for a name that is taken.
   */
  async update(change: Change, id: string, fields: ModelFields, apiKey?: string): Promise<Model> {
    return this.change(change, id, async (tx, { model, apiKey: before }) => {
      await assertNameFree(tx, model.id, fields.name);
      const isSameHost = fields.provider === model.provider && originOf(fields.baseUrl) === originOf(model.baseUrl);
      await this.rows.update(tx, model.id, fields, apiKey ?? (isSameHost ? before : undefined));
      await this.record(tx, change, 'model.updated', model.id, model);
    });
  }

  /**
   * @param apiKey undefined: it needs none.
   * @throws {NotFoundError}
   * @throws {AppError} `request.precondition-failed`
   */
  async setKey(change: Change, id: string, apiKey: string | undefined): Promise<Model> {
    return this.change(change, id, async (tx, { model }) => {
      await this.rows.update(tx, model.id, model, apiKey);
      await this.record(tx, change, 'model.key-changed', model.id, model);
    });
  }

  /**
   * @throws {NotFoundError}
   * @throws {AppError} `request.precondition-failed`, or `request.conflict` while a route names it.
   */
  async remove(change: Change, id: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const { model } = await this.locked(tx, id);
      assertMatch(change.ifMatch, model.version);
      await assertUnused(tx, model.id);
      await this.record(tx, change, 'model.deleted', model.id, model);
      await this.rows.delete(tx, model.id);
    });
    await this.cache.refresh();
  }

  private async change(
    { ifMatch }: Change,
    id: string,
    work: (tx: Tx, before: KeyedModel) => Promise<void>,
  ): Promise<Model> {
    await this.database.transaction(async (tx) => {
      await tx.rows(`select pg_advisory_xact_lock(hashtextextended('models', 0))`); // names are checked over all
      const before = await this.locked(tx, id);
      assertMatch(ifMatch, before.model.version);
      await work(tx, before);
    });
    return this.reread(id);
  }

  private async locked(tx: Tx, id: string): Promise<KeyedModel> {
    const found = await this.rows.locked(tx, id);
    if (found === undefined) {
      throw new NotFoundError('the model');
    }
    return found;
  }

  private async reread(id: string): Promise<Model> {
    await this.cache.refresh();
    return this.known(id);
  }

  /** As it is after the change, or before it is deleted. */
  private async record(
    tx: Tx,
    { actor, requestId }: { actor: Principal; requestId?: string },
    action: 'model.created' | 'model.updated' | 'model.key-changed' | 'model.deleted',
    id: ModelId,
    before?: Model,
  ): Promise<void> {
    const { model } = await this.locked(tx, id);
    const { name, provider, baseUrl, hasKey, enabled, version } = model;
    const scope = { actor, ...(requestId !== undefined && { requestId }) };
    const change = changeOf(before, action === 'model.deleted' ? undefined : model);
    const details = { modelId: id, name, provider, host: originOf(baseUrl), hasKey, enabled, version, ...change };
    await this.audit.record(tx, scope, { action, details });
  }

  private async mark(): Promise<string> {
    const [row] = await this.database.rows<{ mark: string }>(
      `select count(*) || '/' || coalesce(sum(hashtextextended(id || '/' || version || '/' || updated_at, 0)), 0)
              as mark from models`,
    );
    return row?.mark ?? '';
  }

  private async read(): Promise<ReadonlyMap<string, KeyedModel>> {
    return new Map((await this.rows.all(this.database)).map((keyed) => [keyed.model.id, keyed]));
  }
}

async function assertNameFree(tx: Tx, id: ModelId, name: string): Promise<void> {
  const taken = await tx.rows('select 1 from models where name = $1 and id <> $2', [name, id]);
  if (taken.length > 0) {
    throw new AppError('request.conflict', 'there is a model of this name already');
  }
}

async function assertUnused(tx: Tx, id: ModelId): Promise<void> {
  const [route] = await tx.rows<{ name: string }>(
    `select name from routes where jsonb_path_exists(arms, '$[*].modelIds[*] ? (@ == $id)', jsonb_build_object('id', $1::text))
      limit 1`,
    [id],
  );
  if (route !== undefined) {
    throw new AppError('request.conflict', `the route ${route.name} names the model: take it out there, or disable it`);
  }
}

function originOf(url: string): string {
  return new URL(url).origin;
}
