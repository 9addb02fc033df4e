import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { changeOf } from '../../audit/change.js';
import { type ApiCaller, isPermission } from '../../common/access.js';
import { AppError, NotFoundError } from '../../common/app-error.js';
import { isStorable } from '../../common/storable.js';
import { assertMatch } from '../../common/entity-tag.js';
import { Database, type Sql, type Tx } from '../../database/database.js';
import { Polled } from '../../settings/polled.js';
import { assertMayGive, differing } from './giving.js';
import { builtInRoles } from './built-in-roles.js';
import { RoleBook } from './role-book.js';
import type { Role } from './role.js';
import { RoleUse } from './role-use.js';
import { assertApart } from './separation.js';

const ROLES_MAX = 100;

/** What somebody says of a role of the enterprise's own. */
export type RoleFields = Pick<Role, 'name' | 'description' | 'permissions' | 'reach'>;

interface RoleRow extends Omit<Role, 'permissions' | 'isBuiltIn'> {
  permissions: string[];
}

const COLUMNS = 'id, name, description, permissions, reach, version';

/**
 * Those that come with the program, and the enterprise's own. Kept in memory: a change is live in every process within
 * 2 s, and while the database is away the last known ones stay in force.
 */
@Injectable()
export class Roles implements OnModuleDestroy {
  private readonly known: Polled<RoleBook>;

  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly use: RoleUse,
  ) {
    this.known = new Polled(
      'roles',
      () => markOf(this.database),
      async () => new RoleBook([...builtInRoles, ...(await readRoles(this.database))]),
    );
  }

  /** Loads what is stored; nothing can be asked before. */
  async start(): Promise<void> {
    await this.known.start();
  }

  onModuleDestroy(): void {
    this.known.stop();
  }

  /** From memory, those that come with the program first. */
  get book(): RoleBook {
    return this.known.value;
  }

  /** @throws {NotFoundError} */
  get(id: string): Role {
    const role = this.book.byId(id);
    if (role === undefined) {
      throw new NotFoundError('the role');
    }
    return role;
  }

  /** As they stand at this moment of a transaction that `RoleUse` has locked. */
  async stored(tx: Tx): Promise<RoleBook> {
    return new RoleBook([...builtInRoles, ...(await readRoles(tx))]);
  }

  /**
   * @throws {AppError} `request.conflict` for an id or a name that another has, `access.escalation` for what the caller
   *   does not hold, `access.roles-conflict` for what nobody may hold together.
   */
  async create(caller: ApiCaller, requestId: string, id: string, fields: RoleFields): Promise<Role> {
    const role: Role = { ...fields, id, isBuiltIn: false, version: 1 };
    assertMayGive(caller, role.permissions, role.reach);
    assertApart(role.permissions);
    await this.change(async (tx) => {
      if ((await this.stored(tx)).byId(id) !== undefined) {
        throw new AppError('request.conflict', 'there is a role of this id already');
      }
      await this.assertRoom(tx);
      await this.store(tx, role);
      await this.audit.record(
        tx,
        { actor: caller, requestId },
        { action: 'role.created', details: { roleId: id, version: 1, ...changeOf(undefined, role) } },
      );
    });
    return this.get(id);
  }

  /**
   * Whoever has the role has what it then gives, in every process within 2 s.
   * @throws what `create` throws, {NotFoundError} and `request.precondition-failed`; what is taken away counts like what
   *   is given, and so does what a member holds besides.
   */
  async update(caller: ApiCaller, requestId: string, id: string, fields: RoleFields, ifMatch?: string): Promise<Role> {
    assertOwn(id);
    await this.change(async (tx) => {
      const before = await this.locked(tx, id, ifMatch);
      const after: Role = { ...fields, id, isBuiltIn: false, version: before.version + 1 };
      assertMayGive(caller, differing(before.permissions, after.permissions), widest(before.reach, after.reach));
      assertApart(after.permissions);
      await this.use.assertBearable(tx, after, await this.stored(tx));
      await this.store(tx, after);
      await this.use.changed(tx, id);
      await this.audit.record(
        tx,
        { actor: caller, requestId },
        { action: 'role.updated', details: { roleId: id, version: after.version, ...changeOf(before, after) } },
      );
    });
    return this.get(id);
  }

  /**
   * @throws {NotFoundError}
   * @throws {AppError} `request.precondition-failed`, `access.escalation`, and `request.conflict` while somebody has it.
   */
  async remove(caller: ApiCaller, requestId: string, id: string, ifMatch?: string): Promise<void> {
    assertOwn(id);
    await this.change(async (tx) => {
      const before = await this.locked(tx, id, ifMatch);
      assertMayGive(caller, before.permissions, before.reach);
      await this.use.assertUnused(tx, id);
      await tx.run('delete from roles where id = $1', [id]);
      await this.audit.record(
        tx,
        { actor: caller, requestId },
        { action: 'role.deleted', details: { roleId: id, version: before.version, ...changeOf(before, undefined) } },
      );
    });
  }

  /** What is given to whom is checked over all roles and members: one change after the other. */
  private async change(work: (tx: Tx) => Promise<void>): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.use.lock(tx);
      await work(tx);
    });
    await this.known.refresh();
  }

  private async locked(tx: Tx, id: string, ifMatch: string | undefined): Promise<Role> {
    const role = await lockRole(tx, id);
    if (role === undefined) {
      throw new NotFoundError('the role');
    }
    assertMatch(ifMatch, role.version);
    return role;
  }

  private async assertRoom(tx: Tx): Promise<void> {
    const [row] = await tx.rows<{ count: number }>('select count(*)::integer from roles');
    if ((row?.count ?? 0) >= ROLES_MAX) {
      throw new AppError('request.conflict', `there are ${ROLES_MAX} roles at most`);
    }
  }

  private async store(tx: Tx, { id, name, description, permissions, reach, version }: Role): Promise<void> {
    const namesakes = await tx.rows('select 1 from roles where name = $1 and id <> $2', [name, id]);
    if (namesakes.length > 0 || builtInRoles.some((role) => role.name === name)) {
      throw new AppError('request.conflict', 'another role has this name');
    }
    await tx.run(
      `insert into roles (id, name, description, permissions, reach, version) values ($1, $2, $3, $4, $5, $6)
       on conflict (id) do update
          set name = excluded.name, description = excluded.description, permissions = excluded.permissions,
              reach = excluded.reach, version = excluded.version, updated_at = clock_timestamp()`,
      [id, name, description, permissions, reach, version],
    );
  }
}

/** @throws {AppError} `request.conflict` for a role that comes with the program. */
function assertOwn(id: string): void {
  if (builtInRoles.some((role) => role.id === id)) {
    throw new AppError('request.conflict', 'this role comes with the program and stays as it is');
  }
}

function widest(one: Role['reach'], other: Role['reach']): Role['reach'] {
  return one === other ? one : 'all';
}

async function readRoles(sql: Sql): Promise<Role[]> {
  const rows = await sql.rows<RoleRow>(`select ${COLUMNS} from roles order by id`);
  return rows.map(toRole);
}

async function lockRole(tx: Tx, id: string): Promise<Role | undefined> {
  if (!isStorable(id)) {
    return undefined;
  }
  const [row] = await tx.rows<RoleRow>(`select ${COLUMNS} from roles where id = $1 for update`, [id]);
  return row && toRole(row);
}

async function markOf(sql: Sql): Promise<string> {
  const [row] = await sql.rows<{ mark: string }>(
    `select count(*) || '/' || coalesce(sum(hashtextextended(id || '/' || version || '/' || created_at, 0)), 0) as mark
       from roles`,
  );
  return row?.mark ?? '';
}

/** A permission that a later version of the program knew is none. */
function toRole({ permissions, ...row }: RoleRow): Role {
  return { ...row, permissions: permissions.filter(isPermission), isBuiltIn: false };
}
