import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { changeOf } from '../../audit/change.js';
import type { ApiCaller } from '../../common/access.js';
import { AppError, InvalidRequestError, NotFoundError } from '../../common/app-error.js';
import { assertMatch } from '../../common/entity-tag.js';
import { Database, type Tx } from '../../database/database.js';
import { assertMayGive, assertNotSelf, differing } from '../roles/giving.js';
import { Losses } from '../roles/losses.js';
import type { RoleBook } from '../roles/role-book.js';
import { ADMINISTRATOR } from '../roles/role.js';
import { RoleUse } from '../roles/role-use.js';
import { Roles } from '../roles/roles.js';
import { rolesByRules } from './entry-rule.js';
import { EntryRules } from './entry-rules.js';
import {
  findMember,
  isAnybodyElse,
  type KnownMember,
  listMembers,
  lockMember,
  type Member,
  type MemberFilter,
  storeMember,
} from './member.js';
import { MemberRoles } from './member-roles.js';
import { RecentCallers } from './recent-callers.js';

/** What somebody says of a member. */
export interface MemberChange {
  /** Null: those of the rules. */
  roles: readonly string[] | null;
  enabled: boolean;
}

interface Doer {
  caller: ApiCaller;
  requestId: string;
}

/** The members of the staff, for those who say who may do what. */
@Injectable()
export class Staff {
  constructor(
    private readonly database: Database,
    private readonly roles: Roles,
    private readonly rules: EntryRules,
    private readonly use: RoleUse,
    private readonly losses: Losses,
    private readonly memberRoles: MemberRoles,
    private readonly recent: RecentCallers,
    private readonly audit: AuditLog,
  ) {}

  /** Oldest first. */
  list(filter: MemberFilter): Promise<Member[]> {
    return listMembers(this.database, filter);
  }

  /** @throws {NotFoundError} */
  async get(id: string): Promise<Member> {
    return found(await findMember(this.database, id));
  }

  /**
   * In force in every process within 2 s. Who is shut out, or loses a role, has no session any more.
   * @throws {NotFoundError}
   * @throws {InvalidRequestError} for roles that are not there.
   * @throws {AppError} `request.precondition-failed`; `access.own-rights`; `access.escalation` where the caller does not
   *   hold what is given or taken away, which is everything where somebody is shut out or let in;
   *   `access.roles-conflict`; `access.last-administrator`.
   */
  async change(id: string, { roles, enabled }: MemberChange, doer: Doer, ifMatch?: string): Promise<Member> {
    return this.inOrder(id, doer, ifMatch, async (tx, before, book) => {
      const after: KnownMember = {
        ...before,
        enabled,
        roles: roles ?? rolesByRules(await this.rules.stored(tx), before.attributes),
        rolesFrom: roles === null ? 'rules' : 'hand',
        version: before.version + 1,
      };
      assertKnown(book, after.roles);
      const touched =
        before.enabled === enabled ? differing(before.roles, after.roles) : [...before.roles, ...after.roles];
      assertMayGive(doer.caller, book.permissionsOf(touched), book.reachOf(touched));
      await this.memberRoles.assertApart(tx, after.roles);
      await this.assertAdministered(tx, before, after);
      await storeMember(tx, after);
      await this.memberRoles.changed(tx, { actor: doer.caller, requestId: doer.requestId }, before, after);
      return after;
    });
  }

  /**
   * He is forgotten, and comes in again where a rule admits him: to keep somebody out, disable him.
   * @throws {NotFoundError}
   * @throws {AppError} what `change` throws.
   */
  async remove(id: string, doer: Doer, ifMatch?: string): Promise<void> {
    await this.inOrder(id, doer, ifMatch, async (tx, before, book) => {
      assertMayGive(doer.caller, book.permissionsOf(before.roles), book.reachOf(before.roles));
      await this.assertAdministered(tx, before, undefined);
      await this.losses.tell(tx, before.id);
      await tx.run('delete from staff where id = $1', [id]);
      const { attributes: _, ...told } = before;
      await this.audit.record(
        tx,
        { actor: doer.caller, requestId: doer.requestId },
        { action: 'staff.deleted', details: { staffId: id, version: before.version, ...changeOf(told, undefined) } },
      );
    });
  }

  private async inOrder<T>(
    id: string,
    { caller }: Doer,
    ifMatch: string | undefined,
    work: (tx: Tx, before: KnownMember, book: RoleBook) => Promise<T>,
  ): Promise<T> {
    assertNotSelf(caller, id);
    const done = await this.database.transaction(async (tx) => {
      await this.use.lock(tx);
      const before = found(await lockMember(tx, id));
      assertMatch(ifMatch, before.version);
      return work(tx, before, await this.roles.stored(tx));
    });
    this.recent.forgetAll();
    return done;
  }

  /** @throws {AppError} `access.last-administrator` */
  private async assertAdministered(tx: Tx, before: Member, after: Member | undefined): Promise<void> {
    if (administers(before) && !administers(after) && !(await isAnybodyElse(tx, ADMINISTRATOR, before.id))) {
      throw new AppError('access.last-administrator', 'nobody else administers: make somebody an administrator first');
    }
  }
}

function found<Known extends Member>(member: Known | undefined): Known {
  if (member === undefined) {
    throw new NotFoundError('the member');
  }
  return member;
}

function assertKnown(book: RoleBook, roles: readonly string[]): void {
  const faults = roles.filter((id) => book.byId(id) === undefined).map((id) => `roles: there is no role ${id}`);
  if (faults.length > 0) {
    throw new InvalidRequestError('the member cannot have these roles', faults);
  }
}

function administers(member: Member | undefined): boolean {
  return member !== undefined && member.enabled && member.roles.includes(ADMINISTRATOR);
}
