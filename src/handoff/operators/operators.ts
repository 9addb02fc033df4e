import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { type Change, changeOf } from '../../audit/change.js';
import type { Principal } from '../../common/access.js';
import { AppError, InvalidRequestError, NotFoundError } from '../../common/app-error.js';
import { assertMatch } from '../../common/entity-tag.js';
import { newId, type OperatorId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import type { Account } from '../../settings/account.js';
import { Accounts } from '../../settings/accounts.js';
import { Polled } from '../../settings/polled.js';
import { Groups } from '../groups/groups.js';
import { orNamedElsewhere } from '../named-elsewhere.js';
import {
  deleteOperator,
  lockOperator,
  markOfOperators,
  othersOfMember,
  readOperators,
  storeOperator,
} from './operator-rows.js';
import type { Operator } from './operator.js';

const OPERATORS_MAX = 1_000;

/** What an administrator says of an operator. */
export type OperatorFields = Omit<Operator, 'id' | 'version' | 'updatedAt'>;

export interface OperatorObserver {
  /** In the transaction in which an operator was disabled. */
  disabled(tx: Tx, operatorId: OperatorId, by: { actor: Principal; requestId: string }): Promise<void>;
}

interface Known {
  all: readonly Operator[];
  byId: ReadonlyMap<string, Operator>;
  /** The enabled ones, by the lower-cased userid. */
  byMember: ReadonlyMap<string, readonly Operator[]>;
}

/**
 * Who answers contacts. Kept in memory: a change is live in every process within 2 s, and while the database is away the
 * last known ones stay in force.
 */
@Injectable()
export class Operators implements OnModuleDestroy {
  private readonly cache: Polled<Known>;
  private readonly observers: OperatorObserver[] = [];

  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly accounts: Accounts,
    private readonly groups: Groups,
  ) {
    this.cache = new Polled(
      'operators',
      () => markOfOperators(this.database),
      async () => known(await readOperators(this.database)),
    );
  }

  /** Loads what is stored; nothing can be asked before. */
  async start(): Promise<void> {
    await this.cache.start();
  }

  register(observer: OperatorObserver): void {
    this.observers.push(observer);
  }

  onModuleDestroy(): void {
    this.cache.stop();
  }

  /** From memory; disabled ones too. */
  byId(id: string): Operator | undefined {
    return this.cache.value.byId.get(id);
  }

  /** From memory: the enabled one who is this member, whichever app of his enterprise he writes to. */
  byMember(accountId: string, externalId: string): Operator | undefined {
    const namesakes = this.cache.value.byMember.get(externalId.toLowerCase()) ?? [];
    return namesakes.find((operator) => this.sameCorp(operator.accountId, accountId));
  }

  /** From memory: all enabled ones that this member is. A userid means the same member to every app of the enterprise. */
  ofMember(userId: string): readonly Operator[] {
    return this.cache.value.byMember.get(userId.toLowerCase()) ?? [];
  }

  /** From memory, oldest first; disabled ones too. */
  list(): readonly Operator[] {
    return this.cache.value.all;
  }

  /** Whether both accounts are apps of one enterprise, so that a userid means the same member in both. */
  sameCorp(one: string, other: string): boolean {
    const corp = corpOf(this.accounts.byId(one));
    return one === other || (corp !== undefined && corp === corpOf(this.accounts.byId(other)));
  }

  /** @throws {NotFoundError} */
  get(id: string): Operator {
    const operator = this.byId(id);
    if (operator === undefined) {
      throw new NotFoundError('the operator');
    }
    return operator;
  }

  /**
   * He is online from the start.
   * @throws {InvalidRequestError} for an account or a group that is not there.
   * @throws {AppError} `request.conflict` where another operator is this member already.
   */
  async create(actor: Principal, requestId: string, fields: OperatorFields): Promise<Operator> {
    this.assertKnown(fields);
    const operator = { ...fields, id: newId<OperatorId>(), version: 1 };
    await this.change(async (tx) => {
      await this.assertRoom(tx, operator);
      await storeOperator(tx, operator);
      await this.audit.record(
        tx,
        { actor, requestId },
        { action: 'operator.created', details: detailsOf(operator, changeOf(undefined, operator)) },
      );
    });
    return this.get(operator.id);
  }

  /**
   * Replaces what is said of him; his presence stays. Whoever is disabled keeps no case.
   * @param ifMatch the ETag that was seen, as the header says it.
   * @throws what `create` throws, {NotFoundError} and `request.precondition-failed`.
   */
  async update(
    actor: Principal,
    requestId: string,
    id: string,
    fields: OperatorFields,
    ifMatch?: string,
  ): Promise<Operator> {
    this.assertKnown(fields);
    await this.change(async (tx) => {
      const before = await lockOperator(tx, id);
      assertMatch(ifMatch, before.version);
      const after = { ...fields, id: before.id, version: before.version + 1 };
      await this.assertMemberFree(tx, after);
      await storeOperator(tx, after);
      await this.audit.record(
        tx,
        { actor, requestId },
        { action: 'operator.updated', details: detailsOf(after, changeOf(before, after)) },
      );
      if (before.enabled && !after.enabled) {
        await this.tellDisabled(tx, after.id, { actor, requestId });
      }
    });
    return this.get(id);
  }

  /**
   * @throws {NotFoundError} and `request.precondition-failed`.
   * @throws {AppError} `request.conflict` where he has ever had a case, or supervises a group: history names him.
   */
  async remove(actor: Principal, requestId: string, id: string, ifMatch?: string): Promise<void> {
    await this.change(async (tx) => {
      const before = await lockOperator(tx, id);
      assertMatch(ifMatch, before.version);
      await deleteOperator(tx, before.id);
      await this.audit.record(
        tx,
        { actor, requestId },
        { action: 'operator.deleted', details: detailsOf(before, changeOf(before, undefined)) },
      );
    }, 'cases or groups name the operator: disable him instead');
  }

  /** Members and their number are checked over all operators: one change after the other. */
  private async change(work: (tx: Tx) => Promise<void>, dangling = 'the account or a group is gone'): Promise<void> {
    await orNamedElsewhere(dangling, () =>
      this.database.transaction(async (tx) => {
        await tx.rows(`select pg_advisory_xact_lock(hashtextextended('operators', 0))`);
        await work(tx);
      }),
    );
    await this.cache.refresh();
  }

  private async tellDisabled(tx: Tx, id: OperatorId, by: { actor: Principal; requestId: string }): Promise<void> {
    for (const observer of this.observers) {
      await observer.disabled(tx, id, by);
    }
  }

  private assertKnown({ accountId, groupIds }: OperatorFields): void {
    const faults = [
      ...(this.accounts.byId(accountId) === undefined ? [`accountId: there is no account ${accountId}`] : []),
      ...groupIds.filter((id) => this.groups.byId(id) === undefined).map((id) => `groupIds: there is no group ${id}`),
    ];
    if (faults.length > 0) {
      throw new InvalidRequestError('the operator names what there is not', faults);
    }
  }

  private async assertRoom(tx: Tx, operator: Omit<Operator, 'updatedAt'>): Promise<void> {
    const [row] = await tx.rows<{ count: number }>('select count(*)::integer from operators');
    if ((row?.count ?? 0) >= OPERATORS_MAX) {
      throw new AppError('request.conflict', `there are ${OPERATORS_MAX} operators at most`);
    }
    await this.assertMemberFree(tx, operator);
  }

  private async assertMemberFree(tx: Tx, { id, memberId, accountId }: Omit<Operator, 'updatedAt'>): Promise<void> {
    const accountIds = this.accounts
      .list()
      .map((account) => account.id)
      .filter((other) => this.sameCorp(accountId, other));
    const others = await othersOfMember(tx, { id, memberId, accountIds });
    if (others.length > 0) {
      throw new AppError('request.conflict', 'another operator is this member');
    }
  }
}

function known(all: readonly Operator[]): Known {
  const enabled = all.filter((operator) => operator.enabled);
  return {
    all,
    byId: new Map(all.map((operator) => [operator.id, operator])),
    byMember: Map.groupBy(enabled, ({ memberId }) => memberId.toLowerCase()),
  };
}

function corpOf(account: Account | undefined): string | undefined {
  return account?.kind === 'wecom-app' ? String(account.parameters['corpId']) : undefined;
}

function detailsOf(operator: Omit<Operator, 'updatedAt'>, change: Change) {
  const { id: operatorId, accountId, groupIds, capacity, enabled, seesOriginals, version } = operator;
  return { operatorId, accountId, groupIds, capacity, enabled, seesOriginals, version, ...change };
}
