import { randomUUID } from 'node:crypto';
import { type HandoffId, type MessageId, newId } from '../../src/common/ids.js';
import { Cases } from '../../src/handoff/cases/cases.js';
import type { Case } from '../../src/handoff/cases/case.js';
import { type CaseContact, TestCases } from './test-cases.js';

/** A contact as `Surveys` and others want it named. */
export interface ServiceContact extends CaseContact {
  externalId: string;
}

/** What happens after a conversation: contacts, messages and cases are stored as they shall be, whatever made them so. */
export class TestService extends TestCases {
  static override async start(environment: Record<string, string> = {}): Promise<TestService> {
    return new TestService(...(await this.world(environment)));
  }

  /** Somebody new who writes in this language. */
  async newcomer(language = 'zh-Hans'): Promise<ServiceContact> {
    const contact = await this.contact();
    await this.database.run('update conversations set language = $2 where id = $1', [contact.conversationId, language]);
    return { ...contact, externalId: contact.user };
  }

  async said(
    { conversationId, contactId }: CaseContact,
    sender: 'contact' | 'bot' | 'operator',
    text: string,
  ): Promise<MessageId> {
    const id = newId<MessageId>();
    await this.database.run(
      `insert into messages (id, conversation_id, contact_id, direction, sender, content) values ($1, $2, $3, $4, $5, $6)`,
      [
        id,
        conversationId,
        contactId,
        sender === 'contact' ? 'inbound' : 'outbound',
        sender,
        JSON.stringify({ type: 'text', text }),
      ],
    );
    return id;
  }

  /** Of the contact's conversation, as it stands: what made it so is no matter here. */
  async stored(
    contact: CaseContact,
    fields: { state?: string; summary?: string; operatorId?: string; groupId?: string } = {},
  ) {
    const id = newId<HandoffId>();
    await this.database.run(
      `insert into handoffs (id, conversation_id, contact_id, account_id, reason, state, summary, operator_id, group_id,
              request_id, language)
       values ($1, $2, $3, $4, 'asked-for-human', $5, $6, $7, $8, $9, 'zh-Hans')`,
      [
        id,
        contact.conversationId,
        contact.contactId,
        contact.accountId,
        fields.state ?? 'requested',
        fields.summary ?? null,
        fields.operatorId ?? null,
        fields.groupId ?? null,
        randomUUID(),
      ],
    );
    return this.case(id);
  }

  private async case(id: HandoffId): Promise<Case> {
    const found = await this.get(Cases).find(this.database, id);
    if (found === undefined) {
      throw new TypeError('the case was just stored');
    }
    return found;
  }

  /** The actions that were audited for a request's subject, in order. */
  async audited(key: string, id: string): Promise<string[]> {
    const rows = await this.database.rows<{ action: string }>(
      `select action from audit_events where details->>$1 = $2 order by id`,
      [key, id],
    );
    return rows.map(({ action }) => action);
  }
}
