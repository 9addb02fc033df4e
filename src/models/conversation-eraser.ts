import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ContactId } from '../common/ids.js';
import type { Tx } from '../database/database.js';
import { type Eraser, Erasers, type ExportedPart } from '../privacy/erasure/erasers.js';

/** By which ids providers know his conversations. What a provider itself keeps of them, its own operator has to remove. */
@Injectable()
export class ProviderConversationEraser implements Eraser, OnModuleInit {
  readonly name = 'provider-conversations';
  readonly rank = 60;

  constructor(private readonly erasers: Erasers) {}

  onModuleInit(): void {
    this.erasers.register(this);
  }

  async erase(tx: Tx, contactId: ContactId, until: Date): Promise<'done'> {
    await tx.run(
      `delete from provider_conversations
        where conversation_key in (select id::text from conversations where contact_id = $1 and started_at <= $2)`,
      [contactId, until],
    );
    return 'done';
  }

  /** They are ids of the provider's, and say nothing. */
  async *export(): AsyncGenerator<ExportedPart> {
    // nothing of the contact's own
  }
}
