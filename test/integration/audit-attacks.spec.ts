import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AuditAlert, AuditAlerts } from '../../src/audit/seals/audit-alerts.js';
import { SealingWatch } from '../../src/audit/seals/sealing-watch.js';
import { TestAudit } from '../setup/test-audit.js';

let audit: TestAudit;
let application: pg.Client;

async function start(): Promise<void> {
  audit = await TestAudit.start();
  application = new pg.Client({ connectionString: audit.platform.database.url });
  await application.connect();
}

async function stop(): Promise<void> {
  await application.end();
  await audit.stop();
}

async function links(): Promise<number> {
  const [row] = await audit.rows<{ count: number }>('select count(*)::integer as count from audit_links');
  return row?.count ?? 0;
}

beforeAll(start);
afterAll(stop);

const EVENT = `insert into audit_events (id, action, actor, details)
               values ($1, 'knowledge.exported', '{"kind":"system"}', '{}')`;

describe('whoever has got hold of the application’s role', () => {
  beforeAll(async () => {
    await audit.record(3);
    await audit.seal();
  });

  it('changes nothing of the log, nor of what leads to it', async () => {
    for (const [sql, reason] of [
      [`update audit_events set action = 'x'`, 'permission denied'],
      [`delete from audit_events`, 'permission denied'],
      [`truncate audit_events`, 'permission denied'],
      [`update audit_links set chain = leaf`, 'permission denied'],
      [`delete from audit_seals`, 'permission denied'],
      [`delete from audit_keys`, 'permission denied'],
      [`update audit_keys set public_key = ''`, 'permission denied'],
      [`update audit_refs set ref = 1`, 'permission denied'],
      [`delete from audit_refs`, 'permission denied'],
      [
        `insert into audit_unsealed (event_id, event_at) select event_id, event_at from audit_links`,
        'permission denied',
      ],
      [`update audit_unsealed set event_at = now()`, 'permission denied'],
      [`update audit_personal set salt = ''`, 'permission denied'],
      [`alter table audit_events disable trigger all`, 'must be owner'],
      [`set session_replication_role = replica`, 'permission denied'],
      [`create table public.mine ()`, 'permission denied'],
      [`create function public.mine() returns integer language sql as 'select 1'`, 'permission denied'],
      [
        `create or replace function forbid_change() returns trigger language plpgsql as 'begin return new; end'`,
        '(permission denied|must be owner)',
      ],
      [
        `insert into audit_events (id, at, action, actor, details) values (gen_random_uuid(), '2020-01-01', 'x', '{}', '{}')`,
        'time of the database',
      ],
      [
        `insert into audit_events_default (id, action, actor, details) values (gen_random_uuid(), 'x', '{}', '{}')`,
        'permission denied',
      ],
    ] as const) {
      await expect(application.query(sql), sql).rejects.toThrow(new RegExp(reason));
    }
  });

  it('cannot lead a function that runs with the owner’s rights to tables of its own', async () => {
    await application.query(`create temporary table audit_unsealed (event_id uuid, event_at timestamptz)`);
    await application.query(`set search_path = pg_temp, public`);
    try {
      await application.query(
        `create function pg_temp.date_trunc(text, timestamp) returns timestamp language sql as 'select null::timestamp'`,
      );
      await application.query(`select public.make_audit_partitions()`);
      await application.query(EVENT.replace('$1', 'gen_random_uuid()'));
    } finally {
      await application.query(`reset search_path; drop table pg_temp.audit_unsealed`);
    }
    expect(await audit.rows('select * from audit_unsealed')).toHaveLength(1);
    await audit.seal();
    expect((await audit.verify()).fault).toBeNull();
  });

  it('gives an event a later time than the database’s by no time zone', async () => {
    await application.query(`set time zone '+14'`);
    await application
      .query(
        `insert into audit_events (id, at, action, actor, details)
      values (gen_random_uuid(), clock_timestamp() - interval '3 hours', 'x', '{}', '{}')`,
      )
      .catch(() => undefined);
    await application.query(`reset time zone`);
    expect(
      await audit.rows(`select id from audit_events where action = 'x' and at < clock_timestamp() - interval '1 hour'`),
    ).toEqual([]);
    await audit.seal();
  });
});

describe('an id that is given twice', () => {
  beforeEach(async () => {
    await stop();
    await start();
    await audit.record(3);
    await audit.seal();
  });

  it('keeps nothing from being sealed, and is told', async () => {
    const before = await links();
    const [{ id } = { id: '' }] = await audit.rows<{ id: string }>('select event_id as id from audit_links limit 1');
    await application.query(EVENT, [id]);
    await audit.record(2);
    await audit.seal();

    expect(await links()).toBe(before + 2);
    expect((await audit.verify()).fault).toMatchObject({ code: 'event-added', eventId: id });
  });

  it('is told as well where both wait for their seal', async () => {
    const before = await links();
    const id = '019a0000-0000-7000-8000-000000000001';
    await application.query(EVENT, [id]);
    await application.query(EVENT, [id]);
    await audit.record(1);
    await audit.seal();

    expect(await links()).toBe(before + 2);
    expect((await audit.verify()).fault).toMatchObject({ code: 'event-added', eventId: id });
  });

  it('is no fault where somebody put one event into the queue again', async () => {
    await audit.rows('insert into audit_unsealed (event_id, event_at) select event_id, event_at from audit_links');
    await audit.record(1);
    await audit.seal();

    expect(await audit.rows('select * from audit_unsealed')).toEqual([]);
    expect((await audit.verify()).fault).toBeNull();
  });

  it('has its seal when all keys were retired', async () => {
    await application.query('update audit_keys set retired_at = clock_timestamp()');
    await audit.record(1);
    await audit.seal();

    expect((await audit.verify()).fault).toBeNull();
  });
});

it('events that nobody seals are told of', async () => {
  const alerts: AuditAlert[] = [];
  audit.get(AuditAlerts).register((alert) => {
    alerts.push(alert);
    return Promise.resolve();
  });
  await audit.record(1);
  await audit.get(SealingWatch).tick();
  expect(alerts).toEqual([]);

  await audit.rows(`update audit_unsealed set event_at = event_at - interval '2 minutes'`);
  await audit.get(SealingWatch).tick();
  const { degraded } = (await audit.platform.call({ url: '/health/ready' })).json();

  expect(alerts).toMatchObject([{ event: 'audit.sealing-late' }]);
  expect(degraded).toContain('audit-sealing');
});
