import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { type Change, changeOf } from '../../audit/change.js';
import type { Principal } from '../../common/access.js';
import { AppError, InvalidRequestError, NotFoundError } from '../../common/app-error.js';
import { assertMatch } from '../../common/entity-tag.js';
import { type HandoffRuleId, newId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import { Accounts } from '../../settings/accounts.js';
import { Polled } from '../../settings/polled.js';
import { isOpen } from '../calendar/calendar.js';
import { Groups } from '../groups/groups.js';
import { orNamedElsewhere } from '../named-elsewhere.js';
import { demandOf } from './demand.js';
import type { HandoffRule, RuleDemand, RuleFacts } from './handoff-rule.js';
import { lockRule, markOfRules, readRules, storeRule } from './rule-rows.js';

const RULES_MAX = 100;

/** What an administrator says of a rule. */
export type RuleFields = Omit<HandoffRule, 'id' | 'version' | 'updatedAt'>;

/**
 * The enterprise's own reasons to call a human. Kept in memory: a change is live in every process within 2 s, and while
 * the database is away the last known ones stay in force.
 */
@Injectable()
export class HandoffRules implements OnModuleDestroy {
  private readonly cache: Polled<readonly HandoffRule[]>;

  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly accounts: Accounts,
    private readonly groups: Groups,
  ) {
    this.cache = new Polled(
      'handoff rules',
      () => markOfRules(this.database),
      () => readRules(this.database),
    );
  }

  /** Loads what is stored; nothing can be asked before. */
  async start(): Promise<void> {
    await this.cache.start();
  }

  onModuleDestroy(): void {
    this.cache.stop();
  }

  /** From memory: what the first rule that matches asks for. Without a group, it is always open. */
  demand(facts: RuleFacts): RuleDemand | undefined {
    return demandOf(this.cache.value, facts, ({ groupId }) =>
      isOpen(this.groups.pick({ ...facts, groupId })?.calendar, facts.at),
    );
  }

  /** From memory, in the order in which they are asked. */
  list(): readonly HandoffRule[] {
    return this.cache.value;
  }

  /** @throws {NotFoundError} */
  get(id: string): HandoffRule {
    const rule = this.cache.value.find((other) => other.id === id);
    if (rule === undefined) {
      throw new NotFoundError('the rule');
    }
    return rule;
  }

  /**
   * @throws {InvalidRequestError} for accounts and groups that are not there.
   * @throws {AppError} `request.conflict` for a name that another has.
   */
  async create(actor: Principal, requestId: string, fields: RuleFields): Promise<HandoffRule> {
    this.assertKnown(fields);
    const rule = { ...fields, id: newId<HandoffRuleId>(), version: 1 };
    await this.change(async (tx) => {
      await assertRoom(tx);
      await assertNameFree(tx, rule);
      await storeRule(tx, rule);
      await this.audit.record(
        tx,
        { actor, requestId },
        { action: 'handoff.rule-created', details: detailsOf(rule, changeOf(undefined, rule)) },
      );
    });
    return this.get(rule.id);
  }

  /**
   * @param ifMatch the ETag that was seen, as the header says it.
   * @throws what `create` throws, {NotFoundError} and `request.precondition-failed`.
   */
  async update(
    actor: Principal,
    requestId: string,
    id: string,
    fields: RuleFields,
    ifMatch?: string,
  ): Promise<HandoffRule> {
    this.assertKnown(fields);
    await this.change(async (tx) => {
      const before = await lockRule(tx, id);
      assertMatch(ifMatch, before.version);
      const after = { ...fields, id: before.id, version: before.version + 1 };
      await assertNameFree(tx, after);
      await storeRule(tx, after);
      await this.audit.record(
        tx,
        { actor, requestId },
        { action: 'handoff.rule-updated', details: detailsOf(after, changeOf(before, after)) },
      );
    });
    return this.get(id);
  }

  /** @throws {NotFoundError} and `request.precondition-failed`. */
  async remove(actor: Principal, requestId: string, id: string, ifMatch?: string): Promise<void> {
    await this.change(async (tx) => {
      const before = await lockRule(tx, id);
      assertMatch(ifMatch, before.version);
      await tx.run('delete from handoff_rules where id = $1', [id]);
      await this.audit.record(
        tx,
        { actor, requestId },
        { action: 'handoff.rule-deleted', details: detailsOf(before, changeOf(before, undefined)) },
      );
    });
  }

  /** Names and their number are checked over all rules: one change after the other. */
  private async change(work: (tx: Tx) => Promise<void>): Promise<void> {
    await orNamedElsewhere('the group is gone', () =>
      this.database.transaction(async (tx) => {
        await tx.rows(`select pg_advisory_xact_lock(hashtextextended('handoff_rules', 0))`);
        await work(tx);
      }),
    );
    await this.cache.refresh();
  }

  private assertKnown({ when, groupId }: RuleFields): void {
    const faults = [
      ...(when.accountIds ?? [])
        .filter((id) => this.accounts.byId(id) === undefined)
        .map((id) => `when.accountIds: there is no account ${id}`),
      ...(groupId !== undefined && this.groups.byId(groupId) === undefined
        ? [`groupId: there is no group ${groupId}`]
        : []),
    ];
    if (faults.length > 0) {
      throw new InvalidRequestError('the rule names what there is not', faults);
    }
  }
}

async function assertRoom(tx: Tx): Promise<void> {
  const [row] = await tx.rows<{ count: number }>('select count(*)::integer from handoff_rules');
  if ((row?.count ?? 0) >= RULES_MAX) {
    throw new AppError('request.conflict', `there are ${RULES_MAX} rules at most`);
  }
}

async function assertNameFree(tx: Tx, { id, name }: Pick<HandoffRule, 'id' | 'name'>): Promise<void> {
  const others = await tx.rows('select 1 from handoff_rules where name = $1 and id <> $2', [name, id]);
  if (others.length > 0) {
    throw new AppError('request.conflict', 'another rule has this name');
  }
}

function detailsOf({ id, name, enabled, version }: Omit<HandoffRule, 'updatedAt'>, change: Change) {
  return { ruleId: id, name, enabled, version, ...change };
}
