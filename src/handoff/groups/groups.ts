import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { type Change, changeOf } from '../../audit/change.js';
import type { Principal } from '../../common/access.js';
import { AppError, InvalidRequestError, NotFoundError } from '../../common/app-error.js';
import { assertMatch } from '../../common/entity-tag.js';
import { type GroupId, newId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import { Accounts } from '../../settings/accounts.js';
import { Polled } from '../../settings/polled.js';
import { orNamedElsewhere } from '../named-elsewhere.js';
import { clearDefault, lockGroup, markOfGroups, readGroups, storeGroup } from './group-rows.js';
import type { Group, GroupQuestion } from './group.js';
import { pickGroup } from './pick-group.js';

const GROUPS_MAX = 100;

/** What an administrator says of a group. */
export type GroupFields = Omit<Group, 'id' | 'version' | 'updatedAt'>;

type StoredGroup = Omit<Group, 'updatedAt'>;

/**
 * The skill groups. Kept in memory: a change is live in every process within 2 s, and while the database is away the
 * last known ones stay in force.
 */
@Injectable()
export class Groups implements OnModuleDestroy {
  private readonly cache: Polled<readonly Group[]>;

  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly accounts: Accounts,
  ) {
    this.cache = new Polled(
      'groups',
      () => markOfGroups(this.database),
      () => readGroups(this.database),
    );
  }

  /** Loads what is stored; nothing can be asked before. */
  async start(): Promise<void> {
    await this.cache.start();
  }

  onModuleDestroy(): void {
    this.cache.stop();
  }

  /** From memory: the group that a case belongs to; undefined where there are no groups. */
  pick(question: GroupQuestion): Group | undefined {
    return pickGroup(this.cache.value, question);
  }

  /** From memory. */
  byId(id: string): Group | undefined {
    return this.cache.value.find((group) => group.id === id);
  }

  /** From memory, oldest first. */
  list(): readonly Group[] {
    return this.cache.value;
  }

  /** @throws {NotFoundError} */
  get(id: string): Group {
    const group = this.byId(id);
    if (group === undefined) {
      throw new NotFoundError('the group');
    }
    return group;
  }

  /**
   * The first of all is the default one, whatever is said; one that says so takes it over from the other.
   * @throws {InvalidRequestError} for accounts that are not there, and times that cannot both be.
   * @throws {AppError} `request.conflict` for a name that another has, and a supervisor who is not there.
   */
  async create(actor: Principal, requestId: string, fields: GroupFields): Promise<Group> {
    this.assertSound(fields);
    const id = newId<GroupId>();
    await this.change(async (tx) => {
      const others = await assertRoom(tx);
      const group = { ...fields, id, version: 1, isDefault: fields.isDefault || others === 0 };
      await this.store(tx, group);
      await this.audit.record(
        tx,
        { actor, requestId },
        { action: 'group.created', details: detailsOf(group, changeOf(undefined, group)) },
      );
    });
    return this.get(id);
  }

  /**
   * @param ifMatch the ETag that was seen, as the header says it.
   * @throws what `create` throws, {NotFoundError} and `request.precondition-failed`.
   * @throws {AppError} `request.conflict` where it would leave no default.
   */
  async update(actor: Principal, requestId: string, id: string, fields: GroupFields, ifMatch?: string): Promise<Group> {
    this.assertSound(fields);
    await this.change(async (tx) => {
      const before = await lockGroup(tx, id);
      assertMatch(ifMatch, before.version);
      if (before.isDefault && !fields.isDefault) {
        throw new AppError('request.conflict', 'make another group the default one: this one then no longer is');
      }
      const after = { ...fields, id: before.id, version: before.version + 1 };
      await this.store(tx, after, before.isDefault);
      await this.audit.record(
        tx,
        { actor, requestId },
        { action: 'group.updated', details: detailsOf(after, changeOf(before, after)) },
      );
    });
    return this.get(id);
  }

  /**
   * @throws {NotFoundError} and `request.precondition-failed`.
   * @throws {AppError} `request.conflict` for the default one while there are others, and where operators, rules
   * or cases, closed ones too, name it.
   */
  async remove(actor: Principal, requestId: string, id: string, ifMatch?: string): Promise<void> {
    await this.change(async (tx) => {
      const before = await lockGroup(tx, id);
      assertMatch(ifMatch, before.version);
      if (before.isDefault && (await countGroups(tx)) > 1) {
        throw new AppError('request.conflict', 'make another group the default one first');
      }
      await tx.run('delete from skill_groups where id = $1', [id]);
      await this.audit.record(
        tx,
        { actor, requestId },
        { action: 'group.deleted', details: detailsOf(before, changeOf(before, undefined)) },
      );
    }, 'operators, rules or cases name the group');
  }

  /** Names, their number and the default are checked over all groups: one change after the other. */
  private async change(work: (tx: Tx) => Promise<void>, dangling = 'there is no such supervisor'): Promise<void> {
    await orNamedElsewhere(dangling, () =>
      this.database.transaction(async (tx) => {
        await tx.rows(`select pg_advisory_xact_lock(hashtextextended('skill_groups', 0))`);
        await work(tx);
      }),
    );
    await this.cache.refresh();
  }

  private async store(tx: Tx, group: StoredGroup, wasDefault = false): Promise<void> {
    const namesakes = await tx.rows('select 1 from skill_groups where name = $1 and id <> $2', [group.name, group.id]);
    if (namesakes.length > 0) {
      throw new AppError('request.conflict', 'another group has this name');
    }
    if (group.isDefault && !wasDefault) {
      await clearDefault(tx);
    }
    await storeGroup(tx, group);
  }

  private assertSound(fields: GroupFields): void {
    const { skills, idleReminderSeconds, idleReturnSeconds, contactIdleSeconds, contactCloseSeconds } = fields;
    const faults = [
      ...(skills.accountIds ?? [])
        .filter((id) => this.accounts.byId(id) === undefined)
        .map((id) => `skills.accountIds: there is no account ${id}`),
      ...(idleReturnSeconds !== undefined && idleReturnSeconds <= (idleReminderSeconds ?? 0)
        ? ['idleReturnSeconds: must be more than idleReminderSeconds']
        : []),
      ...(contactCloseSeconds !== undefined && contactIdleSeconds === undefined
        ? ['contactCloseSeconds: means nothing without contactIdleSeconds']
        : []),
    ];
    if (faults.length > 0) {
      throw new InvalidRequestError('the group cannot be so', faults);
    }
  }
}

/** @returns how many there are. */
async function assertRoom(tx: Tx): Promise<number> {
  const count = await countGroups(tx);
  if (count >= GROUPS_MAX) {
    throw new AppError('request.conflict', `there are ${GROUPS_MAX} groups at most`);
  }
  return count;
}

async function countGroups(tx: Tx): Promise<number> {
  const [row] = await tx.rows<{ count: number }>('select count(*)::integer from skill_groups');
  return row?.count ?? 0;
}

function detailsOf({ id, name, isDefault, version }: StoredGroup, change: Change) {
  return { groupId: id, name, isDefault, version, ...change };
}
