import { expect } from 'vitest';
import { permissions } from '../../src/common/access.js';
import type { Reachable } from '../../src/common/reach.js';
import { signIn } from './test-staff.js';
import type { TestProgram } from './test-program.js';

/** What nobody may hold beside the others. */
const KEPT_APART = new Set(['audit.manage', 'privacy.approve']);

/** A conversation with all that belongs to it, and somebody who may do everything in another group. */
export class Foreign {
  private constructor(
    readonly ids: Readonly<Record<Reachable, string>>,
    readonly groupId: string,
    readonly headers: Record<string, string>,
  ) {}

  static async make(program: TestProgram): Promise<Foreign> {
    const made = async (path: string, body: unknown): Promise<string> => {
      const answer = await program.api('POST', `/api/v1${path}`, body);
      expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
      return answer.body.id;
    };
    const other = await made('/groups', { name: '二组' });
    const [account] = (await program.api('GET', '/api/v1/accounts')).body.items;
    const colleague = { name: '同事', accountId: account.id };
    await made('/operators', { ...colleague, name: '别人', memberId: 'outsider', groupIds: [other] });
    await program.ask('victim', '我要退款');
    const [talk] = (await program.api('GET', '/api/v1/conversations')).body.items;
    const messages = (await program.api('GET', `/api/v1/conversations/${talk.id}/messages`)).body.items;
    const [handoff] = (await program.api('GET', `/api/v1/handoffs?conversationId=${talk.id}`)).body.items;
    const ticket = await made('/tickets', { contactId: talk.contactId, title: '退款', groupId: other });
    const media = await made('/media?type=file&name=plan.txt', 'a plan');
    const mine = await made('/groups', { name: '一组' });
    await made('/operators', { ...colleague, memberId: 'insider', groupIds: [mine] });
    const role = { name: 'everything', description: 'all', reach: 'groups' };
    const held = permissions.filter((permission) => !KEPT_APART.has(permission));
    await made('/roles', { id: 'everything', ...role, permissions: held });
    const { headers } = await signIn(program.program.app, ['everything'], 'insider');
    const ids = {
      conversation: talk.id,
      contact: talk.contactId,
      message: messages.find(({ direction }: { direction: string }) => direction === 'outbound').id,
      media,
      handoff: handoff.id,
      ticket,
    };
    return new Foreign(ids, other, headers);
  }

  /** What a parameter or property of this name would stand for. */
  named(name: string): string | undefined {
    const known: Readonly<Record<string, string>> = {
      contactId: this.ids.contact,
      conversationId: this.ids.conversation,
      handoffId: this.ids.handoff,
      messageId: this.ids.message,
      mediaId: this.ids.media,
      media: this.ids.media,
      ticketId: this.ids.ticket,
    };
    return known[name];
  }
}
