import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { type Change, changeOf } from '../../audit/change.js';
import type { Principal } from '../../common/access.js';
import { AppError, InvalidRequestError, NotFoundError } from '../../common/app-error.js';
import { assertMatch } from '../../common/entity-tag.js';
import { type FilterRuleId, newId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import { Accounts } from '../../settings/accounts.js';
import { assertAccounts } from './filter-accounts.js';
import type { FilterAction, FilterDirection } from './filter-verdict.js';
import { Filters } from './filters.js';
import { PatternError } from '../../common/linear-pattern.js';
import { programOf, type RuleKind } from './output-rules.js';
import type { RuleRow } from './stored-filters.js';

const RULES_MAX = 100;
const LOCK = 'filter-rules';

/** What editors say of a rule. */
export interface RuleChange {
  name: string;
  kind: RuleKind;
  /** Of a pattern; null of another kind. */
  pattern: string | null;
  action: FilterAction;
  direction: FilterDirection;
  exceptCategories: readonly string[];
  /** Null: all. */
  accountIds: readonly string[] | null;
  enabled: boolean;
}

/** Rules for what must not be said. */
@Injectable()
export class FilterRules {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly accounts: Accounts,
    private readonly filters: Filters,
  ) {}

  /** By id, which is by age. */
  list(after: string | undefined, limit: number): Promise<RuleRow[]> {
    return this.database.rows<RuleRow>(
      'select * from filter_rules where $1::uuid is null or id > $1 order by id limit $2',
      [after ?? null, limit],
    );
  }

  /** @throws {NotFoundError} */
  async get(id: string): Promise<RuleRow> {
    return found(await this.database.rows<RuleRow>('select * from filter_rules where id = $1', [id]));
  }

  /**
   * @throws {InvalidRequestError} for a pattern that cannot be compiled.
   * @throws {AppError} `request.conflict` for a name that there is already, or too many rules.
   */
  async create(actor: Principal, requestId: string, rule: RuleChange): Promise<RuleRow> {
    this.assertSound(rule);
    const created = await this.database.transaction(async (tx) => {
      await lockRules(tx);
      await assertNameIsFree(tx, rule.name, undefined);
      const [count] = await tx.rows<{ count: number }>('select count(*)::integer from filter_rules');
      if ((count?.count ?? 0) >= RULES_MAX) {
        throw new AppError('request.conflict', `there are ${RULES_MAX} rules already, which is the most`);
      }
      const row = found(
        await tx.rows<RuleRow>(
          `insert into filter_rules
             (id, name, kind, pattern, action, direction, except_categories, account_ids, enabled)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning *`,
          [newId<FilterRuleId>(), ...columnsOf(rule)],
        ),
      );
      await this.record(tx, actor, requestId, 'filter.rule-created', row, changeOf(undefined, row));
      return row;
    });
    await this.filters.refresh();
    return created;
  }

  /**
   * @throws {NotFoundError}
   * @throws {InvalidRequestError} for a pattern that cannot be compiled.
   * @throws {AppError} `request.precondition-failed`; `request.conflict` for a name that another has.
   */
  async update(actor: Principal, requestId: string, id: string, rule: RuleChange, ifMatch?: string): Promise<RuleRow> {
    this.assertSound(rule);
    const updated = await this.database.transaction(async (tx) => {
      await lockRules(tx);
      const before = await locked(tx, id);
      assertMatch(ifMatch, before.version);
      await assertNameIsFree(tx, rule.name, id);
      const row = found(
        await tx.rows<RuleRow>(
          `update filter_rules
              set name = $2, kind = $3, pattern = $4, action = $5, direction = $6, except_categories = $7,
                  account_ids = $8, enabled = $9, version = version + 1, updated_at = clock_timestamp()
            where id = $1 returning *`,
          [id, ...columnsOf(rule)],
        ),
      );
      await this.record(tx, actor, requestId, 'filter.rule-updated', row, changeOf(before, row));
      return row;
    });
    await this.filters.refresh();
    return updated;
  }

  /**
   * @throws {NotFoundError}
   * @throws {AppError} `request.precondition-failed`
   */
  async remove(actor: Principal, requestId: string, id: string, ifMatch?: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const row = await locked(tx, id);
      assertMatch(ifMatch, row.version);
      await tx.run('delete from filter_rules where id = $1', [id]);
      await this.record(tx, actor, requestId, 'filter.rule-deleted', row, changeOf(row, undefined));
    });
    await this.filters.refresh();
  }

  private assertSound(rule: RuleChange): void {
    assertAccounts(this.accounts, rule.accountIds);
    if ((rule.kind === 'pattern') !== (rule.pattern !== null)) {
      throw new InvalidRequestError('the rule needs a pattern if it is one, and none if it is not', [
        'pattern: belongs to the kind "pattern"',
      ]);
    }
    try {
      programOf(rule);
    } catch (error) {
      if (error instanceof PatternError) {
        throw new InvalidRequestError(`the pattern cannot be used: ${error.message}`, [`pattern: ${error.message}`]);
      }
      throw error;
    }
  }

  private async record(
    tx: Tx,
    actor: Principal,
    requestId: string,
    action: 'filter.rule-created' | 'filter.rule-updated' | 'filter.rule-deleted',
    row: RuleRow,
    change: Change,
  ): Promise<void> {
    const { id: ruleId, name, version, enabled } = row;
    const details = { ruleId, name, version, action: row.action, enabled, ...change };
    await this.audit.record(tx, { actor, requestId }, { action, details });
  }
}

function columnsOf(rule: RuleChange): unknown[] {
  const { name, kind, pattern, action, direction, exceptCategories, accountIds, enabled } = rule;
  return [name, kind, pattern, action, direction, exceptCategories, accountIds, enabled];
}

async function lockRules(tx: Tx): Promise<void> {
  await tx.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [LOCK]);
}

async function locked(tx: Tx, id: string): Promise<RuleRow> {
  return found(await tx.rows<RuleRow>('select * from filter_rules where id = $1 for update', [id]));
}

async function assertNameIsFree(tx: Tx, name: string, own: string | undefined): Promise<void> {
  const [other] = await tx.rows<{ id: string }>('select id from filter_rules where name = $1', [name]);
  if (other !== undefined && other.id !== own) {
    throw new AppError('request.conflict', 'there is a rule of this name already');
  }
}

function found([row]: readonly RuleRow[]): RuleRow {
  if (row === undefined) {
    throw new NotFoundError('the rule');
  }
  return row;
}
