import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { AuditLog } from '../../src/audit/audit-log.js';
import { Sealer } from '../../src/audit/seals/sealer.js';
import { SigningKeys } from '../../src/audit/seals/signing-keys.js';
import { SYSTEM } from '../../src/common/access.js';
import { TestAudit } from '../setup/test-audit.js';

let audit: TestAudit;

afterEach(async () => {
  await audit.stop();
});

const waiting = async (): Promise<number> => {
  const [row] = await audit.rows<{ count: number }>('select count(*)::int as count from audit_unsealed');
  return row?.count ?? -1;
};

/** An event of another time than now, as a database whose clock is wrong would write it. */
async function recordAt(moment: string): Promise<void> {
  const client = await audit.superuser.connect();
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    const { rows } = await client.query<{ id: string; at: string }>(
      `insert into audit_events (id, at, action, actor, details)
       values ($1, clock_timestamp() + $2::interval, 'conversation.started', '{"kind":"system"}', '{}') returning id, at::text`,
      [randomUUID(), moment],
    );
    await client.query('insert into audit_unsealed (event_id, event_at) values ($1, $2)', [rows[0]?.id, rows[0]?.at]);
    await client.query('commit');
  } finally {
    client.release();
  }
}

describe('the sealer', () => {
  it('links every event, and the log verifies', async () => {
    audit = await TestAudit.start();
    await audit.record(25);
    expect(await audit.seal()).toBeGreaterThan(0);
    await audit.record(5);
    await audit.seal();

    const report = await audit.verify();

    expect(report).toMatchObject({ fault: null, isWhole: true });
    expect(report.events).toBeGreaterThanOrEqual(30);
    expect(await waiting()).toBe(0);
  });

  it('makes one chain without a gap of 32 writers and several sealers', async () => {
    audit = await TestAudit.start();
    const other = await audit.platform.startApp({ ROLE: 'web' });
    const writing = new AbortController();
    const sealers = [audit.get(Sealer), other.get(Sealer), audit.get(Sealer)].map(async (sealer) => {
      while (!writing.signal.aborted) {
        await sealer.sealNext();
      }
    });
    await Promise.all(Array.from({ length: 32 }, () => audit.record(10)));
    writing.abort();
    await Promise.all(sealers);
    await audit.seal();

    const report = await audit.verify();
    const [chain] = await audit.rows(
      `select count(*)::int as links, max(sequence)::int as last, count(distinct event_id)::int as events,
              (select count(*)::int from audit_events) as recorded from audit_links`,
    );

    expect(report.fault).toBeNull();
    expect(chain?.['links']).toBeGreaterThanOrEqual(320);
    expect(new Set(Object.values(chain ?? {})).size).toBe(1);
  });

  it('seals an event whose transaction commits after later ones were sealed', async () => {
    audit = await TestAudit.start();
    const late = await audit.superuser.connect();
    const id = randomUUID();
    await late.query('begin');
    await late.query(
      `insert into audit_events (id, action, actor, details) values ($1, 'conversation.started', '{"kind":"system"}', '{}')`,
      [id],
    );
    await audit.record(3);
    await audit.seal();
    await late.query('commit');
    late.release();

    expect(await audit.seal()).toBe(1);
    expect(
      await audit.rows(
        'select sequence = (select max(sequence) from audit_links) as last from audit_links where event_id = $1',
        [id],
      ),
    ).toEqual([{ last: true }]);
    expect((await audit.verify()).fault).toBeNull();
  });

  it('leaves nothing behind when it is ended half way, and goes on afterwards', async () => {
    audit = await TestAudit.start();
    await audit.record(4);
    // Whoever seals is ended by the server when everything but the seal is written.
    await audit.rows(`create function end_me() returns trigger language plpgsql as
      $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$`);
    await audit.rows('create trigger end_me before insert on audit_seals for each row execute function end_me()');
    const before = await waiting();
    await audit.rows('alter function end_me() security definer');

    await expect(audit.get(Sealer).sealNext()).rejects.toThrow(/terminat/);
    expect(await waiting()).toBe(before);
    expect(await audit.rows('select count(*)::int as links from audit_links')).toEqual([{ links: 0 }]);

    await audit.rows('drop trigger end_me on audit_seals');
    expect(await audit.seal()).toBe(1);
    expect((await audit.verify()).fault).toBeNull();
  });

  it('does not mind a clock that jumped back, and tells of an event that was dated back', async () => {
    audit = await TestAudit.start();
    await recordAt('1 hour');
    await audit.seal();
    await audit.record(2);
    await audit.seal();
    expect((await audit.verify()).fault).toBeNull();

    await recordAt('-2 hours');
    await audit.seal();
    expect((await audit.verify()).fault).toMatchObject({ code: 'event-late' });
  });

  it('seals after a long rest what waited, which is no fault', async () => {
    audit = await TestAudit.start();
    for (const moment of ['-3 hours', '-2 hours', '-1 hour']) {
      await recordAt(moment);
      await audit.seal();
    }

    expect((await audit.verify()).fault).toBeNull();
  });

  it('goes on when an event is gone before its seal, and verification tells of it', async () => {
    audit = await TestAudit.start();
    await audit.record(1);
    await audit.seal();
    await audit.record(1);
    const client = await audit.superuser.connect();
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    await client.query('delete from audit_events where id in (select event_id from audit_unsealed)');
    await client.query('commit');
    client.release();
    await audit.record(1);
    await audit.seal();

    expect((await audit.verify()).fault).toMatchObject({ code: 'event-missing' });
  });

  it('can be neither changed nor emptied by the role of the application', async () => {
    audit = await TestAudit.start();
    await audit.record(1);
    await audit.seal();

    for (const statement of [
      'update audit_links set leaf = chain',
      'delete from audit_links',
      'truncate audit_links',
      'update audit_seals set signature = root',
      'delete from audit_seals',
      'delete from audit_checkpoints',
      'delete from audit_keys',
    ]) {
      await expect(audit.database.run(statement)).rejects.toThrow('permission denied');
    }
    await expect(audit.database.run(`update audit_keys set public_key = ''`)).rejects.toThrow('permission denied');
    await expect(audit.rows(`update audit_keys set public_key = ''`)).rejects.toThrow('never changed');
    await expect(audit.database.run('update audit_keys set retired_at = null')).resolves.toBe(1);
    expect((await audit.verify()).fault).toBeNull();
  });
});

describe('the signing key', () => {
  it('is of SM2 and hashes are of SM3 where that is configured', async () => {
    audit = await TestAudit.start({ AUDIT_HASH: 'sm3', AUDIT_SIGNATURE: 'sm2' });
    await audit.record(3);
    await audit.seal();

    expect((await audit.verify()).fault).toBeNull();
    expect(
      await audit.rows(
        'select distinct hash_algorithm, k.algorithm from audit_seals s join audit_keys k on k.id = key_id',
      ),
    ).toEqual([{ hash_algorithm: 'sm3', algorithm: 'sm2' }]);
  });

  it('vouches for the one that takes its place, also for one of another algorithm', async () => {
    audit = await TestAudit.start();
    await audit.record(1);
    await audit.seal();
    const first = await audit.get(SigningKeys).current();
    const answer = await audit.platform.call({ method: 'POST', url: '/api/v1/audit/keys' });
    expect(answer.status).toBe(201);
    await audit.seal();
    const other = await audit.platform.startApp({ ROLE: 'web', AUDIT_SIGNATURE: 'sm2', AUDIT_HASH: 'sm3' });
    await audit.record(1);
    await other.get(Sealer).sealNext();

    const keys = (await audit.platform.call({ url: '/api/v1/audit/keys' })).json().items;
    expect(keys).toHaveLength(3);
    expect(keys[1]).toMatchObject({ id: answer.json().id, predecessor: first.id, algorithm: 'ed25519' });
    expect(keys[2]).toMatchObject({ predecessor: keys[1].id, algorithm: 'sm2', retiredAt: null });
    expect((await audit.verify({ trust: { fingerprints: [first.id] } })).fault).toBeNull();
    expect((await audit.verify({ trust: { fingerprints: [keys[1].id] } })).fault).toMatchObject({
      code: 'key-unknown',
    });
  });

  it('of a lost master key is not replaced', async () => {
    audit = await TestAudit.start();
    await audit.record(1);
    await audit.seal();
    await audit.rows(
      `update audit_keys set sealed_private = set_byte(sealed_private, 40, get_byte(sealed_private, 40) # 1)`,
    );
    const other = audit.platform.startApp({ ROLE: 'web' });

    await expect(other).rejects.toMatchObject({ code: 'secret.undecipherable' });
    expect(await audit.rows('select count(*)::int as keys from audit_keys')).toEqual([{ keys: 1 }]);
    expect((await audit.verify()).fault).toMatchObject({ code: 'key-unknown' });
  });
});

it('an event is sealed within 2 s of its commit while the program works', async () => {
  audit = await TestAudit.start({ ROLE: 'all' });
  await audit.get(AuditLog).recordAlone({ actor: SYSTEM }, { action: 'conversation.started', details: {} });

  await expect.poll(waiting, { timeout: 20_000, interval: 20 }).toBe(0);
  const [row] = await audit.rows<{ seconds: number }>(
    'select extract(epoch from max(sealed_at) - max(last_at))::float8 as seconds from audit_seals',
  );
  expect(row?.seconds).toBeGreaterThanOrEqual(0);
});
