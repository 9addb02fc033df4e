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
} from '../../src/common/ids.js';
import { Database } from '../../src/database/database.js';
import type { Case } from '../../src/handoff/cases/case.js';
import { Cases } from '../../src/handoff/cases/cases.js';
import { Claims } from '../../src/handoff/cases/claims.js';
import { Handoffs } from '../../src/handoff/cases/handoffs.js';
import { HandoffModule } from '../../src/handoff/handoff.module.js';
import type { Operator } from '../../src/handoff/operators/operator.js';
import { Operators } from '../../src/handoff/operators/operators.js';
import { KnowledgeModule } from '../../src/knowledge/knowledge.module.js';
import { Conversations } from '../../src/messaging/conversations.js';
import { MessagingModule } from '../../src/messaging/messaging.module.js';
import { ModelsModule } from '../../src/models/models.module.js';
import { NotificationsModule } from '../../src/notifications/notifications.module.js';
import { QueueModule } from '../../src/queue/queue.module.js';
import { Accounts } from '../../src/settings/accounts.js';
import type { SimulatedApp } from '../../src/simulator/simulated-app.js';
import { WecomSimulator } from '../../src/simulator/simulator.js';
import { type Call, TestPlatform } from './test-platform.js';

const WAIT = { timeout: 25_000, interval: 20 };

type Service<T> = abstract new (...parameters: never[]) => T;

export interface CaseContact {
  user: string;
  accountId: AccountId;
  contactId: ContactId;
  conversationId: ConversationId;
}

/** Operators and cases at a simulated WeCom, without a dialog: contacts are put there by the test. */
export class TestCases {
  protected count = 0;

  protected constructor(
    readonly platform: TestPlatform,
    readonly wecom: WecomSimulator,
  ) {}

  static async start(environment: Record<string, string> = {}): Promise<TestCases> {
    return new TestCases(...(await this.world(environment)));
  }

  /** @param apps of the simulated WeCom; the first one is the account. */
  protected static async world(
    environment: Record<string, string>,
    apps?: readonly SimulatedApp[],
  ): Promise<[TestPlatform, WecomSimulator]> {
    const wecom = await WecomSimulator.start({ retryAfterMs: 1_000, ...(apps && { apps }) });
    const { corpId, agentId, secret, token, encodingAesKey } = wecom.app;
    const platform = await TestPlatform.start(
      (config) => [
        QueueModule,
        MessagingModule.forRoot(config),
        WecomAppModule.forRoot(config),
        KnowledgeModule.forRoot(config),
        ModelsModule,
        NotificationsModule.forRoot(config),
        HandoffModule.forRoot(config),
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
    wecom.app.callbackUrl = `${await platform.app.getUrl()}/wecom/callback`; // without one WeCom takes no cards
    return [platform, wecom];
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
  async call(method: NonNullable<Call['method']>, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const answer = await this.platform.call({
      method,
      url: `/api/v1${path}`,
      ...(body !== undefined && { body }),
      headers,
    });
    const tag = answer.headers['etag'];
    return { status: answer.status, tag, body: answer.text === '' ? undefined : answer.json() };
  }

  async operator(fields: Record<string, unknown> = {}): Promise<Operator> {
    this.count += 1;
    const body = {
      name: `坐席${this.count}`,
      memberId: `operator-${this.count}`,
      accountId: this.accountId,
      ...fields,
    };
    const answer = await this.call('POST', '/operators', body);
    expect(answer.status).toBe(201);
    return this.get(Operators).get(answer.body.id);
  }

  async group(fields: Record<string, unknown> = {}): Promise<GroupId> {
    this.count += 1;
    const { status, body } = await this.call('POST', '/groups', { name: `小组${this.count}`, ...fields });
    expect(status).toBe(201);
    return body.id;
  }

  /** Somebody in an open conversation. */
  async contact(user = `contact-${(this.count += 1)}`, accountId = this.accountId): Promise<CaseContact> {
    const contactId = contactIdOf(accountId, user);
    const { id: conversationId } = await this.database.transaction((tx) =>
      this.get(Conversations).current(tx, { contactId, accountId, externalId: user }),
    );
    return { user, accountId, contactId, conversationId };
  }

  async handoff({ conversationId: id, contactId, accountId }: CaseContact, groupId?: GroupId): Promise<HandoffId> {
    const request = { reason: 'asked-for-human', language: 'zh-Hans', groupId, actor: SYSTEM, requestId: 'request' };
    return this.database.transaction((tx) => this.get(Handoffs).request(tx, { id, contactId, accountId }, request));
  }

  async claim(handoffId: HandoffId, { id: operatorId }: Pick<Operator, 'id'>): Promise<void> {
    const claim = { handoffId, operatorId, actor: SYSTEM, requestId: 'request', via: 'api' } as const;
    expect(await this.get(Claims).claim(claim)).toMatchObject({ kind: 'claimed' });
  }

  /** A contact whose case the operator has claimed. */
  async served(
    operator: Operator,
    user?: string,
    accountId?: AccountId,
  ): Promise<CaseContact & { handoffId: HandoffId }> {
    const contact = await this.contact(user, accountId);
    const handoffId = await this.handoff(contact);
    await this.claim(handoffId, operator);
    return { ...contact, handoffId };
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
         union all select 1 from notifications where state in ('pending', 'sending')`,
      );
      expect(open).toEqual([]);
    }, WAIT);
  }
}
