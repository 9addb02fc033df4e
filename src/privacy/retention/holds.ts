import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import type { AuditScope } from '../../audit/audit-event.js';
import { authorOf, type Principal } from '../../common/access.js';
import { AppError, NotFoundError } from '../../common/app-error.js';
import { assertMatch } from '../../common/entity-tag.js';
import {
  type AccountId,
  asId,
  type ContactId,
  type ConversationId,
  type LegalHoldId,
  newId,
} from '../../common/ids.js';
import { Database, type Sql, type Tx } from '../../database/database.js';
import { PersonalData } from '../detection/personal-data.js';
import { HOLD_COLUMNS, type HeldThing, type HoldRow, subjectOf } from './hold-rows.js';

export interface NewHold {
  subject: HeldThing;
  subjectId: string;
  reason: string;
  /** Null: until somebody releases it. */
  until: Date | null;
}

export interface HoldChange {
  reason: string;
  until: Date | null;
}

interface Doer {
  actor: Principal;
  requestId: string;
}

const TABLES: Readonly<Record<HeldThing, string>> = {
  contact: 'contacts',
  conversation: 'conversations',
  account: 'accounts',
};
const IS_ACTIVE = 'released_at is null and (until is null or until > clock_timestamp())';

/** What must not be removed, whatever its age and whoever asks: retention and erasure leave it where it is. */
@Injectable()
export class Holds {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly personalData: PersonalData,
  ) {}

  /** @throws {NotFoundError} for a thing that there is not. */
  async place({ subject, subjectId, reason, until }: NewHold, { actor, requestId }: Doer): Promise<HoldRow> {
    const holdId = newId<LegalHoldId>();
    await this.database.transaction(async (tx) => {
      const [thing] = await tx.rows(`select 1 from ${TABLES[subject]} where id = $1`, [subjectId]);
      if (thing === undefined) {
        throw new NotFoundError(`the ${subject}`);
      }
      await tx.run(
        `insert into legal_holds (id, ${subject}_id, reason, until, placed_by) values ($1, $2, $3, $4, $5)`,
        [holdId, subjectId, this.personalData.mask(reason), until, JSON.stringify(authorOf(actor))],
      );
      await this.record(tx, 'hold.placed', holdId, { actor, requestId });
    });
    return this.get(holdId);
  }

  /**
   * @throws {NotFoundError} also for one that was released.
   * @throws {PreconditionFailedError}
   */
  async change(id: string, { reason, until }: HoldChange, doer: Doer, ifMatch?: string): Promise<HoldRow> {
    await this.database.transaction(async (tx) => {
      await this.lockOpen(tx, id, ifMatch);
      await tx.run('update legal_holds set reason = $2, until = $3, version = version + 1 where id = $1', [
        id,
        this.personalData.mask(reason),
        until,
      ]);
      await this.record(tx, 'hold.changed', id, doer);
    });
    return this.get(id);
  }

  /**
   * From now on nothing is held by it. That there was one stays known.
   * @throws {NotFoundError} also for one that was released before.
   * @throws {PreconditionFailedError}
   */
  async release(id: string, doer: Doer, ifMatch?: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.lockOpen(tx, id, ifMatch);
      await tx.run(
        `update legal_holds set released_at = clock_timestamp(), released_by = $2, version = version + 1 where id = $1`,
        [id, JSON.stringify(authorOf(doer.actor))],
      );
      await this.record(tx, 'hold.released', id, doer);
    });
  }

  /** @throws {NotFoundError} */
  async get(id: string, sql: Sql = this.database): Promise<HoldRow> {
    const [row] = await sql.rows<HoldRow>(`select ${HOLD_COLUMNS} from legal_holds where id = $1`, [id]);
    if (row === undefined) {
      throw new NotFoundError('the hold');
    }
    return row;
  }

  /** Newest first; `before` is the id of the last of the page before. */
  list(isActive: boolean | undefined, before: string | undefined, limit: number): Promise<HoldRow[]> {
    return this.database.rows<HoldRow>(
      `select ${HOLD_COLUMNS} from legal_holds
        where ($1::boolean is null or (${IS_ACTIVE}) = $1) and ($2::uuid is null or id < $2)
        order by id desc limit $3`,
      [isActive ?? null, before ?? null, limit],
    );
  }

  /**
   * Whether anything of the contact must be kept: he himself, his account, or one of his conversations.
   * @throws {AppError} `privacy.on-hold`, which names the hold.
   */
  async assertFree(sql: Sql, contactId: ContactId): Promise<void> {
    const [hold] = await sql.rows<{ id: LegalHoldId }>(
      `select id from legal_holds
        where ${IS_ACTIVE}
          and (contact_id = $1
            or account_id = (select account_id from contacts where id = $1)
            or conversation_id in (select id from conversations where contact_id = $1))
        limit 1`,
      [contactId],
    );
    if (hold !== undefined) {
      throw new AppError('privacy.on-hold', `hold ${hold.id} keeps what is known of this contact`);
    }
  }

  private async lockOpen(tx: Tx, id: string, ifMatch: string | undefined): Promise<void> {
    const [row] = await tx.rows<{ version: number }>(
      'select version from legal_holds where id = $1 and released_at is null for update',
      [id],
    );
    if (row === undefined) {
      throw new NotFoundError('the hold');
    }
    assertMatch(ifMatch, row.version);
  }

  private async record(
    tx: Tx,
    action: 'hold.placed' | 'hold.changed' | 'hold.released',
    holdId: string,
    { actor, requestId }: Doer,
  ): Promise<void> {
    const row = await this.get(holdId, tx);
    const { subject, subjectId } = subjectOf(row);
    const details = { holdId, subject, subjectId, until: row.until?.toISOString() ?? null, reason: row.reason };
    await this.audit.record(tx, { actor, requestId, ...scopeOf(subject, subjectId) }, { action, details });
  }
}

function scopeOf(subject: HeldThing, id: string): Omit<AuditScope, 'actor' | 'requestId'> {
  switch (subject) {
    case 'contact':
      return { contactId: asId<ContactId>(id) };
    case 'conversation':
      return { conversationId: asId<ConversationId>(id) };
    case 'account':
      return { accountId: asId<AccountId>(id) };
  }
}
