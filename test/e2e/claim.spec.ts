import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { TestProgram } from '../setup/test-program.js';

const WAIT = { timeout: 10_000, interval: 20 };
const STATE = 'select o.state from outbox o join contacts c on c.id = o.contact_id where c.external_id = $1';

/** What a claim does to a conversation: its owner changes, and from then on the bot begins to send nothing more. */
const CLAIM = `update conversations v set owner = 'operator' from contacts c where c.id = v.contact_id and c.external_id = $1`;

describe('a claim', () => {
  let desk: TestProgram;
  let holder: pg.Client;

  beforeAll(async () => {
    desk = await TestProgram.start();
    holder = new pg.Client({ connectionString: desk.database.ownerUrl });
    await holder.connect();
  });

  afterAll(async () => {
    await holder.end();
    await desk.stop();
  });

  /** A message to the user that waits for its second attempt. */
  async function waitsToBeSent(user: string): Promise<void> {
    desk.wecom.nextReplies.push({ errcode: -1, errmsg: 'system busy' });
    await desk.wecom.say(user, '帮助');
    await vi.waitFor(async () => {
      expect(await desk.rows(`${STATE} and o.state = 'pending' and o.attempts = 1`, [user])).toHaveLength(1);
    }, WAIT);
  }

  async function stateOf(user: string): Promise<string | undefined> {
    const [row] = await desk.rows<{ state: string }>(STATE, [user]);
    return row?.state;
  }

  async function locksAreAwaited(count: number): Promise<void> {
    await vi.waitFor(async () => {
      const waiting = await desk.rows(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      expect(waiting).toHaveLength(count);
    }, WAIT);
  }

  it('keeps back what waits to be sent', async () => {
    await waitsToBeSent('alice');
    await desk.rows(CLAIM, ['alice']);
    await desk.settled();
    expect(await stateOf('alice')).toBe('withheld');
    expect(desk.wecom.accepted).toEqual([]);
  });

  it('either keeps a message back or sees that it is being sent, though both happen at once', async () => {
    await waitsToBeSent('bob');
    await holder.query('begin');
    await holder.query(`${STATE} for update of o`, ['bob']);
    await locksAreAwaited(1); // the worker is about to mark the message as being sent
    const claimed = desk.rows(CLAIM, ['bob']).then(() => stateOf('bob'));
    await Promise.race([claimed, locksAreAwaited(2)]);
    await holder.query('rollback');

    const whenClaimed = await claimed;
    await desk.settled();
    expect([whenClaimed, await stateOf('bob')]).not.toEqual(['pending', 'delivered']);
  });
});
