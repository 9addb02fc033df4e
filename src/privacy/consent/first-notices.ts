import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { SYSTEM } from '../../common/access.js';
import { type AccountId, type ContactId, type ConversationId, type MessageId, newId } from '../../common/ids.js';
import type { Tx } from '../../database/database.js';
import { Settings } from '../../settings/settings.js';

/** Whoever is about to be answered. */
export interface Notified {
  contactId: ContactId;
  accountId: AccountId;
  conversationId: ConversationId;
  /** Of the conversation. */
  language: string;
  requestId: string;
}

/** What the contact has to be told, as this message. */
export interface DueNotice {
  messageId: MessageId;
  text: string;
}

/** Conversations of which is known that their contact has been told. */
const KNOWN_MAX = 20_000;

/** Each contact is told once of each version that a machine answers, before it does. */
@Injectable()
export class FirstNotices {
  /** By conversation: whoever is erased and comes back has a new one, and is told anew. */
  private readonly known = new Map<ConversationId, number>();

  constructor(
    private readonly settings: Settings,
    private readonly audit: AuditLog,
  ) {}

  /**
   * What the contact has to be told now; the caller sends it in the same transaction. Undefined: nothing, he has been told.
   */
  async due(tx: Tx, { contactId, accountId, conversationId, language, requestId }: Notified) {
    const version = this.settings.describe('privacy.notice').version + 1; // the default is the first
    if (!this.settings.get('privacy.noticeEnabled') || this.known.get(conversationId) === version) {
      return undefined;
    }
    const messageId = newId<MessageId>();
    const told = await tx.run(
      `insert into contact_notices (contact_id, version, language, message_id) values ($1, $2, $3, $4)
       on conflict (contact_id, version) do nothing`,
      [contactId, version, language, messageId],
    );
    tx.afterCommit(() => this.remember(conversationId, version));
    if (told === 0) {
      return undefined;
    }
    await this.audit.record(
      tx,
      { actor: SYSTEM, accountId, contactId, conversationId, messageId, requestId },
      { action: 'contact.notified', details: { version, language } },
    );
    const due: DueNotice = { messageId, text: this.textIn(language) };
    return due;
  }

  /** Whoever speaks a language that it is not written in reads English. */
  private textIn(language: string): string {
    const texts = this.settings.get('privacy.notice');
    return language === 'zh-Hans' || language === 'zh-Hant' ? texts[language] : texts.en;
  }

  private remember(conversationId: ConversationId, version: number): void {
    const [oldest] = this.known.keys();
    if (this.known.size >= KNOWN_MAX && oldest !== undefined) {
      this.known.delete(oldest);
    }
    this.known.set(conversationId, version);
  }
}
