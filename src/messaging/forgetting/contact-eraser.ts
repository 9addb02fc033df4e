import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ContactId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import { type Eraser, Erasers, type ExportedPart } from '../../privacy/erasure/erasers.js';

/** What makes of a contact somebody that nobody knows. */
export const FORGET_CONTACT = `external_id = 'erased-' || gen_random_uuid(), tags = '{}', ai_refused_at = null,
  erased_at = clock_timestamp(), version = version + 1`;

/**
 * Who he is. The row stays for what refers to it. If the same person writes again, he gets the same id, which follows from
 * his account and external id, and is known again from then on; of before there is nothing.
 */
@Injectable()
export class ContactEraser implements Eraser, OnModuleInit {
  readonly name = 'contact';
  readonly rank = 90;

  constructor(
    private readonly database: Database,
    private readonly erasers: Erasers,
  ) {}

  onModuleInit(): void {
    this.erasers.register(this);
  }

  /** Whoever has written since is there by his own will: his tags alone go. */
  async erase(tx: Tx, contactId: ContactId, until: Date): Promise<'done'> {
    const erased = await tx.run(`update contacts set ${FORGET_CONTACT} where id = $1 and last_seen_at <= $2`, [
      contactId,
      until,
    ]);
    if (erased === 0) {
      await tx.run(`update contacts set tags = '{}', version = version + 1 where id = $1`, [contactId]);
    }
    return 'done';
  }

  async *export(contactId: ContactId): AsyncGenerator<ExportedPart> {
    const rows = await this.database.rows<object>(
      `select id, account_id as "accountId", external_id as "externalId", tags, created_at as "createdAt",
              last_seen_at as "lastSeenAt", ai_refused_at as "machineRefusedAt"
         from contacts where id = $1`,
      [contactId],
    );
    yield { name: 'contact', rows };
  }
}
