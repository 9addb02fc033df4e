import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ContactId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import { Vault } from '../vault/vault.js';
import { type Eraser, Erasers, type ExportedPart } from './erasers.js';

const EVENTS_PER_BATCH = 2_000;
const ORIGINALS_MAX = 10_000;

/**
 * The contact's key and originals, the personal part of what is recorded of him, and the notices that he was given. What
 * an event proves of a text can be shown no more then; the event and its place in the chain stand.
 */
@Injectable()
export class VaultEraser implements Eraser, OnModuleInit {
  readonly name = 'vault';
  readonly rank = 10;

  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly erasers: Erasers,
  ) {}

  onModuleInit(): void {
    this.erasers.register(this);
  }

  async erase(tx: Tx, contactId: ContactId, until: Date): Promise<'more' | 'done'> {
    await this.vault.forget(tx, contactId);
    await tx.run('delete from contact_notices where contact_id = $1 and at <= $2', [contactId, until]);
    const events = await tx.run(
      `delete from audit_personal p using (
         select event_id, at from audit_personal where contact_id = $1 and at <= $2 limit ${EVENTS_PER_BATCH}) as old
        where p.event_id = old.event_id and p.at = old.at`,
      [contactId, until],
    );
    return events < EVENTS_PER_BATCH ? 'done' : 'more';
  }

  async *export(contactId: ContactId): AsyncGenerator<ExportedPart> {
    yield {
      name: 'notices',
      rows: await this.database.rows(
        `select version, language, message_id as "messageId", at from contact_notices where contact_id = $1 order by at`,
        [contactId],
      ),
    };
    const originals = await this.vault.allOriginals(this.database, contactId, ORIGINALS_MAX);
    yield {
      name: 'personalData',
      rows: originals.map(({ label, number, original }) => ({ kind: label, number, value: original })),
    };
  }
}
