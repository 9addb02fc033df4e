import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Chores } from '../../common/chores.js';
import { InvalidRequestError } from '../../common/app-error.js';
import type { AccountId, ConversationId, GroupId, HandoffId, MessageId, OperatorId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import type { HandoffEvent, HandoffEventType, StoredEvent } from './handoff-event.js';

const KEPT_DAYS = 30;
const FORGOTTEN_PER_CHORE = 5_000;
const TIMELINE_MAX = 200;
const POSITION = /^(\d{1,20})-(\d{1,18})$/;

interface Row {
  transaction: string;
  sequence: string;
  at: Date;
  type: HandoffEventType;
  handoff_id: HandoffId;
  conversation_id: ConversationId;
  account_id: AccountId;
  group_id: GroupId | null;
  operator_id: OperatorId | null;
  message_id: MessageId | null;
  details: HandoffEvent['details'] | null;
}

const COLUMNS = `transaction::text, sequence, at, type, handoff_id, conversation_id, account_id, group_id, operator_id,
  message_id, details`;

/**
 * What happened to cases, for consoles that watch. A reader goes by the transaction that wrote an event and sees only
 * what no running transaction can still come before: else what commits late under a low number would be missed.
 */
@Injectable()
export class HandoffEvents implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly chores: Chores,
  ) {}

  onModuleInit(): void {
    this.chores.register({ name: 'handoff-events', run: () => this.forgetOld() });
  }

  /** Written at the end of the caller's transaction. */
  record(tx: Tx, event: HandoffEvent): Promise<void> {
    tx.atCommit(
      `insert into handoff_events (type, handoff_id, conversation_id, account_id, group_id, operator_id, message_id, details)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        event.type,
        event.handoffId,
        event.conversationId,
        event.accountId,
        event.groupId ?? null,
        event.operatorId ?? null,
        event.messageId ?? null,
        event.details === undefined ? null : JSON.stringify(event.details),
      ],
    );
    return Promise.resolve();
  }

  /** The position behind everything that is there now. */
  async end(): Promise<string> {
    const [row] = await this.database.rows<{ end: string }>(
      'select (pg_snapshot_xmin(pg_current_snapshot())::text::numeric - 1)::text as end',
    );
    return `${row?.end ?? '0'}-${Number.MAX_SAFE_INTEGER}`;
  }

  /**
   * What follows a position, in order.
   * @throws {InvalidRequestError} for what is no position.
   */
  async after(position: string, limit: number): Promise<StoredEvent[]> {
    const [, transaction, sequence] = POSITION.exec(position) ?? [];
    if (transaction === undefined || sequence === undefined) {
      throw new InvalidRequestError('Last-Event-ID is not one of ours', ['Last-Event-ID: is not one of ours']);
    }
    const rows = await this.database.rows<Row>(
      `select ${COLUMNS} from handoff_events
        where (transaction, sequence) > ($1::xid8, $2::bigint) and transaction < pg_snapshot_xmin(pg_current_snapshot())
        order by handoff_events.transaction, sequence limit $3`,
      [transaction, sequence, limit],
    );
    return rows.map(toEvent);
  }

  /** The groups and operators that had to do with the conversations of these events. */
  async scopesOf(events: readonly StoredEvent[]): Promise<ReadonlyMap<ConversationId, ReadonlySet<string>>> {
    const ids = [...new Set(events.map(({ conversationId }) => conversationId))];
    const rows =
      ids.length === 0
        ? []
        : await this.database.rows<{ conversation_id: ConversationId; scope_ids: string[] }>(
            `select conversation_id, array_agg(scope_id::text) as scope_ids from conversation_scopes
              where conversation_id = any($1::uuid[]) group by 1`,
            [ids],
          );
    return new Map(rows.map((row) => [row.conversation_id, new Set(row.scope_ids)]));
  }

  /** What happened to one case, oldest first; what is older than 30 days is forgotten here, and stands in the audit log. */
  async timeline(handoffId: HandoffId): Promise<StoredEvent[]> {
    const rows = await this.database.rows<Row>(
      `select ${COLUMNS} from handoff_events where handoff_id = $1 order by sequence limit ${TIMELINE_MAX}`,
      [handoffId],
    );
    return rows.map(toEvent);
  }

  private forgetOld(): Promise<number> {
    return this.database.run(
      `delete from handoff_events where sequence in (
         select sequence from handoff_events where at < now() - interval '${KEPT_DAYS} days'
          order by at limit ${FORGOTTEN_PER_CHORE})`,
    );
  }
}

function toEvent(row: Row): StoredEvent {
  return {
    position: `${row.transaction}-${row.sequence}`,
    at: row.at,
    type: row.type,
    handoffId: row.handoff_id,
    conversationId: row.conversation_id,
    accountId: row.account_id,
    groupId: row.group_id,
    operatorId: row.operator_id,
    messageId: row.message_id ?? undefined,
    details: row.details ?? undefined,
  };
}

/** Below 0: the first comes earlier. Of what is no position nothing is said. */
export function comparePositions(one: string, other: string): number {
  const [oneTransaction = 0n, oneSequence = 0n] = one.split('-').map(BigInt);
  const [otherTransaction = 0n, otherSequence = 0n] = other.split('-').map(BigInt);
  const byTransaction = compare(oneTransaction, otherTransaction);
  return byTransaction === 0 ? compare(oneSequence, otherSequence) : byTransaction;
}

function compare(one: bigint, other: bigint): number {
  return one < other ? -1 : Number(one > other);
}
