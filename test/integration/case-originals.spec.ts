import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SYSTEM } from '../../src/common/access.js';
import { contactIdOf, newId } from '../../src/common/ids.js';
import { Relay, type RelayRequest } from '../../src/handoff/desk/relay.js';
import { OldTextsProtection } from '../../src/messaging/old-texts.js';
import { WAIT } from '../setup/test-messaging.js';
import { TestOperatorDesk } from '../setup/test-operator-desk.js';

const PHONE = '13812345678';

let desk: TestOperatorDesk;

beforeAll(async () => {
  desk = await TestOperatorDesk.start();
});
afterAll(() => desk.stop());
beforeEach(() => desk.wecom.clear());

async function readBy(user: string): Promise<string[]> {
  await desk.settled();
  return desk.readBy(user);
}

/** Whom the log says that originals were shown to, and which. */
function revealedOf(contactId: string): Promise<{ actor: unknown; details: unknown }[]> {
  return desk.database.rows(
    `select actor, details from audit_events where action = 'vault.revealed' and contact_id = $1 order by at, id`,
    [contactId],
  );
}

describe('the personal data of a contact', () => {
  it('is read by the operator who has the case, which is recorded, and stored by nobody', async () => {
    const operator = await desk.operator();
    const { user, contactId } = await desk.served(operator);
    await desk.settled();
    desk.wecom.clear();

    await desk.say(user, `请打${PHONE}`);

    expect(await readBy(operator.memberId)).toEqual([`【${user}】请打${PHONE}`]);
    const shown = { placeholders: ['〔手机号·1〕'], reason: 'handoff.claimed' };
    const his = { kind: 'contact', id: contactIdOf(desk.accountId, operator.memberId) };
    expect(await revealedOf(contactId)).toMatchObject([{ actor: his, details: shown }]);

    const decision = await desk.say(operator.memberId, '/历史 1');
    expect(decision).toMatchObject({
      text: `【${user}】最近的对话：\n对方：请打〔手机号·1〕`,
      shown: `【${user}】最近的对话：\n对方：请打${PHONE}`,
    });
    expect(await revealedOf(contactId)).toHaveLength(2);
  });

  it('is a placeholder to an operator who may not see it, and nothing is recorded', async () => {
    const operator = await desk.operator({ seesOriginals: false });
    const { user, contactId } = await desk.served(operator);
    await desk.settled();
    desk.wecom.clear();

    await desk.say(user, `请打${PHONE}`);

    expect(await readBy(operator.memberId)).toEqual([`【${user}】请打〔手机号·1〕`]);
    const decision = await desk.say(operator.memberId, '/历史 1');
    expect(decision).not.toHaveProperty('shown');
    expect(await revealedOf(contactId)).toEqual([]);
  });

  it('reaches the operator also where the contact is an operator himself', async () => {
    const [operator, asking] = [await desk.operator(), await desk.operator()];
    await desk.served(operator, asking.memberId);
    await desk.settled();
    desk.wecom.clear();

    await desk.say(asking.memberId, `请打${PHONE}`);

    expect(await readBy(operator.memberId)).toEqual([`【${asking.memberId}】请打${PHONE}`]);
  });

  it('is filled in where the operator repeats it, and never from another contact', async () => {
    const operator = await desk.operator();
    const first = await desk.served(operator);
    await desk.say(first.user, `请打${PHONE}`);
    const other = await desk.operator();
    const second = await desk.served(other);
    await desk.settled();
    desk.wecom.clear();

    await desk.say(operator.memberId, '马上打〔手机号·1〕');
    await desk.say(other.memberId, '马上打〔手机号·1〕');

    expect(await readBy(first.user)).toEqual([`马上打${PHONE}`]);
    expect(await readBy(second.user)).toEqual(['马上打〔手机号〕']);
  });
});

describe('an operator’s words through the API', () => {
  it('are the same under one key where the same personal data stands in them, and others where another does', async () => {
    const operator = await desk.operator();
    const { user, handoffId } = await desk.served(operator);
    await desk.settled();
    desk.wecom.clear();
    const send = (text: string) => {
      const content: RelayRequest['content'] = { type: 'text', text };
      const request = { handoffId, operatorId: operator.id, content, idempotencyKey: 'key' };
      return desk.get(Relay).send({ ...request, actor: SYSTEM, requestId: 'request' });
    };
    await send(`请打${PHONE}`);

    expect(await send(`请打${PHONE}`)).toMatchObject({ isRepeated: true });
    await expect(send('请打13987654321')).rejects.toMatchObject({ code: 'request.conflict' });

    expect(await readBy(user)).toEqual([`请打${PHONE}`]);
  });
});

describe('what was written of cases before there was a vault', () => {
  it('carries the placeholders of the contact afterwards', async () => {
    const operator = await desk.operator();
    const { contactId, conversationId, handoffId } = await desk.served(operator);
    const clear = `电话${PHONE}`;
    await desk.database.run('update handoffs set summary = $2, note = $2 where id = $1', [handoffId, clear]);
    await desk.database.run(
      `insert into handoff_notes (id, handoff_id, author, text) values ($1, $2, '{"kind":"system"}', $3)`,
      [newId(), handoffId, clear],
    );
    const ticketId = newId();
    await desk.database.run(
      `insert into tickets (id, priority, account_id, contact_id, conversation_id, reason, title, summary)
       values ($1, 'normal', $2, $3, $4, 'asked', $5, null)`,
      [ticketId, desk.accountId, contactId, conversationId, clear],
    );
    await desk.database.run(
      `insert into ticket_comments (id, ticket_id, author, text) values ($1, $2, '{"kind":"system"}', $3)`,
      [newId(), ticketId, clear],
    );
    await desk.database.run('delete from protection_progress');

    const protection = desk.get(OldTextsProtection);
    await expect
      .poll(async () => {
        await protection.run();
        return desk.database.rows('select 1 from protection_progress where done_at is not null');
      }, WAIT)
      .toHaveLength(8);

    const [found] = await desk.database.rows(
      `select h.summary, h.note, n.text as handoff_note, t.title, t.summary as ticket_summary, c.text as comment
         from handoffs h join handoff_notes n on n.handoff_id = h.id, tickets t
         join ticket_comments c on c.ticket_id = t.id where h.id = $1 and t.id = $2`,
      [handoffId, ticketId],
    );
    const protectedText = '电话〔手机号·1〕';
    expect(found).toEqual({
      summary: protectedText,
      note: protectedText,
      handoff_note: protectedText,
      title: protectedText,
      ticket_summary: null,
      comment: protectedText,
    });
  });
});
