import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ContactId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import {
  type RetentionBatch,
  type RetentionKind,
  RetentionKinds,
  type RetentionResult,
} from '../../privacy/retention/retention-kinds.js';
import { Vault } from '../../privacy/vault/vault.js';
import { FORGET_CONTACT } from './contact-eraser.js';

/** Contacts who have not been seen for as long as messages are kept, and of whom no message is left: who they were goes. */
@Injectable()
export class ContactRetention implements RetentionKind, OnModuleInit {
  readonly name = 'contacts';
  readonly setting = 'retention.messagesDays';
  readonly isLast = true;

  constructor(
    private readonly database: Database,
    private readonly kinds: RetentionKinds,
    private readonly vault: Vault,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  /** In the order of their ids: no index follows the moment at which each message was written. */
  expire({ before, after, limit }: RetentionBatch): Promise<RetentionResult> {
    return this.database.transaction(async (tx) => {
      const contacts = await tx.rows<{ id: ContactId; old: boolean; held: boolean }>(
        `select p.id,
                p.last_seen_at < $1 and not exists (
                  select from conversations c where c.contact_id = p.id and c.expired_at is null) as old,
                is_held(p.id, null, p.account_id) as held
           from contacts p
          where p.erased_at is null and ($2::uuid is null or p.id > $2)
          order by p.id limit $3`,
        [before, after, limit],
      );
      const old = contacts.filter((contact) => contact.old);
      const free = old.filter(({ held }) => !held).map(({ id }) => id);
      const removed = await tx.run(`update contacts set ${FORGET_CONTACT} where id = any($1) and last_seen_at < $2`, [
        free,
        before,
      ]);
      for (const id of free) {
        await this.vault.forget(tx, id);
      }
      const next = contacts.length < limit ? null : (contacts.at(-1)?.id ?? null);
      return { removed, held: old.length - free.length, next };
    });
  }
}
