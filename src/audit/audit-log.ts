import { Injectable } from '@nestjs/common';
import type { Principal } from '../common/access.js';
import { type AuditEventId, newId } from '../common/ids.js';
import { toMoment } from '../common/moment.js';
import { Database, type Tx } from '../database/database.js';
import type { AuditDeed, AuditScope } from './audit-event.js';

export interface AuditRow {
  id: AuditEventId;
  at: Date;
  action: string;
  actor: Principal;
  account_id: string | null;
  contact_id: string | null;
  conversation_id: string | null;
  message_id: string | null;
  request_id: string | null;
  details: unknown;
}

export interface AuditFilter {
  action?: string | undefined;
  accountId?: string | undefined;
  conversationId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  before?: string | undefined;
  limit: number;
}

/** The record of everything done. An event is written in the transaction of the deed: both stand or neither does. */
@Injectable()
export class AuditLog {
  constructor(private readonly database: Database) {}

  record(tx: Tx, scope: AuditScope, deed: AuditDeed): Promise<void> {
    const { kind } = scope.actor;
    const actor = kind === 'system' ? { kind } : { kind, id: scope.actor.id };
    tx.atCommit(
      `insert into audit_events (id, action, actor, account_id, contact_id, conversation_id, message_id, request_id, details)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        newId(),
        deed.action,
        JSON.stringify(actor),
        scope.accountId ?? null,
        scope.contactId ?? null,
        scope.conversationId ?? null,
        scope.messageId ?? null,
        scope.requestId ?? null,
        JSON.stringify(deed.details),
      ],
    );
    return Promise.resolve();
  }

  /** Newest first; `before` is the id of the last event of the page before. */
  list(filter: AuditFilter): Promise<AuditRow[]> {
    return this.database.rows<AuditRow>(
      `select * from audit_events
        where ($1::text is null or action = $1)
          and ($2::uuid is null or account_id = $2)
          and ($3::uuid is null or conversation_id = $3)
          and ($4::timestamptz is null or at >= $4)
          and ($5::timestamptz is null or at < $5)
          and ($6::uuid is null or id < $6)
        order by id desc
        limit $7`,
      [
        filter.action ?? null,
        filter.accountId ?? null,
        filter.conversationId ?? null,
        toMoment(filter.from),
        toMoment(filter.to),
        filter.before ?? null,
        filter.limit,
      ],
    );
  }
}
