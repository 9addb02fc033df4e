import { expect, vi } from 'vitest';
import type { AcceptedMessage } from '../../src/simulator/message-log.js';
import type { TestProgram } from './test-program.js';

const WAIT = { timeout: 25_000, interval: 30 };

/** Operators and groups of a program, and what they see on their phones. */
export class TestPhones {
  constructor(private readonly program: TestProgram) {}

  /** @returns the id of the group. */
  async group(fields: Record<string, unknown>): Promise<string> {
    const { status, body } = await this.program.api('POST', '/api/v1/groups', fields);
    expect(status, JSON.stringify(body)).toBe(201);
    return body.id;
  }

  /** An operator who is online. @returns the id. */
  async operator(memberId: string, fields: Record<string, unknown> = {}): Promise<string> {
    const { body: accounts } = await this.program.api('GET', '/api/v1/accounts');
    const operator = { name: memberId, memberId, accountId: accounts.items[0].id, ...fields };
    const { status, body } = await this.program.api('POST', '/api/v1/operators', operator);
    expect(status, JSON.stringify(body)).toBe(201);
    await this.be(body.id, 'online');
    return body.id;
  }

  async be(operatorId: string, presence: 'online' | 'busy' | 'away'): Promise<void> {
    const { status } = await this.program.api('PUT', `/api/v1/operators/${operatorId}/presence`, { presence });
    expect(status).toBe(200);
  }

  /** The card with that button that the member got last. */
  async card(memberId: string, button: RegExp, count = 1): Promise<{ message: AcceptedMessage; key: string }> {
    const cards = await this.program.wecom.waitForMessages({
      to: memberId,
      count,
      where: ({ msgtype, body }) => msgtype === 'template_card' && button.test(JSON.stringify(body)),
    });
    const message = cards.at(-1);
    const [key] = button.exec(JSON.stringify(message?.body)) ?? [];
    if (message === undefined || key === undefined) {
      throw new Error(`no card with ${button}`);
    }
    return { message, key };
  }

  async press(memberId: string, { message, key }: { message: AcceptedMessage; key: string }): Promise<void> {
    expect(await this.program.wecom.press(memberId, message, key)).toMatchObject({ acked: true });
  }

  /** Says something, and resolves when somebody else has read it. */
  async says(from: string, to: string, text: string): Promise<void> {
    expect(await this.program.wecom.say(from, text)).toMatchObject({ acked: true });
    await this.reads(to, text);
  }

  /** Waits until the member has read these words. */
  async reads(memberId: string, words: string | RegExp): Promise<AcceptedMessage> {
    const isIt = (text: string): boolean => (typeof words === 'string' ? text.includes(words) : words.test(text));
    const [message] = await this.program.wecom.waitForMessages({
      to: memberId,
      where: ({ text = '', body }) => isIt(text) || isIt(JSON.stringify(body)),
    });
    if (message === undefined) {
      throw new Error(`${memberId} has not read ${words}`);
    }
    return message;
  }

  /** The only case of the contact, as the API tells it. */
  async caseOf(externalId: string): Promise<Record<string, unknown>> {
    const [row] = await this.program.rows<{ id: string }>(
      `select h.id from handoffs h join contacts c on c.id = h.contact_id where c.external_id = $1
        order by h.id desc limit 1`,
      [externalId],
    );
    const { status, body } = await this.program.api('GET', `/api/v1/handoffs/${row?.id}`);
    expect(status).toBe(200);
    return body;
  }

  async isIn(externalId: string, state: string): Promise<Record<string, unknown>> {
    return vi.waitFor(async () => {
      const found = await this.caseOf(externalId);
      expect(found['state']).toBe(state);
      return found;
    }, WAIT);
  }
}
