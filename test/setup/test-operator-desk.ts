import { expect, vi } from 'vitest';
import { WecomAppModule } from '../../src/channels/wecom-app/wecom-app.module.js';
import { SYSTEM } from '../../src/common/access.js';
import {
  type AccountId,
  type ContactId,
  contactIdOf,
  type ConversationId,
  type GroupId,
  type HandoffId,
  type MessageId,
  newId,
  type TurnId,
} from '../../src/common/ids.js';
import { Database } from '../../src/database/database.js';
import type { Case } from '../../src/handoff/cases/case.js';
import { Cases } from '../../src/handoff/cases/cases.js';
import { CasesModule } from '../../src/handoff/cases/cases.module.js';
import { Claims } from '../../src/handoff/cases/claims.js';
import { Handoffs } from '../../src/handoff/cases/handoffs.js';
import type { DeskDecision } from '../../src/handoff/desk/desk-decision.js';
import { DeskLine } from '../../src/handoff/desk/desk-line.js';
import { DeskModule } from '../../src/handoff/desk/desk.module.js';
import { Desk } from '../../src/handoff/desk/desk.js';
import { EventsModule } from '../../src/handoff/events/events.module.js';
import { GroupsModule } from '../../src/handoff/groups/groups.module.js';
import type { Operator } from '../../src/handoff/operators/operator.js';
import { OperatorsModule } from '../../src/handoff/operators/operators.module.js';
import { Operators } from '../../src/handoff/operators/operators.js';
import { KnowledgeModule } from '../../src/knowledge/knowledge.module.js';
import type { InboundContent } from '../../src/messaging/content.js';
import { Conversations } from '../../src/messaging/conversations.js';
import { type Lease, Leases } from '../../src/messaging/leases.js';
import { MessagingModule } from '../../src/messaging/messaging.module.js';
import { OpenMessages, type TakenMessages } from '../../src/messaging/open-messages.js';
import { ModelsModule } from '../../src/models/models.module.js';
import { NotificationsModule } from '../../src/notifications/notifications.module.js';
import { QueueModule } from '../../src/queue/queue.module.js';
import { Accounts } from '../../src/settings/accounts.js';
import { demoApp } from '../../src/simulator/simulated-app.js';
import { WecomSimulator } from '../../src/simulator/simulator.js';
import { type Call, TestPlatform } from './test-platform.js';

/** Of the same enterprise. */
const secondApp = { ...demoApp, agentId: 1_000_077, secret: demoApp.secret.toLowerCase() };

const WAIT = { timeout: 15_000, interval: 20 };

type Service<T> = abstract new (...parameters: never[]) => T;

export interface DeskContact {
  user: string;
  accountId: AccountId;
  contactId: ContactId;
  conversationId: ConversationId;
}

/** Operators on their phones at a simulated WeCom, with the turns of a dialog that knows nothing but the desk. */
export class TestOperatorDesk {
  private count = 0;

  private constructor(
    readonly platform: TestPlatform,
    readonly wecom: WecomSimulator,
  ) {}

  static async start(environment: Record<string, string> = {}): Promise<TestOperatorDesk> {
    const wecom = await WecomSimulator.start({ retryAfterMs: 1_000, apps: [demoApp, secondApp] });
    const { corpId, agentId, secret, token, encodingAesKey } = wecom.app;
    const platform = await TestPlatform.start(
      (config) => [
        QueueModule,
        MessagingModule.forRoot(config),
        WecomAppModule.forRoot(config),
        KnowledgeModule.forRoot(config),
        ModelsModule,
        NotificationsModule.forRoot(config),
        GroupsModule.forRoot(config),
        OperatorsModule.forRoot(config),
        EventsModule.forRoot(config),
        CasesModule.forRoot(config),
        DeskModule.forRoot(config),
      ],
      {
        WECOM_CORP_ID: corpId,
        WECOM_AGENT_ID: `${agentId}`,
        WECOM_SECRET: secret,
        WECOM_TOKEN: token,
        WECOM_ENCODING_AES_KEY: encodingAesKey,
        WECOM_API_BASE_URL: wecom.apiBaseUrl,
        ...environment,
      },
    );
    wecom.app.callbackUrl = `${await platform.app.getUrl()}/wecom/callback`;
    return new TestOperatorDesk(platform, wecom);
  }

  async stop(): Promise<void> {
    await this.platform.stop();
    await this.wecom.stop();
  }

  get<T>(service: Service<T>): T {
    return this.platform.app.get<T>(service, { strict: false });
  }

  get database(): Database {
    return this.get(Database);
  }

  get accountId(): AccountId {
    const account = this.get(Accounts).first('wecom-app');
    if (account === undefined) {
      throw new TypeError('there is no account');
    }
    return account.id;
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

  async operator(fields: Record<string, unknown> = {}): Promise<Operator> {
    this.count += 1;
    const names = { name: `坐席${this.count}`, memberId: `operator-${this.count}` };
    const answer = await this.call('POST', '/operators', { ...names, accountId: this.accountId, ...fields });
    expect(answer.status).toBe(201);
    return this.get(Operators).get(answer.body.id);
  }

  async group(name: string, fields: Record<string, unknown> = {}): Promise<GroupId> {
    const answer = await this.call('POST', '/groups', { name, ...fields });
    expect(answer.status).toBe(201);
    return answer.body.id;
  }

  /** One more app of the same enterprise. */
  async otherAccount(name: string): Promise<AccountId> {
    const { corpId, agentId, secret, token, encodingAesKey } = secondApp;
    const account = { kind: 'wecom-app', name, enabled: true } as const;
    const parts = { parameters: { corpId, agentId }, secrets: { secret, token, encodingAesKey } };
    return (await this.get(Accounts).create(SYSTEM, { ...account, ...parts })).id;
  }

  /** Publishes a question with its answer, and waits until it is found. */
  async publish(question: string, answer: string): Promise<void> {
    const document = { externalId: question, question, answer, state: 'published' };
    const { status, body } = await this.call('POST', '/knowledge/documents', document);
    expect(status).toBe(201);
    await vi.waitFor(async () => {
      const found = await this.call('POST', '/knowledge/search', { query: question });
      expect(found.body.hits).toMatchObject([{ documentId: body.id }]);
    }, WAIT);
  }

  /** Somebody who has written, in an open conversation. */
  async contact(user = `contact-${(this.count += 1)}`, accountId = this.accountId): Promise<DeskContact> {
    const contactId = contactIdOf(accountId, user);
    const { id: conversationId } = await this.database.transaction((tx) =>
      this.get(Conversations).current(tx, { contactId, accountId, externalId: user }),
    );
    return { user, contactId, conversationId, accountId };
  }

  async handoff({ conversationId: id, contactId, accountId }: DeskContact, groupId?: GroupId): Promise<HandoffId> {
    const request = { reason: 'asked-for-human', language: 'zh-Hans', groupId, actor: SYSTEM, requestId: 'request' };
    return this.database.transaction((tx) => this.get(Handoffs).request(tx, { id, contactId, accountId }, request));
  }

  /** As the console does it. */
  async claim(handoffId: HandoffId, { id: operatorId }: Pick<Operator, 'id'>): Promise<void> {
    const claim = { handoffId, operatorId, actor: SYSTEM, requestId: 'request', via: 'api' } as const;
    expect(await this.get(Claims).claim(claim)).toMatchObject({ kind: 'claimed' });
  }

  /** A contact whose case the operator has claimed. */
  async served(operator: Operator, user?: string, accountId?: AccountId) {
    const contact = await this.contact(user, accountId);
    const handoffId = await this.handoff(contact);
    await this.claim(handoffId, operator);
    return { ...contact, handoffId };
  }

  /** A member writes texts to the app, and his turn is done: an operator’s by the desk, a contact’s by relaying it. */
  async say(user: string, ...texts: string[]): Promise<DeskDecision | undefined> {
    for (const text of texts) {
      expect(await this.wecom.say(user, text)).toMatchObject({ acked: true });
    }
    return this.work(user);
  }

  async sendImage(user: string, bytes: Buffer): Promise<DeskDecision | undefined> {
    const mediaId = this.wecom.putMedia({ type: 'image', filename: 'photo.png', bytes });
    const content = { type: 'image', picUrl: 'http://127.0.0.1/photo.png', mediaId } as const;
    expect(await this.wecom.send(user, content)).toMatchObject({ acked: true });
    return this.work(user);
  }

  /** Does what is open of a member’s. */
  async work(user: string): Promise<DeskDecision | undefined> {
    const contactId = contactIdOf(this.accountId, user);
    let decision: DeskDecision | undefined;
    await this.get(Leases).hold('dialog', contactId, async (lease) => {
      const { messages } = await this.get(OpenMessages).of(contactId);
      const [first, ...others] = messages;
      const taken = first === undefined ? undefined : await this.get(OpenMessages).take(lease, [first, ...others]);
      if (taken !== undefined) {
        decision = await this.decide(lease, taken);
      }
    });
    return decision;
  }

  /** A message of the contact's that stands in the history, and that nobody has worked on. */
  async received(
    { conversationId, contactId }: Pick<DeskContact, 'conversationId' | 'contactId'>,
    content: InboundContent,
    turnId: TurnId | null = null,
  ): Promise<MessageId> {
    const id = newId<MessageId>();
    await this.database.run(
      `insert into messages (id, conversation_id, contact_id, turn_id, direction, sender, content)
       values ($1, $2, $3, $4, 'inbound', 'contact', $5)`,
      [id, conversationId, contactId, turnId, JSON.stringify(content)],
    );
    return id;
  }

  async caseOf(handoffId: HandoffId): Promise<Case | undefined> {
    return this.get(Cases).find(this.database, handoffId);
  }

  /** What a member has read, oldest first: texts, or the types of what is no text. */
  readBy(user: string): string[] {
    return this.wecom.accepted
      .filter(({ to }) => to.includes(user.toLowerCase()))
      .map(({ text, msgtype }) => text ?? msgtype);
  }

  /** Until everything that waits is sent or given up. */
  async settled(): Promise<void> {
    await vi.waitFor(async () => {
      const open = await this.database.rows(
        `select 1 from outbox where state in ('pending', 'sending')
         union all select 1 from notifications where state in ('pending', 'sending') limit 1`,
      );
      expect(open).toEqual([]);
    }, WAIT);
  }

  private async decide(lease: Lease, taken: TakenMessages): Promise<DeskDecision | undefined> {
    const [{ externalId, requestId, accountId }] = taken.messages;
    const { contactId, turnId } = taken;
    const operator = this.get(Operators).byMember(accountId, externalId);
    const contents = taken.messages.map(({ content }) => content);
    const { signal } = new AbortController();
    const writer = { accountId, externalId, contactId, turnId, requestId, signal };
    const decision = operator && (await this.get(Desk).decide({ operator, contents, ...writer }));
    await this.database.transaction(async (tx) => {
      expect(await this.get(Leases).holds(tx, lease)).toBe(true);
      await decision?.apply?.(tx);
      const open = await this.get(Handoffs).ofConversation(tx, taken.conversation.id);
      if (decision === undefined && open?.state === 'claimed') {
        for (const { id: messageId, content } of taken.messages) {
          await this.get(DeskLine).toOperator(tx, open, { messageId, content, requestId });
        }
      }
      await this.get(OpenMessages).finish(tx, taken, 'relayed', 'tested');
    });
    return decision;
  }
}
