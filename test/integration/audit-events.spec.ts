import { createHash, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditLog } from '../../src/audit/audit-log.js';
import { canonicalJson } from '../../src/audit/canonical-json.js';
import { SYSTEM } from '../../src/common/access.js';
import { asId, type ContactId } from '../../src/common/ids.js';
import { Database } from '../../src/database/database.js';
import { TestPlatform } from '../setup/test-platform.js';

let platform: TestPlatform;
let audit: AuditLog;
let database: Database;

beforeAll(async () => {
  platform = await TestPlatform.start(() => []);
  audit = platform.app.get(AuditLog, { strict: false });
  database = platform.app.get(Database, { strict: false });
});
afterAll(() => platform.stop());

interface Event {
  id: string;
  at: Date;
  action: string;
  actor: string;
  request_id: string | null;
  address: string | null;
  user_agent: string | null;
  purpose: string | null;
  details: string;
  personal_digest: Buffer | null;
}

function events(where: string, ...parameters: unknown[]): Promise<Event[]> {
  return database.rows(`select *, actor::text, details::text from audit_events where ${where} order by at`, parameters);
}

async function asOwner<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: platform.database.ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Row & object>(sql, parameters);
    return rows;
  } finally {
    await client.end();
  }
}

describe('the events of a transaction', () => {
  it('are stored in the order of the deeds, as exactly the text that was written', async () => {
    const requestId = randomUUID();
    await database.transaction(async (tx) => {
      for (const reason of ['one', 'two', 'three']) {
        await audit.record(tx, { actor: SYSTEM, requestId }, { action: 'conversation.ended', details: { reason } });
      }
    });

    const stored = await events('request_id = $1', requestId);

    expect(stored.map(({ details }) => details)).toEqual([
      '{"reason":"one"}',
      '{"reason":"two"}',
      '{"reason":"three"}',
    ]);
    expect(stored.map(({ actor }) => actor)).toEqual(Array(3).fill('{"kind":"system"}'));
    expect(stored.map(({ address }) => address)).toEqual([null, null, null]);
  });

  it('are gone with what they tell of', async () => {
    const requestId = randomUUID();
    const failed = database.transaction(async (tx) => {
      await audit.record(tx, { actor: SYSTEM, requestId }, { action: 'conversation.ended', details: { reason: 'x' } });
      throw new Error('rolled back');
    });

    await expect(failed).rejects.toThrow('rolled back');
    expect(await events('request_id = $1', requestId)).toEqual([]);
  });

  it('hold half a surrogate pair, NUL and a megabyte of text, cut and known by its digest', async () => {
    const requestId = randomUUID();
    const long = '长'.repeat(1_000_000);
    await database.transaction(async (tx) => {
      const scope = { actor: SYSTEM, requestId };
      await audit.record(tx, scope, { action: 'conversation.ended', details: { reason: '\uD800 and \0' } });
      await audit.record(tx, scope, { action: 'conversation.ended', details: { reason: long } });
      const many = Array.from({ length: 20 }, (_, index) => `${index}`.repeat(5_000));
      await audit.record(tx, scope, { action: 'contact.tags-changed', details: { before: many, after: [] } });
    });

    const [odd, cut, cutWhole] = (await events('request_id = $1', requestId)).map(({ details }) => details);

    expect(odd).toBe('{"reason":"\uFFFD and \uFFFD"}');
    expect(cut?.length).toBeLessThan(9_000);
    expect(cut).toContain(`1000000 characters, SHA-256 ${createHash('sha256').update(long).digest('hex')}`);
    expect(cutWhole?.length).toBeLessThan(10_000);
    expect(JSON.parse(cutWhole ?? '')).toHaveProperty('cut');
  });
});

describe('what of an event is personal', () => {
  const contactId = asId<ContactId>(randomUUID());
  const data = { name: '王小明', tags: ['b', 'a'] };

  it('stands beside it, salted and digested, and the event outlives its erasure', async () => {
    const requestId = randomUUID();
    await database.transaction((tx) =>
      audit.record(
        tx,
        { actor: SYSTEM, contactId, requestId },
        { action: 'conversation.started', details: {} },
        { value: data, isKept: true },
      ),
    );
    const [event] = await events('request_id = $1', requestId);
    const [personal] = await database.rows<{ at: Date; contact_id: string; salt: Buffer; data: object }>(
      'select * from audit_personal where event_id = $1',
      [event?.id],
    );

    expect(personal).toMatchObject({ at: event?.at, contact_id: contactId, data });
    const salted = createHash('sha256')
      .update(personal?.salt ?? '')
      .update(canonicalJson(data));
    expect(event?.personal_digest).toEqual(salted.digest());
    await database.run('delete from audit_personal where contact_id = $1', [contactId]);
    expect(await events('request_id = $1', requestId)).toEqual([event]);
  });

  it('can be erased, but not changed', async () => {
    await expect(database.run('update audit_personal set data = null')).rejects.toThrow('permission denied');
  });
});

describe('nobody', () => {
  it('gives an event another time than the database has', async () => {
    const id = randomUUID();
    const insert = `insert into audit_events (id, at, action, actor, details) values ($1, $2, 'x', '{}', '{}')`;

    await expect(database.run(insert, [randomUUID(), '2020-01-01'])).rejects.toThrow('the time of the database');
    await expect(asOwner(insert, [randomUUID(), '2999-01-01'])).rejects.toThrow('the time of the database');
    const [{ early } = { early: undefined }] = await database.rows<{ early: Date }>(
      `select greatest(date_trunc('month', clock_timestamp(), 'UTC'), clock_timestamp() - interval '1 hour') as early`,
    );
    await database.run(insert, [id, early]);
    const [{ isNow } = { isNow: false }] = await database.rows<{ isNow: boolean }>(
      `select at > clock_timestamp() - interval '1 minute' as "isNow" from audit_events where id = $1`,
      [id],
    );
    expect(isNow).toBe(true);
  });

  it('changes, deletes or truncates one: not the application, not the owner, not by the month', async () => {
    const [{ part } = { part: '' }] = await database.rows<{ part: string }>(
      `select 'audit_events' || to_char(clock_timestamp() at time zone 'UTC', '_YYYY_MM') as part`,
    );
    for (const table of ['audit_events', part, 'audit_events_default']) {
      await expect(database.run(`update ${table} set action = 'x'`)).rejects.toThrow('permission denied');
      await expect(database.run(`delete from ${table}`)).rejects.toThrow('permission denied');
      await expect(database.run(`truncate ${table}`)).rejects.toThrow('permission denied');
      await expect(asOwner(`truncate ${table}`)).rejects.toThrow('never changed or deleted');
    }
    await expect(asOwner(`update ${part} set action = 'x'`)).rejects.toThrow('never changed or deleted');
    await expect(asOwner(`delete from ${part}`)).rejects.toThrow('never changed or deleted');
    await expect(
      database.run(`insert into ${part} (id, action, actor, details) values ($1, 'x', '{}', '{}')`, [randomUUID()]),
    ).rejects.toThrow('permission denied');
  });
});

describe('the months', () => {
  const months = (): Promise<{ name: string }[]> =>
    asOwner(`select relname as name from pg_inherits join pg_class on oid = inhrelid
              where inhparent = 'audit_events'::regclass order by 1`);

  it('are there ahead of time, and the application makes them itself', async () => {
    const before = await months();
    const next = before.map(({ name }) => name).findLast((name) => /\d$/.test(name));
    await asOwner(`drop table ${next}`);

    const made = await database.rows('select make_audit_partitions() as made');

    expect(made).toEqual([{ made: 1 }]);
    expect(await months()).toEqual(before);
    expect(before.length).toBeGreaterThanOrEqual(5);
    expect(await database.rows('select make_audit_partitions() as made')).toEqual([{ made: 0 }]);
  });

  it('take over what came before they were there', async () => {
    const [{ part } = { part: '' }] = await database.rows<{ part: string }>(
      `select 'audit_events' || to_char(clock_timestamp() at time zone 'UTC', '_YYYY_MM') as part`,
    );
    await asOwner(`alter table audit_events detach partition ${part}`);
    await asOwner(`alter table ${part} rename to before`);
    const requestId = randomUUID();
    await database.transaction((tx) =>
      audit.record(tx, { actor: SYSTEM, requestId }, { action: 'conversation.ended', details: { reason: 'late' } }),
    );
    const [event] = await events('request_id = $1', requestId);
    expect((await platform.call({ url: '/health/ready' })).json()).toMatchObject({
      info: { 'audit-partitions': { status: 'degraded', eventsOutsideTheirMonth: true } },
    });

    await database.rows('select make_audit_partitions()');

    expect(await events('request_id = $1', requestId)).toEqual([event]);
    expect(await asOwner(`select id from ${part} where request_id = $1`, [requestId])).toEqual([{ id: event?.id }]);
    await expect(asOwner(`delete from ${part}`)).rejects.toThrow('never changed or deleted');
    await expect(asOwner('delete from audit_events_default')).resolves.toEqual([]);
  });
});

describe('an event of a call', () => {
  it('says from where, with what and what for, whatever read the body', async () => {
    const { status, headers, text } = await platform.call({
      method: 'PUT',
      url: '/api/v1/settings/limits.contactPerDay',
      body: { value: 7 },
      headers: { 'user-agent': 'curl/8', 'x-audit-purpose': encodeURIComponent('核查投诉 2026-17') },
    });

    expect({ status, text }).toMatchObject({ status: 200 });
    const stored = await events('request_id = $1', headers['x-request-id']);
    expect(stored.find(({ action }) => action === 'setting.changed')).toMatchObject({
      action: 'setting.changed',
      actor: '{"id":"admin","kind":"key"}',
      address: '127.0.0.1',
      user_agent: 'curl/8',
      purpose: '核查投诉 2026-17',
    });
  });
});
