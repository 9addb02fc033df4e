import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { changeOf } from '../../audit/change.js';
import type { Principal } from '../../common/access.js';
import { AppError, InvalidRequestError, NotFoundError } from '../../common/app-error.js';
import { assertMatch } from '../../common/entity-tag.js';
import { type ContactId, type ModelId, newId, type RouteId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import { Accounts } from '../../settings/accounts.js';
import { Polled } from '../../settings/polled.js';
import { Models } from '../models.js';
import { Prompts } from '../prompts/prompts.js';
import { pick, type PickDefaults, through } from './pick.js';
import { changed, type RouteFields, rolledBack } from './route-changes.js';
import { lockRoute, readRoutes, storeRoute } from './route-rows.js';
import type { PickedRoute, Route, RouteQuestion } from './route.js';
import type { JudgedArm } from './verdict.js';

const ROUTES_MAX = 100;

/** Why contacts go back to the control: somebody said so, or an arm is clearly worse. */
export type RollbackCause =
  | { by: 'call'; actor: Principal; requestId: string; ifMatch?: string | undefined }
  | { by: 'itself'; actor: Principal; arms: readonly string[]; figures: readonly JudgedArm[]; version: number };

/**
 * Which model answers which question, how, and with which prompt. Kept in memory: a change is live in every process
 * within 2 s, and while the database is away the last known routes stay in force.
 */
@Injectable()
export class Routes implements OnModuleDestroy {
  private readonly cache: Polled<readonly Route[]>;

  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly accounts: Accounts,
    private readonly models: Models,
    private readonly prompts: Prompts,
  ) {
    this.cache = new Polled(
      'routes',
      () => this.mark(),
      () => readRoutes(this.database),
    );
  }

  /** Loads what is stored; nothing can be asked before. */
  async start(): Promise<void> {
    await this.cache.start();
  }

  onModuleDestroy(): void {
    this.cache.stop();
  }

  /** From memory. Where no route is meant for the question: the first model that is enabled, and the live prompt. */
  pick(question: RouteQuestion): PickedRoute {
    return this.withPrompt(pick(this.cache.value, question, this.defaults));
  }

  /** From memory: as that route would have it, whatever its condition says. Undefined if there is none such. */
  through(id: RouteId, contactId: ContactId): PickedRoute | undefined {
    const route = this.cache.value.find((other) => other.id === id);
    const picked = route && through(route, contactId, this.defaults);
    return picked && this.withPrompt(picked);
  }

  /** From memory, in the order in which they are asked. */
  list(): readonly Route[] {
    return this.cache.value;
  }

  /** @throws {NotFoundError} */
  get(id: string): Route {
    const route = this.cache.value.find((other) => other.id === id);
    if (route === undefined) {
      throw new NotFoundError('the route');
    }
    return route;
  }

  /**
   * @throws {InvalidRequestError} for weights that are not 100 in all, and models, prompts or accounts that are not there.
   * @throws {AppError} `request.conflict` for a name that another has.
   */
  async create(actor: Principal, requestId: string, fields: RouteFields): Promise<Route> {
    this.assertKnown(fields);
    const id = newId<RouteId>();
    await this.database.transaction(async (tx) => {
      await lockAll(tx);
      await assertRoom(tx);
      await assertNameFree(tx, id, fields.name);
      await storeRoute(tx, { ...changed(undefined, fields, await now(tx)), id, version: 1 });
      const change = changeOf(undefined, fields);
      const details = { routeId: id, name: fields.name, version: 1, arms: weightsOf(fields), ...change };
      await this.audit.record(tx, { actor, requestId }, { action: 'route.created', details });
    });
    return this.reread(id);
  }

  /**
   * @param ifMatch the ETag that was seen, as the header says it.
   * @throws what `create` throws, {NotFoundError} and `request.precondition-failed`.
   */
  async update(actor: Principal, requestId: string, id: string, fields: RouteFields, ifMatch?: string): Promise<Route> {
    this.assertKnown(fields);
    await this.database.transaction(async (tx) => {
      await lockAll(tx);
      const before = await locked(tx, id);
      assertMatch(ifMatch, before.version);
      await assertNameFree(tx, before.id, fields.name);
      const version = before.version + 1;
      await storeRoute(tx, { ...changed(before, fields, await now(tx)), id: before.id, version });
      const change = changeOf(before, { ...before, ...fields });
      const details = { routeId: id, name: fields.name, version, arms: weightsOf(fields), ...change };
      await this.audit.record(tx, { actor, requestId }, { action: 'route.updated', details });
    });
    return this.reread(id);
  }

  /** @throws {NotFoundError} and `request.precondition-failed`. */
  async remove(actor: Principal, requestId: string, id: string, ifMatch?: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const route = await locked(tx, id);
      const { name, version } = route;
      assertMatch(ifMatch, version);
      await tx.run('delete from routes where id = $1', [id]);
      const details = { routeId: id, name, version, ...changeOf(route, undefined) };
      await this.audit.record(tx, { actor, requestId }, { action: 'route.deleted', details });
    });
    await this.cache.refresh();
  }

  /**
   * Gives the control the contacts of the other arms. Nothing changes where it has them already, and where the route is
   * no longer the one that the figures are about.
   * @throws {NotFoundError} and `request.precondition-failed`.
   */
  async rollBack(id: string, cause: RollbackCause): Promise<Route> {
    await this.database.transaction(async (tx) => {
      const before = await locked(tx, id);
      const isByCall = cause.by === 'call';
      assertMatch(isByCall ? cause.ifMatch : undefined, before.version);
      const arms = rolledBack(before.arms, isByCall ? undefined : cause.arms);
      const isOutdated = !isByCall && cause.version !== before.version;
      if (isOutdated || arms.every(({ weight }, index) => weight === before.arms[index]?.weight)) {
        return;
      }
      const version = before.version + 1;
      await storeRoute(tx, { ...before, ...changed(before, { ...before, arms }, await now(tx)), version });
      const scope = { actor: cause.actor, ...(isByCall && { requestId: cause.requestId }) };
      const details = {
        routeId: id,
        version,
        by: cause.by,
        before: weightsOf(before),
        after: weightsOf({ arms }),
        ...(!isByCall && { figures: cause.figures }),
      };
      await this.audit.record(tx, scope, { action: 'route.rolled-back', details });
    });
    return this.reread(id);
  }

  private get defaults(): PickDefaults {
    const first = this.models.list().find(({ enabled }) => enabled);
    return {
      modelIds: first === undefined ? [] : [first.id],
      promptVersion: this.prompts.live('answer').version,
    };
  }

  /** A version may be gone in another process already. */
  private withPrompt(picked: PickedRoute): PickedRoute {
    const { promptVersion } = this.defaults;
    return this.prompts.get(picked.promptVersion) === undefined ? { ...picked, promptVersion } : picked;
  }

  private async reread(id: string): Promise<Route> {
    await this.cache.refresh();
    return this.get(id);
  }

  private assertKnown({ condition, arms }: RouteFields): void {
    const modelIds = new Set<ModelId>(arms.flatMap((arm) => arm.modelIds));
    const versions = new Set(arms.map(({ promptVersion }) => promptVersion).filter((version) => version !== undefined));
    const faults = [
      ...[...modelIds].filter((id) => this.models.get(id) === undefined).map((id) => `arms: there is no model ${id}`),
      ...[...versions]
        .filter((version) => this.prompts.get(version) === undefined)
        .map((version) => `arms: there is no prompt ${version}`),
      ...(condition.accountIds ?? [])
        .filter((id) => this.accounts.byId(id) === undefined)
        .map((id) => `condition.accountIds: there is no account ${id}`),
    ];
    if (faults.length > 0) {
      throw new InvalidRequestError('the route names what there is not', faults);
    }
  }

  private async mark(): Promise<string> {
    const [row] = await this.database.rows<{ mark: string }>(
      `select count(*) || '/' || coalesce(sum(hashtextextended(id || '/' || version, 0)), 0) as mark from routes`,
    );
    return row?.mark ?? '';
  }
}

/** Names and their number are checked over all routes: one change after the other. */
async function lockAll(tx: Tx): Promise<void> {
  await tx.rows(`select pg_advisory_xact_lock(hashtextextended('routes', 0))`);
}

/** By the clock that turns are finished by. */
async function now(tx: Tx): Promise<Date> {
  const [row] = await tx.rows<{ now: Date }>('select clock_timestamp() as now');
  return row?.now ?? new Date();
}

async function locked(tx: Tx, id: string): Promise<Route> {
  const route = await lockRoute(tx, id);
  if (route === undefined) {
    throw new NotFoundError('the route');
  }
  return route;
}

async function assertRoom(tx: Tx): Promise<void> {
  const [row] = await tx.rows<{ count: number }>('select count(*)::integer from routes');
  if ((row?.count ?? 0) >= ROUTES_MAX) {
    throw new AppError('request.conflict', `there are ${ROUTES_MAX} routes at most`);
  }
}

async function assertNameFree(tx: Tx, id: RouteId, name: string): Promise<void> {
  const others = await tx.rows('select 1 from routes where name = $1 and id <> $2', [name, id]);
  if (others.length > 0) {
    throw new AppError('request.conflict', 'another route has this name');
  }
}

function weightsOf({ arms }: Pick<RouteFields, 'arms'>): { arm: string; weight: number }[] {
  return arms.map(({ name, weight }) => ({ arm: name, weight }));
}
