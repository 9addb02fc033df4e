import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asId } from '../../src/common/ids.js';
import { NotificationObservers } from '../../src/notifications/notification-observers.js';
import { MemberQuota } from '../../src/wecom/member-quota.js';
import { backends } from '../setup/test-program.js';
import { aCard, eventually, type NotificationRow, TestNotifications } from '../setup/test-notifications.js';

describe.each(backends)('notifications to operators, jobs in %s', (backend) => {
  let desk: TestNotifications;
  const failures: { operatorId: string | null; reason: string }[] = [];

  beforeAll(async () => {
    desk = await TestNotifications.start(backend);
    desk.platform.app.get(NotificationObservers, { strict: false }).register({
      failed: (_tx, { operatorId }, reason) => {
        failures.push({ operatorId, reason });
        return Promise.resolve();
      },
    });
  });
  beforeEach(() => {
    desk.wecom.clear();
    desk.wecom.outsideScope.clear();
    failures.length = 0;
  });
  afterAll(() => desk.stop());

  /** The row, once it is so. */
  function until(id: string | undefined, expected: Partial<NotificationRow>): Promise<NotificationRow | undefined> {
    return eventually(async () => {
      const row = await desk.row(id ?? '');
      expect(row).toMatchObject(expected);
      return row;
    });
  }

  it('sends a card to each operator, once for one key', async () => {
    const key = randomUUID();
    const to = [desk.operator('anna'), desk.operator('bert')];
    const first = await desk.notify({ key, to, card: aCard() });
    const again = await desk.notify({ key, to, card: aCard({ title: '别的标题' }) });

    expect(again).toEqual(first);
    expect(first.map(({ operatorId }) => operatorId)).toEqual(to.map(({ operatorId }) => operatorId));
    await until(first[0]?.id, { state: 'delivered' });
    await until(first[1]?.id, { state: 'delivered' });
    expect(desk.wecom.accepted.map(({ to: [member], msgtype }) => `${member} ${msgtype}`).toSorted()).toEqual([
      'anna template_card',
      'bert template_card',
    ]);
    const [message] = desk.wecom.accepted;
    expect(message?.body['template_card']).toMatchObject({
      main_title: { title: '张三 请求人工服务' },
      horizontal_content_list: [{ keyname: '原因', value: '客户要求' }],
      button_list: [{ text: '接入', key: 'offer:1:claim' }, { text: '转给他人' }],
    });
  });

  it('sends nothing of a transaction that is rolled back', async () => {
    const broken = desk.transaction(async (tx) => {
      await desk.notifications.notify(tx, {
        event: 'handoff.offered',
        key: randomUUID(),
        to: [desk.operator('nobody')],
        text: 'x',
        subject: 'x',
        data: {},
        requestId: 'r',
      });
      throw new Error('the case was taken');
    });

    await expect(broken).rejects.toThrow('the case was taken');
    expect(await desk.rows(`target = 'nobody'`)).toEqual([]);
  });

  it('tells the same words twice, when they are said twice', async () => {
    const to = [desk.operator('carl')];
    await desk.notify({ to, text: '还有一位客户在等' });
    await desk.notify({ to, text: '还有一位客户在等' });

    expect(await desk.wecom.waitForMessages({ to: 'carl', count: 2 })).toHaveLength(2);
    expect(desk.wecom.counters.duplicates).toBe(0);
  });

  it('delivers once though the answer of WeCom is lost', async () => {
    desk.wecom.nextReplies.push('drop-after');
    const [sent] = await desk.notify({ to: [desk.operator('dora')], card: aCard() });

    await until(sent?.id, { state: 'delivered', attempts: 2 });
    expect(desk.wecom.accepted.filter(({ to }) => to.includes('dora'))).toHaveLength(1);
    expect(desk.wecom.counters.duplicates).toBe(1);
  });

  it('takes over from a sender that was killed, without a second card', async () => {
    const [sent] = await desk.notify({ to: [desk.operator('emil')], card: aCard() });
    await until(sent?.id, { state: 'delivered' });
    // As it was when the card had been accepted, and the sender was killed before it could say so.
    await desk.sql(
      `update notifications set state = 'sending', response_code = null, done_at = null,
              lease_until = clock_timestamp() - interval '1 second' where id = $1`,
      [sent?.id],
    );
    await desk.sweep();

    await until(sent?.id, { state: 'delivered', attempts: 2 });
    expect(desk.wecom.accepted.filter(({ to }) => to.includes('emil'))).toHaveLength(1);
  });

  it('leaves a row alone that a living sender has', async () => {
    const [sent] = await desk.notify({ to: [desk.operator('fred')] });
    await until(sent?.id, { state: 'delivered' });
    await desk.sql(
      `update notifications set state = 'sending', lease_until = clock_timestamp() + interval '1 minute' where id = $1`,
      [sent?.id],
    );
    await desk.sweep();
    const [other] = await desk.notify({ to: [desk.operator('fred')] });
    await until(other?.id, { state: 'delivered' });

    expect(await desk.row(sent?.id ?? '')).toMatchObject({ state: 'sending', attempts: 1 });
  });

  it('sends what lost its job', async () => {
    const id = randomUUID();
    await desk.sql(
      `insert into notifications (id, sequence, event, kind, lane, account_id, member_id, target, request, request_id, not_before)
       values ($1, nextval('notification_sequence'), 'handoff.offered', 'member', 'wecom', $2, 'gina', 'gina', $3, 'r',
               clock_timestamp() - interval '5 seconds')`,
      [
        id,
        desk.accountId,
        JSON.stringify({ touser: 'gina', agentid: desk.wecom.app.agentId, msgtype: 'text', text: { content: '您好' } }),
      ],
    );
    await desk.sweep();

    expect(await until(id, { state: 'delivered' })).toMatchObject({ attempts: 1 });
  });

  it('says a text where WeCom refuses the card', async () => {
    desk.wecom.nextReplies.push({ errcode: 42039 });
    const [sent] = await desk.notify({ to: [desk.operator('hans')], card: aCard(), text: '张三等待接入，回复 /列表' });

    await until(sent?.id, { state: 'delivered', uses_fallback: true });
    expect(desk.wecom.accepted.at(-1)).toMatchObject({ msgtype: 'text', text: '张三等待接入，回复 /列表' });
    expect(failures).toEqual([]);
  });

  it.each([60111, 81013])('tells at once of an operator whom WeCom does not reach (%i)', async (errcode) => {
    desk.wecom.nextReplies.push({ errcode });
    const operator = desk.operator('ida');
    const [sent] = await desk.notify({ to: [operator], card: aCard() });

    await until(sent?.id, { state: 'dead', reason: `errcode-${errcode}` });
    expect(failures).toEqual([{ operatorId: operator.operatorId, reason: `errcode-${errcode}` }]);
  });

  it('closes the row though an observer fails', async () => {
    const observers = desk.platform.app.get(NotificationObservers, { strict: false });
    let calls = 0;
    observers.register({
      failed: () => {
        calls += 1;
        return calls === 1 ? Promise.reject(new Error('a bug')) : Promise.resolve();
      },
    });
    desk.wecom.outsideScope.add('jens');
    const [sent] = await desk.notify({ to: [desk.operator('jens')] });

    expect(await until(sent?.id, { state: 'dead' })).toMatchObject({ reason: 'errcode-81013' });
  });

  it('does not write to what is no member, and says so to the caller', async () => {
    expect(await desk.notify({ to: [desk.operator('@all'), desk.operator('a|b')] })).toEqual([]);
  });

  it('shares the quota of a member with messages', async () => {
    const quota = desk.platform.app.get(MemberQuota, { strict: false });
    await Promise.all(Array.from({ length: 30 }, () => quota.reserve(desk.accountId, 'Karl')));
    const [waiting] = await desk.notify({ to: [desk.operator('karl')] });
    const [other] = await desk.notify({ to: [desk.operator('lena')] });

    await until(waiting?.id, { state: 'pending', reason: 'quota', attempts: 0 });
    await until(other?.id, { state: 'delivered' });
    await desk.sql(`update wecom_member_sends set sent_at = sent_at - interval '2 minutes' where member = 'karl'`);
    await desk.passTime('id = $1', [waiting?.id]);
    expect(await until(waiting?.id, { state: 'delivered' })).toMatchObject({ attempts: 1 });
  });

  describe('when somebody else took it', () => {
    const supersede = (ids: readonly string[], text = '已由李四接入') =>
      desk.transaction((tx) =>
        desk.notifications.supersede(
          tx,
          ids.map((id) => asId(id)),
          text,
        ),
      );

    it('changes the cards that were delivered, once', async () => {
      const sent = await desk.notify({ to: [desk.operator('mona'), desk.operator('nils')], card: aCard() });
      for (const { id } of sent) {
        await until(id, { state: 'delivered' });
      }
      const ids = sent.map(({ id }) => id);
      await supersede(ids);
      await supersede(ids);

      await eventually(() => expect(desk.wecom.cardUpdates).toHaveLength(2));
      await eventually(async () =>
        expect(
          await desk.rows(`kind = 'card-update' and state = 'delivered' and target in ('mona', 'nils')`),
        ).toHaveLength(2),
      );
      expect(desk.wecom.cardUpdates.flatMap(({ userids }) => userids).toSorted()).toEqual(['mona', 'nils']);
      expect(desk.wecom.cardUpdates[0]?.body['button']).toEqual({ replace_name: '已由李四接入' });
    });

    it('never sends what waits', async () => {
      const sent = await desk.transaction(async (tx) => {
        const rows = await desk.notifications.notify(tx, {
          event: 'handoff.offered',
          key: randomUUID(),
          to: [desk.operator('olaf')],
          text: 'x',
          subject: 'x',
          data: {},
          requestId: 'r',
        });
        await desk.notifications.supersede(
          tx,
          rows.map(({ id }) => id),
          '已被接入',
        );
        return rows;
      });

      expect(await desk.row(sent[0]?.id ?? '')).toMatchObject({ state: 'superseded' });
      const [after] = await desk.notify({ to: [desk.operator('olaf')], text: 'later' });
      await until(after?.id, { state: 'delivered' });
      expect(desk.wecom.accepted.filter(({ to }) => to.includes('olaf'))).toHaveLength(1);
    });

    it('changes a card that was on its way, when it has arrived', async () => {
      desk.wecom.nextReplies.push({ delayMs: 300 });
      const [sent] = await desk.notify({ to: [desk.operator('pete')], card: aCard() });
      await until(sent?.id, { state: 'sending' });
      await supersede([sent?.id ?? '']);

      await eventually(() => expect(desk.wecom.cardUpdates).toHaveLength(1));
      expect(desk.wecom.cardUpdates[0]?.userids).toEqual(['pete']);
    });

    it('records it where the card is older than 72 h', async () => {
      const [sent] = await desk.notify({ to: [desk.operator('rita')], card: aCard() });
      await until(sent?.id, { state: 'delivered' });
      desk.wecom.nextReplies.push({ errcode: 60140 });
      await supersede([sent?.id ?? '']);

      await eventually(async () =>
        expect(await desk.rows(`kind = 'card-update' and target = 'rita'`)).toMatchObject([
          { state: 'superseded', reason: 'errcode-60140' },
        ]),
      );
      expect(desk.wecom.accepted.filter(({ to }) => to.includes('rita'))).toHaveLength(1);
    });
  });

  describe('a press', () => {
    const answer = (memberId: string, responseCode: string, replaceText: string) =>
      desk.transaction((tx) =>
        desk.notifications.answerPress(tx, {
          accountId: desk.accountId,
          memberId,
          responseCode,
          replaceText,
          requestId: 'r',
        }),
      );

    /** The response code of a card that a member has. */
    async function codeOf(member: string): Promise<string> {
      const [sent] = await desk.notify({ to: [desk.operator(member)], card: aCard() });
      const row = await until(sent?.id, { state: 'delivered' });
      return row?.response_code ?? '';
    }

    it('is answered on the card, once though it is processed twice', async () => {
      const code = await codeOf('sven');
      await answer('sven', code, '您已接入');
      await answer('sven', code, '您已接入');

      await eventually(() => expect(desk.wecom.cardUpdates).toHaveLength(1));
      expect(await desk.rows(`kind = 'card-update' and target = 'sven'`)).toHaveLength(1);
    });

    it('is answered by a message where the card cannot change any more', async () => {
      await answer('tina', 'a-code-of-last-week', '该会话已结束');

      const [message] = await desk.wecom.waitForMessages({ to: 'tina' });
      expect(message?.text).toBe('该会话已结束');
    });
  });
});
