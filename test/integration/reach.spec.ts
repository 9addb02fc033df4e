import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GroupId, HandoffId } from '../../src/common/ids.js';
import type { Operator } from '../../src/handoff/operators/operator.js';
import { type CaseContact, TestCases } from '../setup/test-cases.js';
import { signIn, type SignedIn } from '../setup/test-staff.js';

type Known = CaseContact & { handoffId: HandoffId };

const NOBODY = '0190a0a0-0000-7000-8000-000000000000';

describe('an operator', () => {
  let desk: TestCases;
  let groups: { mine: GroupId; other: GroupId };
  let operator: Operator;
  let colleague: Operator;
  let member: SignedIn;
  let mine: Known;
  let other: Known;

  beforeAll(async () => {
    desk = await TestCases.start();
    groups = { mine: await desk.group(), other: await desk.group() };
    operator = await desk.operator({ groupIds: [groups.mine] });
    colleague = await desk.operator({ groupIds: [groups.mine] });
    member = await signIn(desk.platform.app, ['operator'], operator.memberId);
    mine = await asked(groups.mine);
    other = await asked(groups.other);
    for (const { conversationId } of [mine, other]) {
      await desk.database.run(
        `insert into messages (id, conversation_id, contact_id, direction, sender, content)
         select gen_random_uuid(), id, contact_id, 'inbound', 'contact', '{"type": "text", "text": "hello"}'
           from conversations where id = $1`,
        [conversationId],
      );
    }
  });
  afterAll(() => desk.stop());

  async function asked(groupId: GroupId): Promise<Known> {
    const contact = await desk.contact();
    return { ...contact, handoffId: await desk.handoff(contact, groupId) };
  }

  const call = (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown) =>
    desk.call(method, path, body, member.headers);

  async function listed(path: string): Promise<string[]> {
    const { status, body } = await call('GET', path);
    expect(status).toBe(200);
    return body.items.map(({ id }: { id: string }) => id);
  }

  it('is told who he is, and which groups are his', async () => {
    const { body } = await call('GET', '/me');

    expect(body).toMatchObject({
      kind: 'staff',
      userId: operator.memberId,
      roles: ['operator'],
      reach: 'groups',
      groups: [groups.mine],
      operators: [operator.id],
    });
  });

  it('finds the conversations and cases of his groups in lists, and no others', async () => {
    expect(await listed('/conversations')).toEqual([mine.conversationId]);
    expect(await listed(`/conversations?contactId=${other.contactId}`)).toEqual([]);
    expect(await listed('/conversations?state=open')).toEqual([mine.conversationId]);
    expect(await listed('/handoffs')).toEqual([mine.handoffId]);
    expect(await listed(`/handoffs?groupId=${groups.mine}`)).toEqual([mine.handoffId]);
    expect(await listed(`/handoffs?groupId=${groups.other}`)).toEqual([]);
    expect(await listed(`/conversations?groupId=${groups.mine}`)).toEqual([mine.conversationId]);
    expect(await listed(`/conversations?groupId=${groups.other}`)).toEqual([]);
  });

  it('filters by account and language the conversations of one contact alone: no index serves more', async () => {
    expect(await listed(`/conversations?contactId=${mine.contactId}&accountId=${NOBODY}`)).toEqual([]);
    expect(await call('GET', `/conversations?accountId=${NOBODY}`)).toMatchObject({ status: 400 });
    expect(await call('GET', '/conversations?language=en&state=open')).toMatchObject({ status: 400 });
  });

  it('is answered of what is not his as of what there is not', async () => {
    const paths = [
      (known: Partial<Known>) => `/conversations/${known.conversationId ?? NOBODY}`,
      (known: Partial<Known>) => `/conversations/${known.conversationId ?? NOBODY}/messages`,
      (known: Partial<Known>) => `/contacts/${known.contactId ?? NOBODY}`,
      (known: Partial<Known>) => `/handoffs/${known.handoffId ?? NOBODY}`,
    ];
    for (const path of paths) {
      const [own, foreign, none] = await Promise.all([mine, other, {}].map((known) => call('GET', path(known))));

      expect(own?.status).toBe(200);
      expect(foreign?.status).toBe(404);
      expect({ ...foreign?.body, requestId: '' }).toEqual({ ...none?.body, requestId: '' });
    }
  });

  it('changes nothing of a case that is not his', async () => {
    const changes = [
      call('PUT', `/handoffs/${other.handoffId}/claim`, { operatorId: operator.id }),
      call('DELETE', `/handoffs/${other.handoffId}/claim`),
      call('POST', `/handoffs/${other.handoffId}/notes`, { text: 'seen' }),
      call('POST', `/handoffs/${other.handoffId}/messages`, { text: 'hello' }),
      call('POST', `/handoffs/${other.handoffId}/resolution`, { outcome: 'solved' }),
      call('POST', `/handoffs/${other.handoffId}/return`),
      call('POST', `/handoffs/${other.handoffId}/transfer`, { groupId: groups.mine }),
      call('POST', `/conversations/${other.conversationId}/handoff`, { reason: 'asked-for-human' }),
      call('POST', '/tickets', { contactId: other.contactId, title: 'theirs' }),
    ];

    expect((await Promise.all(changes)).map(({ status }) => status)).toEqual(changes.map(() => 404));
    expect(await desk.caseOf(other.handoffId)).toMatchObject({ state: expect.stringMatching(/requested|offered/) });
  });

  it('claims as himself alone, and leaves what a colleague has claimed', async () => {
    const path = `/handoffs/${mine.handoffId}`;

    expect(await call('PUT', `${path}/claim`, { operatorId: colleague.id })).toMatchObject({ status: 403 });
    await desk.claim(mine.handoffId, colleague);
    expect(await call('POST', `${path}/messages`, { text: 'hello' })).toMatchObject({ status: 403 });
    expect(await call('DELETE', `${path}/claim`)).toMatchObject({ status: 403 });
    expect(await call('POST', `${path}/return`)).toMatchObject({ status: 403 });
    expect(await call('PUT', `/operators/${colleague.id}/presence`, { presence: 'away' })).toMatchObject({
      status: 403,
    });
    expect(await call('PUT', `/operators/${operator.id}/presence`, { presence: 'busy' })).toMatchObject({
      status: 200,
    });
    expect(await desk.caseOf(mine.handoffId)).toMatchObject({ state: 'claimed', operatorId: colleague.id });
  });

  it('sees the tickets of his groups and his own', async () => {
    const ticketOf = async ({ contactId }: Known, fields: Record<string, unknown>): Promise<string> => {
      const { status, body } = await desk.call('POST', '/tickets', { contactId, title: 'to do', ...fields });
      expect(status).toBe(201);
      return body.id;
    };
    const [ours, his, theirs] = [
      await ticketOf(mine, { groupId: groups.mine }),
      await ticketOf(other, { assigneeId: operator.id }),
      await ticketOf(other, { groupId: groups.other }),
    ];

    expect(await listed('/tickets')).toEqual([his, ours]);
    expect(await call('GET', `/tickets/${his}`)).toMatchObject({ status: 200 });
    expect(await call('GET', `/tickets/${theirs}`)).toMatchObject({ status: 404 });
    expect(await call('PATCH', `/tickets/${theirs}`, { state: 'closed' })).toMatchObject({ status: 404 });
    expect(await call('POST', `/tickets/${theirs}/comments`, { text: 'seen' })).toMatchObject({ status: 404 });
  });

  it('sees the files that he kept and those of his conversations', async () => {
    const { app } = desk.platform;
    const friend = await signIn(app, ['operator'], colleague.memberId);
    const keep = async (by: SignedIn): Promise<string> => {
      const answer = await desk.platform.call({
        method: 'POST',
        url: '/api/v1/media?type=file&name=plan.txt',
        payload: Buffer.from('a plan'),
        headers: { ...by.headers, 'content-type': 'application/octet-stream' },
      });
      expect(answer.status).toBe(201);
      return answer.json().id;
    };
    const statusOf = async (id: string): Promise<number> =>
      (await desk.platform.call({ url: `/api/v1/media/${id}`, headers: member.headers })).status;
    const [his, theirs] = [await keep(member), await keep(friend)];

    expect(await statusOf(his)).toBe(200);
    expect(await statusOf(theirs)).toBe(404);
    const sent = { type: 'file', media: theirs };
    const path = `/handoffs/${mine.handoffId}/messages`;
    expect(await desk.call('POST', path, sent, friend.headers)).toMatchObject({ status: 201 });
    expect(await statusOf(theirs)).toBe(200);
  });

  it('follows the cases of his groups alone, until he is shut out', async () => {
    const reader = await signIn(desk.platform.app, ['operator'], `${operator.memberId}-2`);
    await desk.operator({ memberId: reader.userId, groupIds: [groups.mine] });
    await expect
      .poll(async () => (await desk.call('GET', '/me', undefined, reader.headers)).body.groups)
      .toEqual([groups.mine]);
    const stream = await fetch(`${await desk.platform.app.getUrl()}/api/v1/handoffs/events`, {
      headers: reader.headers,
    });
    let seen = '';
    const end = (async () => {
      for await (const chunk of stream.body ?? []) {
        seen += Buffer.from(chunk).toString('utf8');
      }
    })();
    const theirs = await asked(groups.other);
    const ours = await asked(groups.mine);

    await expect.poll(() => seen).toContain(ours.handoffId);
    expect(seen).not.toContain(theirs.handoffId);
    await desk.call('PUT', `/staff/${reader.id}`, { roles: ['operator'], enabled: false });
    await end;
  });

  it('is refused what is told of all conversations together', async () => {
    expect(await call('GET', '/satisfaction')).toMatchObject({ status: 403, body: { code: 'access.out-of-reach' } });
    expect(await call('GET', '/audit/events')).toMatchObject({ status: 403, body: { code: 'access.forbidden' } });
  });

  it('sees a conversation from the moment that a case of it comes to him', async () => {
    const third = await asked(groups.other);
    expect(await call('GET', `/conversations/${third.conversationId}`)).toMatchObject({ status: 404 });
    const moved = await desk.call('POST', `/handoffs/${third.handoffId}/transfer`, { groupId: groups.mine });

    expect(moved.status).toBe(200);
    expect(await call('GET', `/conversations/${third.conversationId}`)).toMatchObject({ status: 200 });
  });

  it('sees what his new group sees within 2 seconds', async () => {
    const { status } = await desk.call('PUT', `/operators/${operator.id}`, {
      name: operator.name,
      memberId: operator.memberId,
      accountId: operator.accountId,
      groupIds: [groups.mine, groups.other],
    });
    expect(status).toBe(200);

    await expect
      .poll(async () => (await call('GET', `/conversations/${other.conversationId}`)).status, { timeout: 20_000 })
      .toBe(200);
  });
});
