import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { backends, TestProgram } from '../setup/test-program.js';

describe.each(backends)('two processes, with the queue on %s', (backend) => {
  let first: TestProgram;
  let second: TestProgram;

  beforeAll(async () => {
    first = await TestProgram.start({ backend });
    second = await TestProgram.start({ backend, beside: first });
  });

  afterAll(async () => {
    await second.stop();
    await first.stop();
  });

  it('store, work and answer once what arrives 32 times at both', async () => {
    const { wecom } = first;
    const other = { ...wecom.app, callbackUrl: `${second.program.url}/wecom/callback` };
    const copies = Array.from({ length: 32 }, (_, copy) =>
      wecom.say('alice', '帮助', { msgId: '9007199254740995', ...(copy % 2 === 0 ? {} : { app: other }) }),
    );
    expect((await Promise.all(copies)).every(({ acked }) => acked)).toBe(true);
    await wecom.waitForMessages({ to: 'alice' });
    await first.settled();
    expect(await first.rows('select 1 from inbox')).toHaveLength(1);
    expect(await first.rows('select 1 from turns')).toHaveLength(1);
    expect(wecom.accepted).toHaveLength(1);
  });

  it('handle two different events of one person in one second', async () => {
    const createTime = 1_800_000_000;
    const event = (eventKey: string) => ({ type: 'event', event: 'click', eventKey }) as const;
    const freshness = await first.wecom.send('bob', event('A'), { createTime });
    await first.wecom.send('bob', event('B'), { createTime });
    expect(freshness.acked).toBe(true);
    await first.settled();
    const rows = await first.rows(`select outcome from inbox where external_id = 'bob'`);
    expect(rows).toEqual([{ outcome: 'ignored' }, { outcome: 'ignored' }]);
  });
});

describe('while the database is away', () => {
  let desk: TestProgram;

  beforeAll(async () => {
    desk = await TestProgram.start();
  });

  afterAll(() => desk.stop());

  it('answers callbacks 503, says it is not ready, and recovers by itself', async () => {
    await desk.database.goAway();

    desk.wecom.app.callbackUrl = `${desk.program.url}/wecom/callback`;
    const refused = await desk.wecom.say('alice', '帮助');
    expect(refused).toMatchObject({ acked: false, status: 503 });
    expect((await desk.api('GET', '/health/ready')).status).toBe(503);
    expect((await desk.api('GET', '/health/live')).status).toBe(200);

    await desk.database.comeBack();
    await vi.waitFor(async () => expect((await desk.api('GET', '/health/ready')).status).toBe(200), {
      timeout: 20_000,
    });
    expect(await desk.wecom.say('alice', '帮助')).toMatchObject({ acked: true });
    await desk.wecom.waitForMessages({ to: 'alice' }, 30_000);
  }, 90_000);
});
