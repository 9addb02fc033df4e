import { Injectable } from '@nestjs/common';
import type { ConversationId, HandoffId, OperatorId } from '../../common/ids.js';
import type { Sql, Tx } from '../../database/database.js';
import { type Case, CASE_COLUMNS, type CaseRow, toCase } from './case.js';

const OPEN = `h.state in ('requested', 'offered', 'claimed')`;
const FROM = 'from handoffs h join contacts p on p.id = h.contact_id';
/** No operator has more at once than his capacity, which is 50 at most. */
const OF_OPERATOR_MAX = 100;

/** The cases as they stand. Whoever changes one locks it first. */
@Injectable()
export class Cases {
  async find(sql: Sql, id: HandoffId): Promise<Case | undefined> {
    const [row] = await sql.rows<CaseRow>(`select ${CASE_COLUMNS} ${FROM} where h.id = $1`, [id]);
    return row === undefined ? undefined : toCase(row);
  }

  /**
   * Locks the conversation and then the case until the transaction ends. Everybody does it in this order, which is also
   * that of a turn; a delivery that is about to begin waits, and sees who owns the conversation afterwards.
   */
  async lock(tx: Tx, id: HandoffId): Promise<Case | undefined> {
    const [, [row]] = await Promise.all([
      tx.rows(
        'select 1 from conversations where id = (select conversation_id from handoffs where id = $1) for no key update',
        [id],
      ),
      tx.rows<CaseRow>(`select ${CASE_COLUMNS} ${FROM} where h.id = $1 for no key update of h`, [id]),
    ]);
    return row === undefined ? undefined : toCase(row);
  }

  /** The one that is open, if any. */
  async openOfConversation(sql: Sql, conversationId: ConversationId): Promise<Case | undefined> {
    const [row] = await sql.rows<CaseRow>(`select ${CASE_COLUMNS} ${FROM} where h.conversation_id = $1 and ${OPEN}`, [
      conversationId,
    ]);
    return row === undefined ? undefined : toCase(row);
  }

  /** What the operator has claimed, the oldest claim first. */
  async claimedBy(sql: Sql, operatorId: OperatorId): Promise<Case[]> {
    const rows = await sql.rows<CaseRow>(
      `select ${CASE_COLUMNS} ${FROM} where h.operator_id = $1 and h.state = 'claimed'
        order by h.claimed_at, h.id limit ${OF_OPERATOR_MAX}`,
      [operatorId],
    );
    return rows.map(toCase);
  }
}
