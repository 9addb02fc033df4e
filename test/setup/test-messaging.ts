import { randomInt } from 'node:crypto';
import pg from 'pg';
import { inject, vi } from 'vitest';
import { WecomAppModule } from '../../src/channels/wecom-app/wecom-app.module.js';
import { type ContactId, contactIdOf, type ConversationId, newId } from '../../src/common/ids.js';
import { Database, type Tx } from '../../src/database/database.js';
import type { OutboundContent } from '../../src/messaging/content.js';
import { Conversations } from '../../src/messaging/conversations.js';
import { MessagingModule } from '../../src/messaging/messaging.module.js';
import { type Addressee, Outbox, type OutboundMessage } from '../../src/messaging/outbox.js';
import { QueueModule } from '../../src/queue/queue.module.js';
import { Accounts } from '../../src/settings/accounts.js';
import type { Account } from '../../src/settings/account.js';
import { WecomSimulator } from '../../src/simulator/simulator.js';
import { REDIS_DATABASES } from './redis.js';
import type { Backend } from './test-program.js';
import { TestPlatform } from './test-platform.js';

export const WAIT = { timeout: 25_000, interval: 20 };

type Service<T> = abstract new (...parameters: never[]) => T;

/** Somebody with an open conversation. */
export interface Someone extends Addressee {
  conversationId: ConversationId;
}

/** Messages in and out of a simulated WeCom, and nobody who answers them. */
export class TestMessaging {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly conversations: Conversations;

  private constructor(
    readonly platform: TestPlatform,
    readonly wecom: WecomSimulator,
  ) {
    this.database = this.get(Database);
    this.outbox = this.get(Outbox);
    this.conversations = this.get(Conversations);
  }

  static async start(backend: Backend = 'postgres', environment: Record<string, string> = {}): Promise<TestMessaging> {
    const wecom = await WecomSimulator.start({ retryAfterMs: 1_000 });
    const { corpId, agentId, secret, token, encodingAesKey } = wecom.app;
    const platform = await TestPlatform.start(
      (config) => [QueueModule, MessagingModule.forRoot(config), WecomAppModule.forRoot(config)],
      {
        WECOM_CORP_ID: corpId,
        WECOM_AGENT_ID: `${agentId}`,
        WECOM_SECRET: secret,
        WECOM_TOKEN: token,
        WECOM_ENCODING_AES_KEY: encodingAesKey,
        WECOM_API_BASE_URL: wecom.apiBaseUrl,
        ...(backend === 'redis' ? { REDIS_URL: `${inject('redisUrl')}/${randomInt(REDIS_DATABASES)}` } : {}),
        ...environment,
      },
    );
    wecom.app.callbackUrl = `${await platform.app.getUrl()}/wecom/callback`;
    return new TestMessaging(platform, wecom);
  }

  async stop(): Promise<void> {
    await this.platform.stop();
    await this.wecom.stop();
  }

  get<T>(service: Service<T>): T {
    return this.platform.app.get<T>(service, { strict: false });
  }

  get account(): Account {
    const account = this.get(Accounts).first('wecom-app');
    if (account === undefined) {
      throw new TypeError('there is no account');
    }
    return account;
  }

  addressee(user: string): Addressee {
    const accountId = this.account.id;
    return { contactId: contactIdOf(accountId, user), accountId, externalId: user };
  }

  /** A user with an open conversation. */
  async someone(user = `user-${newId().slice(-8)}`): Promise<Someone> {
    const to = this.addressee(user);
    const { id } = await this.database.transaction((tx) => this.conversations.current(tx, to));
    return { ...to, conversationId: id };
  }

  /** Something said to them, as the bot says it unless told otherwise. */
  say(to: Someone, content: OutboundContent | string, more: Partial<OutboundMessage> = {}) {
    return this.database.transaction((tx) => this.sayIn(tx, to, content, more));
  }

  sayIn(tx: Tx, to: Someone, content: OutboundContent | string, more: Partial<OutboundMessage> = {}) {
    const said = typeof content === 'string' ? ({ type: 'text', text: content } as const) : content;
    return this.outbox.add(tx, { ...to, turnId: null, requestId: 'r', sender: 'bot', content: said, ...more });
  }

  /** What the member reads: texts, or types of what is no text. */
  readBy(user: string): (string | undefined)[] {
    return this.wecom.accepted
      .filter(({ to }) => to.includes(user.toLowerCase()))
      .map(({ text, msgtype }) => text ?? msgtype);
  }

  /** The rows of the outbox to somebody, in order. */
  deliveriesTo(contactId: ContactId): Promise<{ state: string; reason: string | null; attempts: number }[]> {
    return this.database.rows('select state, reason, attempts from outbox where contact_id = $1 order by sequence', [
      contactId,
    ]);
  }

  async statesOf(contactId: ContactId): Promise<string[]> {
    return (await this.deliveriesTo(contactId)).map(({ state }) => state);
  }

  /** What the application may not do: a table of the test's own. */
  async asOwner(sql: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.platform.database.ownerUrl });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }

  /** Until everything is sent, or given up. */
  async settled(): Promise<void> {
    await vi.waitFor(async () => {
      const open = await this.database.rows(`select 1 from outbox where state in ('pending', 'sending') limit 1`);
      if (open.length > 0) {
        throw new Error('something waits to be sent');
      }
    }, WAIT);
  }
}
