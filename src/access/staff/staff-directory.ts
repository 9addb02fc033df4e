import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { type ApiCaller, SYSTEM } from '../../common/access.js';
import { AppError } from '../../common/app-error.js';
import { newId, type StaffId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import { type LossObserver, Losses } from '../roles/losses.js';
import { ADMINISTRATOR } from '../roles/role.js';
import { RoleUse } from '../roles/role-use.js';
import { Roles } from '../roles/roles.js';
import { rolesByRules } from './entry-rule.js';
import { EntryRules } from './entry-rules.js';
import { attributesOf, type Identity } from './identity.js';
import {
  countMembers,
  findMember,
  isAnybodyElse,
  type KnownMember,
  lockMemberBy,
  markSeen,
  type Member,
  storeMember,
} from './member.js';
import { RecentCallers } from './recent-callers.js';
import { MemberRoles } from './member-roles.js';
import { StaffGroups } from './staff-groups.js';

const MEMBERS_MAX = 10_000;
const NAME_LENGTH_MAX = 100;

/** Who may come in, and what they may do once they are. */
@Injectable()
export class StaffDirectory {
  constructor(
    private readonly database: Database,
    private readonly roles: Roles,
    private readonly rules: EntryRules,
    private readonly use: RoleUse,
    private readonly losses: Losses,
    private readonly memberRoles: MemberRoles,
    private readonly groups: StaffGroups,
    private readonly recent: RecentCallers,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Finds the member, or makes one where a rule admits him. Roles that no hand gave are those of the rules of now.
   * @throws {AppError} `access.not-admitted` for whom no rule and no hand admits, `access.disabled` for whom somebody
   *   shut out, `access.roles-conflict` where the rules give what nobody may hold together.
   */
  async enter(tx: Tx, identity: Identity): Promise<Member> {
    await this.use.lock(tx);
    const known = await lockMemberBy(tx, identity);
    if (known?.enabled === false) {
      throw new AppError('access.disabled', 'somebody shut this member out');
    }
    const given = rolesByRules(await this.rules.stored(tx), attributesOf(identity));
    const roles = known?.rolesFrom === 'hand' ? known.roles : given;
    if (roles.length === 0) {
      throw new AppError('access.not-admitted', 'no rule of entry admits you: ask who administers');
    }
    await this.memberRoles.assertApart(tx, roles);
    return this.store(tx, identity, known, { roles, rolesFrom: known?.rolesFrom ?? 'rules' });
  }

  /** Whom `enter` refused has no more what the rules gave him before, and no session by it. */
  async turnAway(tx: Tx, identity: Identity): Promise<void> {
    await this.use.lock(tx);
    const known = await lockMemberBy(tx, identity);
    const attributes = attributesOf(identity);
    const given = rolesByRules(await this.rules.stored(tx), attributes);
    const isAdmitted = given.length > 0 && (await this.memberRoles.areApart(tx, given));
    if (known?.rolesFrom !== 'rules' || known.roles.length === 0 || isAdmitted) {
      return;
    }
    const after = { ...known, attributes, roles: [], version: known.version + 1 };
    await storeMember(tx, after);
    await this.memberRoles.changed(tx, { actor: SYSTEM }, known, after);
    tx.afterCommit(() => this.recent.forget(known.id));
  }

  /** Makes an administrator, by hand and enabled, of whoever it is: the first one, or one whom the command line resets. */
  async enterAsAdministrator(tx: Tx, identity: Identity): Promise<Member> {
    await this.use.lock(tx);
    const known = await lockMemberBy(tx, identity);
    const roles = [...new Set([...(known?.roles ?? []), ADMINISTRATOR])];
    const rolesFrom = 'hand' as const;
    return (await this.memberRoles.areApart(tx, roles))
      ? this.store(tx, identity, known, { roles, rolesFrom })
      : this.store(tx, identity, known, { roles: [ADMINISTRATOR], rolesFrom });
  }

  /** What a member may do; undefined where he is gone, shut out or has no role. At most a second old. */
  callerOf(id: StaffId): Promise<ApiCaller | undefined> {
    return this.recent.get(id, () => this.readCaller(id));
  }

  /** Whether anybody is left who administers. */
  administratorExists(): Promise<boolean> {
    return isAnybodyElse(this.database, ADMINISTRATOR, null);
  }

  /** Calls whenever a member lost something, in the transaction of the loss: his sessions end with it. */
  onLoss(observer: LossObserver): void {
    this.losses.register(observer);
  }

  private async readCaller(id: StaffId): Promise<ApiCaller | undefined> {
    const member = await findMember(this.database, id);
    if (member?.enabled !== true || member.roles.length === 0) {
      return undefined;
    }
    const { roles, userId } = member;
    const { book } = this.roles;
    const reach = book.reachWithin(roles, this.groups.of(userId));
    return { kind: 'staff', id, userId, permissions: book.permissionsOf(roles), reach };
  }

  private async store(
    tx: Tx,
    identity: Identity,
    known: KnownMember | undefined,
    given: Pick<Member, 'roles' | 'rolesFrom'>,
  ): Promise<Member> {
    if (known === undefined && (await countMembers(tx)) >= MEMBERS_MAX) {
      throw new AppError('request.conflict', `there are ${MEMBERS_MAX} members at most`);
    }
    const next = {
      id: known?.id ?? newId<StaffId>(),
      name: identity.name.slice(0, NAME_LENGTH_MAX).toWellFormed(),
      email: identity.email ?? known?.email ?? null,
      userId: identity.provider === 'wecom' ? identity.userId : null,
      oidc: identity.provider === 'oidc' ? { issuer: identity.issuer, subject: identity.subject } : null,
      attributes: attributesOf(identity),
      ...given,
      enabled: true,
    };
    const version = known === undefined ? 1 : known.version + (this.memberRoles.areSame(known, next) ? 0 : 1);
    await storeMember(tx, { ...next, version });
    await markSeen(tx, next.id);
    if (known === undefined) {
      const details = { staffId: next.id, provider: identity.provider, roles: next.roles, rolesFrom: next.rolesFrom };
      await this.audit.record(tx, { actor: SYSTEM }, { action: 'staff.created', details });
    } else if (!this.memberRoles.areSame(known, next)) {
      await this.memberRoles.changed(tx, { actor: SYSTEM }, known, { ...next, version });
    }
    tx.afterCommit(() => this.recent.forget(next.id));
    return { ...next, version, createdAt: known?.createdAt ?? new Date(), lastSeenAt: new Date() };
  }
}
