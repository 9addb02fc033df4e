import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { type Author, authorOf, type Principal } from '../../common/access.js';
import { AppError, NotFoundError } from '../../common/app-error.js';
import { type HandoffId, type Id, newId } from '../../common/ids.js';
import { Database, type Sql } from '../../database/database.js';
import { Vault } from '../../privacy/vault/vault.js';
import { HandoffEvents } from '../events/handoff-events.js';
import { Cases } from './cases.js';

export type NoteId = Id<'HandoffNote'>;

/** What operators tell each other about a case; the contact never sees it. */
export interface Note {
  id: NoteId;
  author: Author;
  text: string;
  createdAt: Date;
}

export const NOTE_LENGTH_MAX = 4_000;
const NOTES_MAX = 100;

@Injectable()
export class Notes {
  constructor(
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly events: HandoffEvents,
    private readonly vault: Vault,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Personal data of the contact goes into his vault.
   * @throws {NotFoundError}
   * @throws {AppError} `request.conflict` where the case has 100 already.
   */
  async add(handoffId: HandoffId, text: string, actor: Principal, requestId: string): Promise<Note> {
    return this.database.transaction(async (tx) => {
      const handoff = await this.cases.lock(tx, handoffId);
      if (handoff === undefined) {
        throw new NotFoundError('the handoff');
      }
      const id = newId<NoteId>();
      const [stored = ''] = await this.vault.protect(tx, handoff.contactId, [text]);
      const [note] = await tx.rows<Note>(
        `insert into handoff_notes (id, handoff_id, author, text)
         select $1, $2, $3, $4 where (select count(*) from handoff_notes where handoff_id = $2) < ${NOTES_MAX}
         returning id, author, text, created_at as "createdAt"`,
        [id, handoffId, JSON.stringify(authorOf(actor)), stored],
      );
      if (note === undefined) {
        throw new AppError('request.conflict', `a handoff has ${NOTES_MAX} notes at most`);
      }
      const { conversationId, accountId, contactId, groupId, operatorId } = handoff;
      await this.audit.record(
        tx,
        { actor, accountId, contactId, conversationId, requestId },
        { action: 'handoff.noted', details: { handoffId, noteId: id } },
      );
      const details = { noteId: id };
      await this.events.record(tx, {
        type: 'handoff.note',
        handoffId,
        conversationId,
        accountId,
        groupId,
        operatorId,
        details,
      });
      return note;
    });
  }

  /** Oldest first. */
  of(sql: Sql, handoffId: HandoffId): Promise<Note[]> {
    return sql.rows<Note>(
      `select id, author, text, created_at as "createdAt" from handoff_notes where handoff_id = $1
        order by id limit ${NOTES_MAX}`,
      [handoffId],
    );
  }
}
