import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IdempotencyKeys, type KeyedRequest } from '../../src/access/idempotency/idempotency-keys.js';
import { type ApiCaller, permissions } from '../../src/common/access.js';
import { type IdempotentDeed, underKey } from '../../src/common/idempotency.js';
import { Database } from '../../src/database/database.js';
import { Accounts } from '../../src/settings/accounts.js';
import { problem, TestPlatform } from '../setup/test-platform.js';

const URL = '/api/v1/accounts';
const ADMIN: ApiCaller = { kind: 'key', id: 'admin', permissions, reach: 'all' };

let platform: TestPlatform;
let second: NestFastifyApplication;
let agentId = 0;

beforeAll(async () => {
  platform = await TestPlatform.start(() => []);
  second = await platform.startApp();
});
afterAll(() => platform.stop());

function account() {
  agentId += 1;
  return {
    kind: 'wecom-app',
    name: `应用 ${agentId}`,
    parameters: { corpId: 'ww1', agentId },
    secrets: { secret: 's', token: 't', encodingAesKey: 'k'.repeat(43) },
  };
}

function create(key: string, body: object, on = platform.app) {
  return platform.call({ method: 'POST', url: URL, body, headers: { 'idempotency-key': key }, on });
}

function database(): Database {
  return platform.app.get(Database, { strict: false });
}

async function accountsNamed(name: string): Promise<number> {
  const rows = await database().rows('select from accounts where name = $1', [name]);
  return rows.length;
}

/** As a process leaves a request that it was doing when it was killed, its lease run out. */
async function killed(key: string, how: { isDone: boolean }): Promise<void> {
  await database().run(
    `update idempotency_keys set lease_until = clock_timestamp() - interval '1 second', sealed_answer = null, is_done = $2
      where key = $1`,
    [key, how.isDone],
  );
}

async function begun(key: string, body: object): Promise<IdempotentDeed> {
  const request: KeyedRequest = {
    caller: ADMIN,
    key,
    url: URL,
    method: 'POST',
    body,
    requestId: randomUUID(),
    mode: 'once',
  };
  const deed = await platform.app.get(IdempotencyKeys, { strict: false }).begin(request);
  if ('status' in deed) {
    throw new TypeError('it has been answered');
  }
  return deed;
}

describe('a request under a key', () => {
  it('is done once, and answered as the first time in whatever process', async () => {
    const [key, body] = [randomUUID(), account()];

    const first = await create(key, body);
    const again = await create(key, body, second);

    expect(first.status).toBe(201);
    expect(first.headers['idempotent-replay']).toBeUndefined();
    expect(again).toMatchObject({ status: 201, text: first.text });
    expect(again.headers).toMatchObject({ 'idempotent-replay': 'true' });
    expect(again.headers['etag']).toBe(first.headers['etag']);
    expect(await accountsNamed(body.name)).toBe(1);
  });

  it('is done once, however many come at a time', async () => {
    const [key, body] = [randomUUID(), account()];

    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) => create(key, body, index % 2 === 0 ? platform.app : second)),
    );

    expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
    for (const { status, json } of answers.filter((answer) => answer.status !== 201)) {
      expect([status, json().code]).toEqual([409, 'request.still-running']);
    }
    expect(await accountsNamed(body.name)).toBe(1);
  });

  it('is refused where the key stands for something else', async () => {
    const key = randomUUID();
    await create(key, account());

    expect((await create(key, account())).json()).toEqual(problem(422, 'request.idempotency-mismatch'));
  });

  it('may be mended and sent again where nothing was done', async () => {
    const [key, body] = [randomUUID(), account()];

    expect((await create(key, { ...body, name: '' })).json()).toEqual(problem(400, 'request.invalid'));
    expect((await create(key, body)).status).toBe(201);
  });

  it.each([' ', 'a b', 'x'.repeat(201), 'ключ'])('is refused under what is no key: %j', async (key) => {
    expect((await create(Buffer.from(key).toString('latin1'), account())).json()).toEqual(
      problem(400, 'request.invalid'),
    );
  });

  it('is new again after a day, and the chore removes what is older', async () => {
    const [key, body] = [randomUUID(), account()];
    await create(key, body);
    await database().run(
      `update idempotency_keys set created_at = clock_timestamp() - interval '25 hours' where key = $1`,
      [key],
    );

    expect((await create(key, account())).status).toBe(201);
    await database().run(
      `update idempotency_keys set created_at = clock_timestamp() - interval '25 hours' where key = $1`,
      [key],
    );
    await platform.app.get(IdempotencyKeys, { strict: false }).run();
    expect(await database().rows('select from idempotency_keys where key = $1', [key])).toEqual([]);
  });

  it('keeps its answer sealed', async () => {
    const [key, body] = [randomUUID(), account()];
    await create(key, body);

    const [row] = await database().rows<{ sealed_answer: Buffer }>(
      'select sealed_answer from idempotency_keys where key = $1',
      [key],
    );
    expect(row?.sealed_answer.includes(body.name)).toBe(false);
  });

  it('belongs to its caller', async () => {
    const [key, body] = [randomUUID(), account()];
    await create(key, body);
    await database().run(`update idempotency_keys set caller = 'key/another' where key = $1`, [key]);

    expect((await create(key, account())).status).toBe(201);
  });
});

describe('a process that is killed half way', () => {
  it('has done it or not: what is done is never done again', async () => {
    const [key, body] = [randomUUID(), account()];
    await create(key, body);
    await killed(key, { isDone: true });

    const again = await create(key, body, second);

    expect(again.json()).toEqual(problem(409, 'request.answer-lost'));
    const [event] = await database().rows<{ request_id: string }>(
      `select request_id from audit_events where action = 'account.created' order by id desc limit 1`,
    );
    expect(again.json().detail).toContain(event?.request_id);
    expect(await accountsNamed(body.name)).toBe(1);
  });

  it('leaves what it has not done to the next one, and is fenced out should it still live', async () => {
    const [key, body] = [randomUUID(), account()];
    const stuck = await begun(key, body);
    expect((await create(key, body)).json()).toEqual(problem(409, 'request.still-running'));
    await killed(key, { isDone: false });

    expect((await create(key, body, second)).status).toBe(201);

    const accounts = platform.app.get(Accounts, { strict: false });
    const { name, parameters, secrets } = account();
    await expect(
      underKey(stuck, () => accounts.create(ADMIN, { kind: 'wecom-app', name, parameters, secrets, enabled: true })),
    ).rejects.toMatchObject({ code: 'KF001' });
    expect(await accountsNamed(name)).toBe(0);
    expect(await accountsNamed(body.name)).toBe(1);
  });
});
