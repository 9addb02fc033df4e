import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { changeOf } from '../../audit/change.js';
import type { ApiCaller } from '../../common/access.js';
import { AppError, InvalidRequestError, NotFoundError } from '../../common/app-error.js';
import { assertMatch } from '../../common/entity-tag.js';
import { newId, type StaffEntryRuleId } from '../../common/ids.js';
import { Database, type Sql, type Tx } from '../../database/database.js';
import { assertMayGive, assertNotSelf } from '../roles/giving.js';
import { ADMINISTRATOR } from '../roles/role.js';
import type { RoleBook } from '../roles/role-book.js';
import { RoleUse } from '../roles/role-use.js';
import { Roles } from '../roles/roles.js';
import { type EntryRule, rolesByRules } from './entry-rule.js';
import { isAnybodyElse, lockMembersByRules, storeMember } from './member.js';
import { MemberRoles } from './member-roles.js';
import { RecentCallers } from './recent-callers.js';

const RULES_MAX = 200;
const COLUMNS = 'id, name, kind, value, roles, enabled, version';
const NUMBER = /^[1-9]\d{0,9}$/;

/** What somebody says of a rule. */
export type EntryRuleFields = Omit<EntryRule, 'id' | 'version'>;

interface Doer {
  caller: ApiCaller;
  requestId: string;
}

/** Who may come in without anybody having named him, and with which roles. */
@Injectable()
export class EntryRules {
  constructor(
    private readonly database: Database,
    private readonly roles: Roles,
    private readonly use: RoleUse,
    private readonly memberRoles: MemberRoles,
    private readonly recent: RecentCallers,
    private readonly audit: AuditLog,
  ) {}

  /** Oldest first. */
  async stored(sql: Sql = this.database): Promise<EntryRule[]> {
    return sql.rows<EntryRule>(`select ${COLUMNS} from staff_entry_rules order by id`);
  }

  /** @throws {NotFoundError} */
  async get(id: string, sql: Sql = this.database): Promise<EntryRule> {
    const [rule] = await sql.rows<EntryRule>(`select ${COLUMNS} from staff_entry_rules where id = $1`, [id]);
    if (rule === undefined) {
      throw new NotFoundError('the entry rule');
    }
    return rule;
  }

  /**
   * Members whose roles are those of the rules have the new ones at once.
   * @throws {InvalidRequestError} for roles that are not there, and for no number of a department or tag.
   * @throws {AppError} `request.conflict` for a name that another has, `access.escalation`, `access.roles-conflict`.
   */
  async create(fields: EntryRuleFields, { caller, requestId }: Doer): Promise<EntryRule> {
    const rule: EntryRule = { ...fields, id: newId<StaffEntryRuleId>(), version: 1 };
    await this.change({ caller, requestId }, async (tx, book) => {
      this.assertGiven(caller, book, rule.roles);
      await this.store(tx, book, rule);
      await this.audit.record(
        tx,
        { actor: caller, requestId },
        { action: 'staff.rule-created', details: { entryRuleId: rule.id, version: 1, ...changeOf(undefined, rule) } },
      );
    });
    return rule;
  }

  /** @throws what `create` throws, {NotFoundError} and `request.precondition-failed`. */
  async update(id: string, fields: EntryRuleFields, doer: Doer, ifMatch?: string): Promise<EntryRule> {
    return this.change(doer, async (tx, book) => {
      const before = await this.get(id, tx);
      assertMatch(ifMatch, before.version);
      const after: EntryRule = { ...fields, id: before.id, version: before.version + 1 };
      this.assertGiven(doer.caller, book, [...before.roles, ...after.roles]);
      await this.store(tx, book, after);
      await this.audit.record(
        tx,
        { actor: doer.caller, requestId: doer.requestId },
        {
          action: 'staff.rule-updated',
          details: { entryRuleId: id, version: after.version, ...changeOf(before, after) },
        },
      );
      return after;
    });
  }

  /**
   * @throws {NotFoundError}
   * @throws {AppError} `request.precondition-failed`, `access.escalation`
   */
  async remove(id: string, doer: Doer, ifMatch?: string): Promise<void> {
    await this.change(doer, async (tx, book) => {
      const before = await this.get(id, tx);
      assertMatch(ifMatch, before.version);
      this.assertGiven(doer.caller, book, before.roles);
      await tx.run('delete from staff_entry_rules where id = $1', [id]);
      await this.audit.record(
        tx,
        { actor: doer.caller, requestId: doer.requestId },
        {
          action: 'staff.rule-deleted',
          details: { entryRuleId: id, version: before.version, ...changeOf(before, undefined) },
        },
      );
    });
  }

  private async change<T>(doer: Doer, work: (tx: Tx, book: RoleBook) => Promise<T>): Promise<T> {
    const result = await this.database.transaction(async (tx) => {
      await this.use.lock(tx);
      const done = await work(tx, await this.roles.stored(tx));
      await this.apply(tx, doer);
      return done;
    });
    this.recent.forgetAll();
    return result;
  }

  /** @throws {AppError} `access.escalation` */
  private assertGiven(caller: ApiCaller, book: RoleBook, roles: readonly string[]): void {
    assertMayGive(caller, book.permissionsOf(roles), book.reachOf(roles));
  }

  private async store(tx: Tx, book: RoleBook, rule: EntryRule): Promise<void> {
    const { id, name, kind, value, roles, enabled, version } = rule;
    assertSound(rule, book);
    await this.memberRoles.assertApart(tx, roles);
    const others = await tx.rows<{ name: string }>('select name from staff_entry_rules where id <> $1', [id]);
    if (others.some((other) => other.name === name)) {
      throw new AppError('request.conflict', 'another rule has this name');
    }
    if (others.length >= RULES_MAX) {
      throw new AppError('request.conflict', `there are ${RULES_MAX} rules at most`);
    }
    await tx.run(
      `insert into staff_entry_rules (id, name, kind, value, roles, enabled, version) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (id) do update
          set name = excluded.name, kind = excluded.kind, value = excluded.value, roles = excluded.roles,
              enabled = excluded.enabled, version = excluded.version, updated_at = clock_timestamp()`,
      [id, name, kind, value, roles, enabled, version],
    );
  }

  /**
   * What the rules now give to those who came in before. Whom they give what nobody may hold together gets nothing.
   * @throws {AppError} `access.own-rights` for a rule that gives the caller his, `access.last-administrator`
   */
  private async apply(tx: Tx, { caller, requestId }: Doer): Promise<void> {
    const rules = await this.stored(tx);
    const hadAdministrator = await isAnybodyElse(tx, ADMINISTRATOR, null);
    const book = await this.roles.stored(tx);
    for (const member of await lockMembersByRules(tx)) {
      const given = rolesByRules(rules, member.attributes);
      const roles = this.memberRoles.areApartIn(book, given) ? given : [];
      const after = { ...member, roles, version: member.version + 1 };
      if (!this.memberRoles.areSame(member, after)) {
        assertNotSelf(caller, member.id);
        await storeMember(tx, after);
        await this.memberRoles.changed(tx, { actor: caller, requestId }, member, after);
      }
    }
    if (hadAdministrator && !(await isAnybodyElse(tx, ADMINISTRATOR, null))) {
      throw new AppError('access.last-administrator', 'nobody would be left who administers');
    }
  }
}

function assertSound({ kind, value, roles }: EntryRule, book: RoleBook): void {
  const isNumbered = kind === 'department' || kind === 'tag';
  const faults = [
    ...roles.filter((id) => book.byId(id) === undefined).map((id) => `roles: there is no role ${id}`),
    ...(isNumbered && !NUMBER.test(value) ? ['value: must be the number of the department or tag'] : []),
    ...(!isNumbered && (kind === 'everybody') !== (value === '')
      ? [kind === 'everybody' ? 'value: must be left out for everybody' : 'value: must say whom']
      : []),
  ];
  if (faults.length > 0) {
    throw new InvalidRequestError('the rule cannot be so', faults);
  }
}
