import { type Author, authorOf, type Principal } from '../../common/access.js';
import type { ContactId, MessageId, UnmaskingId } from '../../common/ids.js';
import type { Sql, Tx } from '../../database/database.js';

export const unmaskingStates = ['requested', 'approved', 'refused', 'revealed', 'expired'] as const;
export type UnmaskingState = (typeof unmaskingStates)[number];

/** Whose originals somebody wants to see: those of some messages, or a contact's own. */
export interface UnmaskingScope {
  contactId: ContactId | null;
  /** Of the contact; empty: all of his. */
  placeholders: readonly string[];
  messageIds: readonly MessageId[];
}

export interface UnmaskingRow extends UnmaskingScope {
  id: UnmaskingId;
  state: UnmaskingState;
  requestedBy: Author;
  reason: string;
  decidedBy: Author | null;
  decisionNote: string | null;
  createdAt: Date;
  /** Until then it can be decided, or fetched. */
  expiresAt: Date;
  decidedAt: Date | null;
  revealedAt: Date | null;
}

export interface Decision {
  state: 'approved' | 'refused';
  by: Principal;
  note: string | null;
}

const IS_OPEN = `state in ('requested', 'approved')`;
/** One that nobody has marked as expired yet is expired all the same. */
const STATE = `case when ${IS_OPEN} and expires_at <= clock_timestamp() then 'expired' else state end`;
const COLUMNS = `id, ${STATE} as state, requested_by as "requestedBy", reason, contact_id as "contactId", placeholders,
  message_ids as "messageIds", decided_by as "decidedBy", decision_note as "decisionNote", created_at as "createdAt",
  expires_at as "expiresAt", decided_at as "decidedAt", revealed_at as "revealedAt"`;

/** Within so many seconds somebody has to decide. */
const DECIDE_WITHIN_SECONDS = 86_400;
/** Within so many seconds what was approved has to be fetched. */
const FETCH_WITHIN_SECONDS = 900;
const EXPIRE_BATCH = 1_000;

export interface NewUnmasking extends UnmaskingScope {
  id: UnmaskingId;
  requestedBy: Principal;
  reason: string;
  state: 'requested' | 'revealed';
}

/** The table `unmaskings`. */
export class UnmaskingRows {
  async insert(tx: Tx, unmasking: NewUnmasking): Promise<UnmaskingRow> {
    const { id, requestedBy, reason, state, contactId, placeholders, messageIds } = unmasking;
    await tx.run(
      `insert into unmaskings (id, requested_by, reason, contact_id, placeholders, message_ids, state, expires_at, revealed_at)
       values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp() + $8 * interval '1 second',
               case when $7 = 'revealed' then clock_timestamp() end)`,
      [
        id,
        JSON.stringify(authorOf(requestedBy)),
        reason,
        contactId,
        placeholders,
        messageIds,
        state,
        state === 'requested' ? DECIDE_WITHIN_SECONDS : 0,
      ],
    );
    const row = await this.find(tx, id);
    if (row === undefined) {
      throw new TypeError('what was just inserted is there');
    }
    return row;
  }

  async find(sql: Sql, id: string): Promise<UnmaskingRow | undefined> {
    const [row] = await sql.rows<UnmaskingRow>(`select ${COLUMNS} from unmaskings where id = $1`, [id]);
    return row;
  }

  /** Locked until the end of the transaction. */
  async locked(tx: Tx, id: string): Promise<UnmaskingRow | undefined> {
    const [row] = await tx.rows<UnmaskingRow>(`select ${COLUMNS} from unmaskings where id = $1 for update`, [id]);
    return row;
  }

  /** Newest first; `before` is the id of the last of the page before. */
  list(
    sql: Sql,
    state: UnmaskingState | undefined,
    before: string | undefined,
    limit: number,
  ): Promise<UnmaskingRow[]> {
    return sql.rows<UnmaskingRow>(
      `select ${COLUMNS} from unmaskings
        where ($1::text is null or ${STATE} = $1) and ($2::uuid is null or id < $2)
        order by id desc limit $3`,
      [state ?? null, before ?? null, limit],
    );
  }

  /** How many wait for somebody. */
  async countOpen(sql: Sql): Promise<number> {
    const [row] = await sql.rows<{ count: number }>(
      `select count(*)::integer as count from unmaskings where ${IS_OPEN} and expires_at > clock_timestamp()`,
    );
    return row?.count ?? 0;
  }

  async decide(tx: Tx, id: string, { state, by, note }: Decision): Promise<void> {
    await tx.run(
      `update unmaskings set state = $2, decided_by = $3, decision_note = $4, decided_at = clock_timestamp(),
         expires_at = clock_timestamp() + $5 * interval '1 second'
        where id = $1`,
      [id, state, JSON.stringify(authorOf(by)), note, FETCH_WITHIN_SECONDS],
    );
  }

  async markRevealed(tx: Tx, id: string): Promise<void> {
    await tx.run(`update unmaskings set state = 'revealed', revealed_at = clock_timestamp() where id = $1`, [id]);
  }

  /** @returns those whose time is over and whom nobody had marked so, some of them. */
  async markExpired(tx: Tx): Promise<UnmaskingId[]> {
    const rows = await tx.rows<{ id: UnmaskingId }>(
      `update unmaskings set state = 'expired'
        where id in (select id from unmaskings where ${IS_OPEN} and expires_at <= clock_timestamp()
                      order by expires_at limit ${EXPIRE_BATCH} for update skip locked)
        returning id`,
    );
    return rows.map(({ id }) => id);
  }
}
