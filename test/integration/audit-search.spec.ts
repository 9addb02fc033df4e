import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { AuditLog } from '../../src/audit/audit-log.js';
import { EventPositions } from '../../src/audit/search/event-positions.js';
import { refKey } from '../../src/audit/search/event-refs.js';
import { Unreferenced } from '../../src/audit/search/unreferenced.js';
import { SYSTEM } from '../../src/common/access.js';
import { type DocumentId, newId, type OperatorId } from '../../src/common/ids.js';
import { TextIndexer } from '../../src/messaging/texts/text-indexer.js';
import { SEGMENT_SIZE } from '../../src/messaging/texts/segments.js';
import { problem } from '../setup/test-platform.js';
import { TestMessaging, WAIT } from '../setup/test-messaging.js';

let messaging: TestMessaging;
const documentId = newId<DocumentId>();
const operatorId = newId<OperatorId>();

beforeAll(async () => {
  messaging = await TestMessaging.start();
});
afterAll(() => messaging.stop());

interface Event {
  id: string;
  at: string;
  action: string;
  contactId: string | null;
  text: string | null;
  details: Record<string, unknown>;
}

type Query = Readonly<Record<string, string | number | undefined>>;

async function found(query: Query): Promise<Event[]> {
  const { status, json } = await search(query);
  expect(status).toBe(200);
  return json().items;
}

function search(query: Query, headers: Record<string, string> = {}) {
  const parameters = new URLSearchParams();
  Object.entries(query).forEach(([name, value]) => value !== undefined && parameters.append(name, `${value}`));
  return messaging.platform.call({ url: `/api/v1/audit/events?${parameters.toString()}`, headers });
}

/** The outcome of a turn, as the dialog records it. */
async function answered(confidence: number, more: Record<string, unknown> = {}) {
  const someone = await messaging.someone();
  const turnId = newId();
  await messaging.get(AuditLog).recordAlone(
    {
      actor: SYSTEM,
      accountId: someone.accountId,
      contactId: someone.contactId,
      conversationId: someone.conversationId,
    },
    {
      action: 'dialog.outcome',
      details: {
        turnId,
        outcome: 'answered',
        reason: 'generated',
        inbound: [],
        confidence,
        model: 'Qwen-Max',
        modelId: newId(),
        promptVersion: 'v7',
        passages: [{ documentId, revision: 1, score: 0.9 }],
        filters: [{ direction: 'inbound', list: '竞品', word: '某友商', action: 'alert' }],
        ...more,
      },
    },
  );
  return { ...someone, turnId };
}

describe('the search for events', () => {
  it('finds them by the person, the model, the document, the filter, the confidence, and all of it at once', async () => {
    const someone = await answered(0.31);
    await answered(0.32);
    const { contactId, externalId, accountId, turnId } = someone;

    for (const query of [
      { contactId, model: 'qwen-max' },
      { externalId, document: documentId },
      { externalId, accountId, filter: '竞品' },
      { contactId, filter: '某友商', action: 'dialog.*' },
      { contactId, confidenceBelow: 0.32, confidenceAbove: 0.31 },
      {
        contactId,
        model: 'QWEN-MAX',
        document: documentId,
        filter: '竞品',
        action: 'dialog.outcome',
        confidenceBelow: 0.5,
      },
    ]) {
      expect(
        (await found(query)).map(({ details }) => details['turnId']),
        JSON.stringify(query),
      ).toEqual([turnId]);
    }
    for (const query of [
      { contactId, model: 'another' },
      { contactId, confidenceBelow: 0.31 },
      { contactId, confidenceAbove: 0.32 },
      { contactId, action: 'handoff.*' },
      { contactId, to: '2001-01-01' },
      { contactId, from: '2999-01-01' },
      { contactId: newId() },
      { externalId: 'nobody-of-that-name' },
    ]) {
      expect(await found(query), JSON.stringify(query)).toEqual([]);
    }
  });

  it('finds them by the operator and by who did it', async () => {
    const { conversationId } = await messaging.someone();
    const actor = { kind: 'key', id: `key-${newId()}`, permissions: [], reach: 'all' } as const;
    const details = { handoffId: newId(), operatorId, via: 'console' };
    await messaging.get(AuditLog).recordAlone({ actor, conversationId }, { action: 'handoff.claimed', details });

    expect(await found({ operatorId })).toMatchObject([{ action: 'handoff.claimed', details }]);
    expect(await found({ actor: actor.id, action: 'handoff.*' })).toMatchObject([{ details }]);
    expect(await found({ operatorId: newId() })).toEqual([]);
  });

  it('pages through all of them once, newest first, whatever leads to them', async () => {
    const someone = await messaging.someone();
    const audit = messaging.get(AuditLog);
    await messaging.database.transaction(async (tx) => {
      for (let turn = 0; turn < 25; turn += 1) {
        const details = {
          turnId: newId(),
          outcome: 'answered',
          reason: 'generated',
          inbound: [],
          model: 'paged',
          confidence: turn / 25,
        };
        await audit.record(tx, { actor: SYSTEM, contactId: someone.contactId }, { action: 'dialog.outcome', details });
      }
    });

    for (const query of [
      { contactId: someone.contactId, action: 'dialog.*' },
      { model: 'paged' },
      { model: 'paged', confidenceAbove: 0 },
    ]) {
      const ids: string[] = [];
      const times: string[] = [];
      let cursor: string | null = null;
      do {
        const page = (await search({ ...query, limit: 7, ...(cursor !== null && { cursor }) })).json();
        ids.push(...page.items.map(({ id }: Event) => id));
        times.push(...page.items.map(({ at }: Event) => at));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(ids).toHaveLength(25);
      expect(new Set(ids).size).toBe(25);
      expect(times).toEqual(times.toSorted().toReversed());
    }
  });

  it('refuses cursors, times and texts with which nothing can be found', async () => {
    for (const query of [
      { cursor: 'bm9uZQ' },
      { from: '2026-02-01', to: '2026-01-01' },
      { confidenceAbove: 0.5, confidenceBelow: 0.5 },
      { text: '退' },
      { text: '〔手机号·1〕' },
      { text: '退款', cursor: 'bm9uZQ' },
      { action: 'DROP TABLE' },
      { limit: 1_000 },
    ]) {
      const answer = await search(query);
      expect(answer.json(), JSON.stringify(query)).toEqual(problem(400, 'request.invalid'));
    }
    expect((await search({}, { authorization: 'Bearer nobody' })).status).toBe(401);
  });

  it('walks along what is rarest, however much there is of all of it', async () => {
    await messaging.database.run(
      `insert into audit_refs (ref, at, event_id)
       select ref, clock_timestamp() - days * interval '1 day' * n / 3000, uuidv7()
         from generate_series(1, 3000) as n, unnest($1::bigint[], $2::integer[]) as name (ref, days)`,
      [
        [refKey('model:often'), refKey('model:seldom')],
        [1, 100],
      ],
    );
    const [often, seldom] = [
      { by: 'ref' as const, keys: ['model:often'] },
      { by: 'ref' as const, keys: ['model:seldom'] },
    ];
    const span = { from: null, to: null, before: undefined };
    const positions = messaging.get(EventPositions);

    await expect(positions.shortest([often, seldom], span)).resolves.toBe(seldom);
    await expect(positions.shortest([seldom, often], span)).resolves.toBe(seldom);
  });

  it('finds those from before there were references once they have theirs', async () => {
    const { contactId } = await answered(0.5, { model: 'of-old' });
    const key = refKey('model:of-old');
    await messaging.asOwner(`delete from audit_refs where ref = ${key}`);
    await messaging.database.run(
      'insert into audit_unreferenced select id, at from audit_events where contact_id = $1',
      [contactId],
    );
    expect(await found({ model: 'of-old' })).toEqual([]);
    await messaging.get(Unreferenced).refer();

    expect(await found({ model: 'of-old' })).toMatchObject([{ contactId }]);
    expect(await messaging.database.rows('select from audit_unreferenced')).toEqual([]);
  });

  it('is an event itself, with what it is for', async () => {
    const contactId = newId();
    await search({ contactId }, { 'x-audit-purpose': encodeURIComponent('季度抽查') });

    const [event] = await messaging.database.rows<{ purpose: string; details: { filters: unknown } }>(
      `select purpose, details from audit_events where action = 'transcript.searched' and details->'filters'->>'contactId' = $1`,
      [contactId],
    );
    expect(event).toMatchObject({
      purpose: '季度抽查',
      details: { what: 'audit-events', filters: { contactId }, count: 0 },
    });
  });
});

describe('the search for texts', () => {
  /** A message in the conversation, and the event that it was sent. */
  async function said(to: Awaited<ReturnType<TestMessaging['someone']>>, text: string): Promise<void> {
    await messaging.say(to, text);
  }

  it('finds what was just said, by pairs of ideographs and by words, whatever their case', async () => {
    const someone = await messaging.someone();
    await said(someone, '您的退款已受理，请查看Order状态，预计三天');
    await said(someone, '与此无关');
    await messaging.settled();

    for (const text of ['退款已受', '已受理，请', 'ORDER', 'order状态', '计三天']) {
      const events = await found({ text, contactId: someone.contactId });
      expect(
        events.map((event) => event.text),
        text,
      ).toContain('您的退款已受理，请查看Order状态，预计三天');
      expect(
        events.map((event) => event.text),
        text,
      ).not.toContain('与此无关');
      expect((await found({ text, externalId: someone.externalId })).length, text).toBe(events.length);
    }
    expect(await found({ text: '退款没受理', contactId: someone.contactId })).toEqual([]);
    expect(await found({ text: '退款已受', contactId: newId() })).toEqual([]);
  });

  it('finds the same once the messages are indexed, and nothing of what was erased or changed since', async () => {
    const someone = await messaging.someone();
    await said(someone, '独一无二的麒麟暗号甲');
    await said(someone, '独一无二的麒麟暗号乙');
    await messaging.settled();
    // A segment is full once the sequence has gone beyond it.
    await messaging.asOwner(
      `do $$ begin perform setval(pg_get_serial_sequence('messages', 'sequence'), ${2 * SEGMENT_SIZE}); end $$`,
    );
    await said(someone, '独一无二的麒麟暗号丙');
    const indexer = messaging.get(TextIndexer);
    const texts = async (text: string): Promise<(string | null)[]> => [
      ...new Set((await found({ text, limit: 100 })).map((event) => event.text).filter((one) => one !== null)),
    ];
    await vi.waitFor(async () => {
      await indexer.index();
      const [built] = await messaging.database.rows(
        'select from message_segments where built_at is not null and segment = 0',
      );
      expect(built).toBeDefined();
    }, WAIT);
    expect(await texts('麒麟暗号')).toEqual(['独一无二的麒麟暗号丙', '独一无二的麒麟暗号乙', '独一无二的麒麟暗号甲']);

    await messaging.database.run(
      `update messages set content = jsonb_build_object('type', 'text', 'text', '改过了')
        where content->>'text' = '独一无二的麒麟暗号甲'`,
    );
    expect(await texts('麒麟暗号')).toEqual(['独一无二的麒麟暗号丙', '独一无二的麒麟暗号乙']);
    await vi.waitFor(async () => {
      await indexer.index();
      expect(await messaging.database.rows('select from message_changes')).toEqual([]);
    }, WAIT);
    expect(await texts('改过了')).toEqual(['改过了']);
  });
});

describe('a transcript', () => {
  it('shows what was said with everything beside it, oldest first, and that it was seen', async () => {
    const someone = await messaging.someone();
    const { conversationId } = someone;
    await messaging.say(someone, '第一句');
    await messaging.say(someone, '第二句');
    await messaging.settled();
    const url = `/api/v1/audit/transcripts/${conversationId}`;
    const whole = (await messaging.platform.call({ url: `${url}?limit=200` })).json();

    expect(whole).toMatchObject({ conversationId, contactId: someone.contactId, nextCursor: null });
    const messages = whole.items.filter(({ kind }: { kind: string }) => kind === 'message');
    expect(messages.map(({ data }: { data: { text: string } }) => data.text)).toEqual(['第一句', '第二句']);
    expect(messages[0].data.deliveries).toMatchObject([{ state: 'delivered', attempts: 1 }]);
    const actions = whole.items.map(({ data }: { data: { action?: string } }) => data.action);
    expect(actions).toContain('delivery.delivered');

    const paged: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = (await messaging.platform.call({ url: `${url}?limit=2${cursor && `&cursor=${cursor}`}` })).json();
      paged.push(...page.items.map(({ id }: { id: string }) => id));
      cursor = page.nextCursor;
    }
    expect(paged.slice(0, whole.items.length)).toEqual(whole.items.map(({ id }: { id: string }) => id));
    expect(await found({ conversationId, action: 'transcript.viewed', limit: 1 })).toMatchObject([
      { contactId: someone.contactId, details: { what: 'audit-transcript', id: conversationId } },
    ]);
    expect((await messaging.platform.call({ url: `/api/v1/audit/transcripts/${newId()}` })).json()).toEqual(
      problem(404, 'request.not-found'),
    );
  });
});
