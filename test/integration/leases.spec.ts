import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ContactId, newId } from '../../src/common/ids.js';
import { Database } from '../../src/database/database.js';
import { type Lease, Leases } from '../../src/messaging/leases.js';
import { createTestDatabase, type TestDatabase } from '../setup/test-database.js';

describe('Leases', () => {
  let testDatabase: TestDatabase;
  let dataSource: DataSource;
  let database: Database;
  let leases: Leases;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    dataSource = await new DataSource({ type: 'postgres', url: testDatabase.url, poolSize: 20 }).initialize();
    database = new Database(dataSource);
    leases = new Leases(database);
  });

  afterAll(async () => {
    await dataSource.destroy();
    await testDatabase.drop();
  });

  /** What a worker that was killed leaves behind, once its time is over. */
  function expire(contactId: ContactId): Promise<number> {
    return database.run(`update leases set until = clock_timestamp() - interval '1 second' where contact_id = $1`, [
      contactId,
    ]);
  }

  it('lets one of many work at a time, and lets every one’s work be done', async () => {
    const contactId = newId<ContactId>();
    let working = 0;
    let most = 0;
    let left = 20;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++working);
      left = 0; // whoever works does all there is
      await database.rows('select pg_sleep(0.01)');
      working -= 1;
    };
    await Promise.all(Array.from({ length: 20 }, () => leases.hold('dialog', contactId, work)));
    expect(most).toBe(1);
    expect(left).toBe(0);
  });

  it('makes the holder look again when somebody came meanwhile', async () => {
    const contactId = newId<ContactId>();
    let rounds = 0;
    await leases.hold('dialog', contactId, async () => {
      rounds += 1;
      if (rounds === 1) {
        await leases.hold('dialog', contactId, () => Promise.reject(new Error('it was free')));
      }
    });
    expect(rounds).toBe(2);
  });

  it('fences a holder whose lease ran out', async () => {
    const contactId = newId<ContactId>();
    const holds = (lease: Lease): Promise<boolean> => database.transaction((tx) => leases.holds(tx, lease));
    await leases.hold('dialog', contactId, async (slow) => {
      expect(await holds(slow)).toBe(true);
      await expire(contactId);
      await leases.hold('dialog', contactId, async (quick) => {
        expect(await holds(quick)).toBe(true);
        expect(await holds(slow)).toBe(false);
      });
    });
  });

  it('is free again after work that failed', async () => {
    const contactId = newId<ContactId>();
    await expect(leases.hold('outbox', contactId, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    const work = vi.fn<() => Promise<void>>(() => Promise.resolve());
    await leases.hold('outbox', contactId, work);
    expect(work).toHaveBeenCalledOnce();
  });

  it('keeps turns and deliveries of a contact apart', async () => {
    const contactId = newId<ContactId>();
    const kinds: string[] = [];
    await leases.hold('dialog', contactId, async (dialog) => {
      kinds.push(dialog.kind);
      await leases.hold('outbox', contactId, async (outbox) => void kinds.push(outbox.kind));
    });
    expect(kinds).toEqual(['dialog', 'outbox']);
  });

  it('gives no token twice, though time goes by within a statement', async () => {
    const owner = await new DataSource({ type: 'postgres', url: testDatabase.ownerUrl }).initialize();
    // Each reading of this clock is a second later than the one before.
    await owner.query(`create schema ticking; create sequence ticking.seconds; grant usage on schema ticking to public;
      grant usage on sequence ticking.seconds to public;
      create function ticking.clock_timestamp() returns timestamptz language sql volatile as
        $$ select pg_catalog.now() + nextval('ticking.seconds') * interval '1 second' $$`);
    const ticking = await new DataSource({
      type: 'postgres',
      url: testDatabase.url,
      extra: { options: '-c search_path=ticking,pg_catalog,public' },
    }).initialize();
    const tokens: string[] = [];
    for (const seconds of [0, 1, 2, 3, 4, 5]) {
      const contactId = newId<ContactId>();
      await database.run(
        `insert into leases (contact_id, kind, token, until) values ($1, 'dialog', 1, now() + make_interval(secs => $2))`,
        [contactId, seconds + 0.5],
      );
      await owner.query('alter sequence ticking.seconds restart');
      await new Leases(new Database(ticking)).hold('dialog', contactId, async ({ token }) => void tokens.push(token));
    }
    await ticking.destroy();
    await owner.destroy();
    expect(tokens).not.toContain('1');
  });
});
