import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditLog } from '../../src/audit/audit-log.js';
import { SYSTEM } from '../../src/common/access.js';
import { asId, newId, type OperatorId } from '../../src/common/ids.js';
import { TestMessaging } from '../setup/test-messaging.js';
import { problem } from '../setup/test-platform.js';

let messaging: TestMessaging;

beforeAll(async () => {
  messaging = await TestMessaging.start();
});
afterAll(() => messaging.stop());

type Query = Readonly<Record<string, string | number>>;

interface Details {
  operatorId?: string;
  model?: string;
  confidence?: number;
  passages?: { documentId: string }[];
}

interface Found {
  id: string;
  at: string;
  action: string;
}

async function call(query: Query) {
  const parameters = new URLSearchParams();
  Object.entries(query).forEach(([name, value]) => parameters.append(name, `${value}`));
  return messaging.platform.call({ url: `/api/v1/audit/events?${parameters.toString()}` });
}

/** All pages. */
async function all(query: Query, limit: number): Promise<Found[]> {
  const items: Found[] = [];
  let cursor: string | null = null;
  do {
    const answer = await call({ ...query, limit, ...(cursor !== null && { cursor }) });
    expect(answer.status).toBe(200);
    const page = answer.json();
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}

/** The same numbers in every run: xorshift. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

describe('any filters together', () => {
  it(
    'find what looking at each event finds, page by page, across months and equal times',
    { timeout: 120_000 },
    async () => {
      const random = numbers(4_711);
      const pick = <T>(of: readonly [T, ...T[]]): T => of[Math.floor(random() * of.length)] ?? of[0];
      const people = [await messaging.someone(), await messaging.someone()] as const;
      const operators = [newId<OperatorId>(), newId<OperatorId>()] as const;
      const documents = [newId(), newId()] as const;
      const models = ['Qwen-Max', 'gpt%_4', "o'model"] as const;
      const audit = messaging.get(AuditLog);
      await messaging.database.transaction(async (tx) => {
        for (let n = 0; n < 240; n += 1) {
          const { accountId, contactId, conversationId } = pick(people);
          const scope = { actor: SYSTEM, accountId, contactId, conversationId };
          if (random() < 0.6) {
            const details = {
              turnId: newId(),
              outcome: 'answered',
              reason: 'generated',
              inbound: [],
              confidence: Math.floor(random() * 41) / 40,
              model: pick(models),
              passages: [{ documentId: pick(documents), revision: 1, score: 0.5 }],
            };
            await audit.record(tx, scope, { action: 'dialog.outcome', details });
          } else {
            const details = { handoffId: newId(), operatorId: pick(operators), via: 'console' } as const;
            await audit.record(tx, scope, { action: 'handoff.claimed', details });
          }
        }
      });
      const contactIds = people.map(({ contactId }) => `'${contactId}'`).join();
      // Few different times, some of them in other months, and where one ends.
      await messaging.asOwner(`
      set session_replication_role = replica;
      create temporary table moved as
        select id, at as was, (array['2026-01-31T23:59:59.999999Z', '2026-02-01T00:00:00Z', '2026-02-01T00:00:00.000001Z',
                              '2026-02-28T12:00:00.123Z', '2026-02-28T12:00:00.123999Z', '2027-01-01T00:00:00Z'])
               [1 + get_byte(decode(md5(id::text), 'hex'), 0) % 6]::timestamptz as becomes
          from audit_events where contact_id in (${contactIds}) and action in ('dialog.outcome', 'handoff.claimed');
      create table if not exists audit_events_2026_02 partition of audit_events for values from ('2026-02-01T00:00:00Z') to ('2026-03-01T00:00:00Z');
      update audit_events e set at = becomes from moved where moved.id = e.id and moved.was = e.at;
      update audit_refs r set at = becomes from moved where moved.id = r.event_id;
      reset session_replication_role`);
      const rows = await messaging.database.rows<{
        id: string;
        micros: string;
        action: string;
        contact_id: string;
        details: Details;
      }>(
        `select id, (extract(epoch from at) * 1000000)::bigint::text as micros, action, contact_id, details
         from audit_events where contact_id in (${contactIds}) and action in ('dialog.outcome', 'handoff.claimed')
        order by at desc, id desc`,
      );
      expect(rows).toHaveLength(240);
      const micros = (moment: string) => {
        const [, fraction = ''] = /\.(\d+)/.exec(moment) ?? [];
        return BigInt(Date.parse(moment.replace(/\.\d+/, ''))) * 1000n + BigInt(fraction.padEnd(6, '0'));
      };
      const makers: (() => [string, string | number, (row: (typeof rows)[number]) => boolean])[] = [
        () => {
          const one = pick(people).contactId;
          return ['contactId', one, (row) => row.contact_id === one];
        },
        () => {
          const one = pick(people);
          return ['externalId', one.externalId, (row) => row.contact_id === one.contactId];
        },
        () => {
          const one = pick(operators);
          return ['operatorId', one, (row) => row.details.operatorId === one];
        },
        () => {
          const one = pick(models);
          return ['model', one.toUpperCase(), (row) => row.details.model === one];
        },
        () => {
          const one = pick(documents);
          return ['document', one, (row) => row.details.passages?.[0]?.documentId === one];
        },
        () => {
          const one = pick(['dialog.outcome', 'handoff.claimed', 'dialog.*', 'handoff*', 'h*', 'handof.*'] as const);
          return [
            'action',
            one,
            ({ action }) => (one.endsWith('*') ? action.startsWith(one.slice(0, -1)) : action === one),
          ];
        },
        () => {
          const one = Math.floor(random() * 21) / 20;
          return ['confidenceBelow', one, (row) => (row.details.confidence ?? 2) < one];
        },
        () => {
          const one = Math.floor(random() * 41) / 40;
          return ['confidenceAbove', one, (row) => (row.details.confidence ?? -1) >= one];
        },
        () => {
          const one = pick([
            '2026-01-31T23:59:59.999999Z',
            '2026-02-01',
            '2026-02-28T12:00:00.1235Z',
            '2026-02-01T08:00:00+08:00',
          ] as const);
          return ['from', one, (row) => BigInt(row.micros) >= micros(one)];
        },
        () => {
          const one = pick(['2026-02-01T00:00:00.000001Z', '2026-02-28T20:00:00.123001+08:00', '2027-01-01'] as const);
          return ['to', one, (row) => BigInt(row.micros) < micros(one)];
        },
      ];
      const scope: Query = people[0].accountId === people[1].accountId ? { accountId: people[0].accountId } : {};
      let compared = 0;
      for (let round = 0; round < 40; round += 1) {
        const chosen = makers.filter(() => random() < 0.3).map((make) => make());
        const query: Query = { ...scope, ...Object.fromEntries(chosen.map(([name, value]) => [name, value])) };
        const limit = pick([3, 17, 100] as const);
        const answer = await call({ ...query, limit });
        if (answer.status === 400) {
          continue; // a span or a confidence that nothing can be in
        }
        const wanted = rows.filter((row) => chosen.every(([, , holds]) => holds(row))).map(({ id }) => id);
        const known = new Set(rows.map(({ id }) => id));
        const found = (await all(query, limit)).map(({ id }) => id).filter((id) => known.has(id));
        expect(found, JSON.stringify({ query, limit })).toEqual(wanted);
        compared += 1;
      }
      expect(compared).toBeGreaterThan(20);
    },
  );

  it('let no cursor through that is none, and no text that is more than a text', async () => {
    const cursor = (text: string) => Buffer.from(text).toString('base64url');
    const id = newId();
    const { conversationId } = await messaging.someone();
    for (const text of [
      `2026-02-31T00:00:00.000000Z/${id}`,
      `2026-99-99T99:99:99.999999Z/${id}`,
      `0000-01-01T00:00:00.000000Z/${id}`,
      `2026-01-01T00:00:00.000000Z/not-an-id`,
      `9999999999999999999`,
      `';drop table audit_events`,
      '\0',
      '',
    ]) {
      const answers = [await call({ cursor: cursor(text) }), await call({ cursor: cursor(text), text: '退款' })];
      const ofTranscript = cursor(text.replace('000000Z', '000Z').replace('999999Z', '999Z').replace('not-an-id', ''));
      answers.push(
        await messaging.platform.call({
          url: `/api/v1/audit/transcripts/${conversationId}?cursor=${ofTranscript}`,
        }),
      );
      for (const answer of answers) {
        expect(answer.json(), text).toEqual(problem(400, 'request.invalid'));
      }
    }
    for (const text of ['%_%', "o'neill", 'a\\', '退款%', '(退款', '[退款', '\u0000退款', '退款\uD800']) {
      expect([200, 400], text).toContain((await call({ text })).status);
    }
    for (const [name, value] of [
      ['model', '\0'],
      ['externalId', '\0'],
      ['actor', '\uD800'],
      ['filter', "' or 1=1 --"],
    ] as const) {
      expect([200, 400], name).toContain((await call({ [name]: value })).status);
    }
  });
});

it('what a turn came to is found once, however many of its messages hold the text', async () => {
  const someone = await messaging.someone();
  const turnId = newId();
  for (let n = 0; n < 5; n += 1) {
    await messaging.say(someone, `琥珀色的信封第${n}封`);
  }
  await messaging.settled();
  await messaging.asOwner(
    `update messages set turn_id = '${turnId}' where conversation_id = '${someone.conversationId}'`,
  );
  const { accountId, contactId, conversationId } = someone;
  await messaging
    .get(AuditLog)
    .recordAlone(
      { actor: SYSTEM, accountId, contactId, conversationId: asId(conversationId) },
      { action: 'dialog.outcome', details: { turnId, outcome: 'answered', reason: 'generated', inbound: [] } },
    );
  for (const limit of [1, 2, 3, 100]) {
    const found = await all({ text: '琥珀色', contactId }, limit);
    expect(found.filter(({ action }) => action === 'dialog.outcome')).toHaveLength(1);
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    expect(found.filter(({ action }) => action === 'message.sent')).toHaveLength(5);
  }
});

it('a transcript with thousands of events shows the first of them', { timeout: 60_000 }, async () => {
  const { conversationId } = await messaging.someone();
  await messaging.database.run(
    `insert into audit_events (id, action, actor, conversation_id, details)
     select gen_random_uuid(), 'conversation.started', '{"kind":"system"}', $1, json_build_object('n', n)
       from generate_series(1, 2300) n`,
    [conversationId],
  );
  const seen: number[] = [];
  let cursor: string | null = '';
  while (cursor !== null && seen.length < 2_300) {
    const page = (
      await messaging.platform.call({
        url: `/api/v1/audit/transcripts/${conversationId}?limit=200${cursor && `&cursor=${cursor}`}`,
      })
    ).json();
    seen.push(
      ...page.items
        .map(({ data }: { data: { details?: { n?: number } } }) => data.details?.n)
        .filter((n: unknown) => n !== undefined),
    );
    cursor = page.nextCursor;
  }
  expect(new Set(seen).size).toBe(2_300);
  expect(Math.min(...seen.slice(0, 100))).toBe(1);
});
