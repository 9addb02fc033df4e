import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import type { AuditScope } from '../../audit/audit-event.js';
import { changeOf } from '../../audit/change.js';
import type { Tx } from '../../database/database.js';
import { Losses } from '../roles/losses.js';
import type { RoleBook } from '../roles/role-book.js';
import { Roles } from '../roles/roles.js';
import { assertApart, conflictIn } from '../roles/separation.js';
import type { Member } from './member.js';

/** What somebody may do, or whether he comes in at all. */
type Rights = Pick<Member, 'roles' | 'rolesFrom' | 'enabled'>;

/** Which roles one may have together, and what follows when they change. */
@Injectable()
export class MemberRoles {
  constructor(
    private readonly roles: Roles,
    private readonly losses: Losses,
    private readonly audit: AuditLog,
  ) {}

  async areApart(tx: Tx, roles: readonly string[]): Promise<boolean> {
    return this.areApartIn(await this.roles.stored(tx), roles);
  }

  areApartIn(book: RoleBook, roles: readonly string[]): boolean {
    return conflictIn(book.permissionsOf(roles)) === undefined;
  }

  /** @throws {AppError} `access.roles-conflict` */
  async assertApart(tx: Tx, roles: readonly string[]): Promise<void> {
    assertApart((await this.roles.stored(tx)).permissionsOf(roles));
  }

  areSame(one: Rights, other: Rights): boolean {
    return (
      one.enabled === other.enabled &&
      one.rolesFrom === other.rolesFrom &&
      one.roles.toSorted().join() === other.roles.toSorted().join()
    );
  }

  /** Records it; whoever lost something has no session any more. */
  async changed(
    tx: Tx,
    scope: AuditScope,
    before: Rights,
    after: Rights & Pick<Member, 'id' | 'version'>,
  ): Promise<void> {
    const { id, version } = after;
    const change = changeOf(rightsOf(before), rightsOf(after));
    await this.audit.record(tx, scope, { action: 'staff.updated', details: { staffId: id, version, ...change } });
    if (!after.enabled || before.roles.some((role) => !after.roles.includes(role))) {
      await this.losses.tell(tx, id);
    }
  }
}

function rightsOf({ roles, rolesFrom, enabled }: Rights): Rights {
  return { roles: roles.toSorted(), rolesFrom, enabled };
}
