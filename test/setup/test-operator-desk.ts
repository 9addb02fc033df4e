import { expect, vi } from 'vitest';
import { SYSTEM } from '../../src/common/access.js';
import { type AccountId, contactIdOf, type MessageId, newId, type TurnId } from '../../src/common/ids.js';
import { Handoffs } from '../../src/handoff/cases/handoffs.js';
import type { DeskDecision } from '../../src/handoff/desk/desk-decision.js';
import { DeskLine } from '../../src/handoff/desk/desk-line.js';
import { Desk } from '../../src/handoff/desk/desk.js';
import { Operators } from '../../src/handoff/operators/operators.js';
import type { InboundContent } from '../../src/messaging/content.js';
import { type Lease, Leases } from '../../src/messaging/leases.js';
import { OpenMessages, type TakenMessages } from '../../src/messaging/open-messages.js';
import { Accounts } from '../../src/settings/accounts.js';
import { demoApp } from '../../src/simulator/simulated-app.js';
import { type CaseContact, TestCases } from './test-cases.js';

/** Of the same enterprise. */
const secondApp = { ...demoApp, agentId: 1_000_077, secret: demoApp.secret.toLowerCase() };

const WAIT = { timeout: 25_000, interval: 20 };

/** Operators on their phones, with the turns of a dialog that knows nothing but the desk. */
export class TestOperatorDesk extends TestCases {
  static override async start(environment: Record<string, string> = {}): Promise<TestOperatorDesk> {
    return new TestOperatorDesk(...(await this.world(environment, [demoApp, secondApp])));
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
      const writer = this.get(Operators).byMember(this.accountId, user) === undefined ? 'contact' : 'operator';
      const taken = first && (await this.get(OpenMessages).take(lease, [first, ...others], writer));
      if (taken !== undefined) {
        decision = await this.decide(lease, taken);
      }
    });
    return decision;
  }

  /** A message of the contact's that stands in the history, and that nobody has worked on. */
  async received(
    { conversationId, contactId }: Pick<CaseContact, 'conversationId' | 'contactId'>,
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

  private async decide(lease: Lease, taken: TakenMessages): Promise<DeskDecision | undefined> {
    const [{ externalId, requestId, accountId }] = taken.messages;
    const { contactId, turnId } = taken;
    const operator = this.get(Operators).byMember(accountId, externalId);
    const contents = taken.messages.map(({ original }) => original);
    const { signal } = new AbortController();
    const writer = { accountId, externalId, contactId, turnId, requestId, signal };
    const decision = operator && (await this.get(Desk).decide({ operator, contents, ...writer }));
    await this.database.transaction(async (tx) => {
      expect(await this.get(Leases).holds(tx, lease)).toBe(true);
      await decision?.apply?.(tx);
      const open = await this.get(Handoffs).ofConversation(tx, taken.conversation.id);
      if (decision === undefined && open?.state === 'claimed') {
        for (const { id: messageId, content, original } of taken.messages) {
          const more = taken.writer === 'operator' && { original };
          await this.get(DeskLine).toOperator(tx, open, { messageId, content, requestId, ...more });
        }
      }
      await this.get(OpenMessages).finish(tx, taken, 'relayed', 'tested');
    });
    return decision;
  }
}
