import { randomUUID } from 'node:crypto';
import type { DynamicModule, Type } from '@nestjs/common';
import { expect } from 'vitest';
import { WecomAppModule } from '../../src/channels/wecom-app/wecom-app.module.js';
import {
  type AccountId,
  accountIdOf,
  asId,
  type ContactId,
  contactIdOf,
  type ConversationId,
  type GroupId,
  type HandoffId,
  type MessageId,
  newId,
  type OperatorId,
} from '../../src/common/ids.js';
import type { AppConfig } from '../../src/config/app-config.js';
import { Database } from '../../src/database/database.js';
import { Cases } from '../../src/handoff/cases/cases.js';
import type { Case } from '../../src/handoff/cases/case.js';
import { HandoffModule } from '../../src/handoff/handoff.module.js';
import { KnowledgeModule } from '../../src/knowledge/knowledge.module.js';
import { MessagingModule } from '../../src/messaging/messaging.module.js';
import { NotificationsModule } from '../../src/notifications/notifications.module.js';
import { QueueModule } from '../../src/queue/queue.module.js';
import { WecomSimulator } from '../../src/simulator/simulator.js';
import { type Call, TestPlatform } from './test-platform.js';

function features(config: AppConfig): (DynamicModule | Type)[] {
  return [
    QueueModule,
    MessagingModule.forRoot(config),
    WecomAppModule.forRoot(config),
    KnowledgeModule.forRoot(config),
    NotificationsModule.forRoot(config),
    HandoffModule.forRoot(config),
  ];
}

export interface Contact {
  contactId: ContactId;
  accountId: AccountId;
  externalId: string;
  conversationId: ConversationId;
}

/** What happens after a conversation, with real messages to a simulated WeCom, and without a dialog. */
export class TestService {
  private count = 0;

  private constructor(
    readonly platform: TestPlatform,
    readonly wecom: WecomSimulator,
  ) {}

  static async start(environment: Record<string, string> = {}): Promise<TestService> {
    const wecom = await WecomSimulator.start();
    const { corpId, agentId, secret, token, encodingAesKey } = wecom.app;
    wecom.app.callbackUrl = 'http://127.0.0.1:1/wecom/callback';
    const platform = await TestPlatform.start(features, {
      WECOM_CORP_ID: corpId,
      WECOM_AGENT_ID: `${agentId}`,
      WECOM_SECRET: secret,
      WECOM_TOKEN: token,
      WECOM_ENCODING_AES_KEY: encodingAesKey,
      WECOM_API_BASE_URL: wecom.apiBaseUrl,
      ...environment,
    });
    return new TestService(platform, wecom);
  }

  async stop(): Promise<void> {
    await this.platform.stop();
    await this.wecom.stop();
  }

  get database(): Database {
    return this.platform.app.get(Database);
  }

  get accountId(): AccountId {
    return accountIdOf(this.wecom.app.corpId, this.wecom.app.agentId);
  }

  /** Of the admin API; the answer's body is parsed. */
  async call(method: Call['method'], path: string, body?: unknown, headers: Record<string, string> = {}) {
    const answer = await this.platform.call({
      ...(method !== undefined && { method }),
      url: `/api/v1${path}`,
      ...(body !== undefined && { body }),
      headers,
    });
    const tag = answer.headers['etag'];
    return { status: answer.status, tag, body: answer.text === '' ? undefined : answer.json() };
  }

  /** Somebody new, in an open conversation. */
  async contact({ language = 'zh-Hans' }: { language?: string } = {}): Promise<Contact> {
    this.count += 1;
    const externalId = `contact-${this.count}`;
    const contactId = contactIdOf(this.accountId, externalId);
    const conversationId = newId<ConversationId>();
    await this.database.run('insert into contacts (id, account_id, external_id) values ($1, $2, $3)', [
      contactId,
      this.accountId,
      externalId,
    ]);
    await this.database.run(
      'insert into conversations (id, contact_id, account_id, language) values ($1, $2, $3, $4)',
      [conversationId, contactId, this.accountId, language],
    );
    return { contactId, accountId: this.accountId, externalId, conversationId };
  }

  async say(
    { conversationId, contactId }: Contact,
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
  async handoff(
    contact: Contact,
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

  async case(id: HandoffId): Promise<Case> {
    const found = await this.platform.app.get(Cases).find(this.database, id);
    if (found === undefined) {
      throw new TypeError('the case was just stored');
    }
    return found;
  }

  async operator(): Promise<{ id: OperatorId; memberId: string }> {
    this.count += 1;
    const memberId = `operator-${this.count}`;
    const body = { name: `坐席 ${this.count}`, memberId, accountId: this.accountId };
    const answer = await this.call('POST', '/operators', body);
    expect(answer.status).toBe(201);
    return { id: asId(answer.body.id), memberId };
  }

  async group(fields: Record<string, unknown> = {}): Promise<GroupId> {
    this.count += 1;
    const answer = await this.call('POST', '/groups', { name: `小组 ${this.count}`, ...fields });
    expect(answer.status).toBe(201);
    return asId(answer.body.id);
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
