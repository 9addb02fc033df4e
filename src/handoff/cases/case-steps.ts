import { Injectable } from '@nestjs/common';
import type { AuditDeed } from '../../audit/audit-event.js';
import { AuditLog } from '../../audit/audit-log.js';
import type { Principal } from '../../common/access.js';
import type { Tx } from '../../database/database.js';
import type { HandoffEvent, HandoffEventType } from '../events/handoff-event.js';
import { HandoffEvents } from '../events/handoff-events.js';
import { type Case, CASE_COLUMNS, type CaseRow, toCase } from './case.js';
import { CaseObservers } from './case-observers.js';
import { type CaseState, statesBefore } from './case-states.js';

/** Who does something to a case, and in answer to which request. */
export interface Doer {
  actor: Principal;
  requestId: string;
}

/** For a column: the moment, by database time. */
export const NOW = Symbol('now');

type Column =
  | 'group_id'
  | 'operator_id'
  | 'wanted_operator_id'
  | 'queued_at'
  | 'claimed_at'
  | 'confirmed_at'
  | 'held_at'
  | 'contact_asked_at'
  | 'reminded_at'
  | 'closed_at'
  | 'outcome'
  | 'note'
  | 'round'
  | 'stage'
  | 'offer_at'
  | 'alarmed_at'
  | 'first_response_warn_at'
  | 'first_response_due_at'
  | 'resolution_warn_at'
  | 'resolution_due_at'
  | 'due_at';

export type Columns = Partial<Record<Column, string | number | Date | null | typeof NOW>>;

export interface Change {
  set: Columns;
  deed: AuditDeed;
  event: HandoffEventType;
  details?: HandoffEvent['details'];
}

/** Each step of a case: one conditional update, with all that is told of it in the same transaction. */
@Injectable()
export class CaseSteps {
  constructor(
    private readonly events: HandoffEvents,
    private readonly observers: CaseObservers,
    private readonly audit: AuditLog,
  ) {}

  /** Undefined where the case cannot go there: it did not change. The caller has locked it. */
  async step(tx: Tx, before: Case, to: CaseState, change: Change, doer: Doer): Promise<Case | undefined> {
    const { assignments, values } = assign({ ...change.set }, 3);
    const [row] = await tx.rows<CaseRow>(
      `update handoffs h set state = $2${assignments} from contacts p
        where h.id = $1 and h.state = any($3::text[]) and p.id = h.contact_id returning ${CASE_COLUMNS}`,
      [before.id, to, statesBefore(to), ...values],
    );
    const after = row === undefined ? undefined : toCase(row);
    if (after !== undefined) {
      await this.tell(tx, before, after, change, doer);
    }
    return after;
  }

  /** What changes within a state, such as when it is next thought about. */
  async set(tx: Tx, { id }: Pick<Case, 'id'>, columns: Columns): Promise<void> {
    const { assignments, values } = assign(columns, 1);
    await tx.run(`update handoffs set id = id${assignments} where id = $1`, [id, ...values]);
  }

  private async tell(tx: Tx, before: Case, after: Case, { deed, event, details }: Change, doer: Doer): Promise<void> {
    const { accountId, contactId, conversationId } = after;
    await this.audit.record(tx, { ...doer, accountId, contactId, conversationId }, deed);
    await this.events.record(tx, {
      type: event,
      handoffId: after.id,
      conversationId,
      accountId,
      groupId: after.groupId,
      operatorId: after.operatorId ?? before.operatorId,
      details,
    });
    const isFormer =
      before.operatorId !== null && (after.state !== 'claimed' || after.operatorId !== before.operatorId);
    await this.observers.stepped(tx, {
      case: after,
      from: before.state,
      formerOperatorId: isFormer && before.operatorId !== null ? before.operatorId : undefined,
      ...doer,
    });
  }
}

function assign(columns: Columns, taken: number): { assignments: string; values: unknown[] } {
  const values: unknown[] = [];
  const assignments = Object.entries(columns).map(([column, value]) => {
    if (value === NOW) {
      return `, ${column} = clock_timestamp()`;
    }
    values.push(value);
    return `, ${column} = $${taken + values.length}`;
  });
  return { assignments: assignments.join(''), values };
}
