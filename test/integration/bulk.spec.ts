import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../src/common/ids.js';
import { problem } from '../setup/test-platform.js';
import { TestOperatorDesk } from '../setup/test-operator-desk.js';

let desk: TestOperatorDesk;
let number = 500;

beforeAll(async () => {
  desk = await TestOperatorDesk.start();
});
afterAll(() => desk.stop());

function reply(title: string) {
  number += 1;
  return { number, title, text: '您好' };
}

async function repliesTitled(title: string): Promise<number> {
  const rows = await desk.database.rows('select from canned_replies where title = $1', [title]);
  return rows.length;
}

it('does what can be done of many, and says of the others why not', async () => {
  const first = await desk.call('POST', '/canned-replies', reply('批量甲'));
  const second = await desk.call('POST', '/canned-replies', reply('批量乙'));
  const taken = { ...reply('批量丙'), number: first.body.number };
  const nobody = newId();

  const { status, body } = await desk.call('POST', '/canned-replies/operations', {
    items: [
      { op: 'create', value: reply('批量丁') },
      { op: 'create', value: taken },
      { op: 'update', id: first.body.id, ifMatch: '"7"', value: reply('批量甲') },
      { op: 'update', id: first.body.id, ifMatch: '"1"', value: reply('批量甲甲') },
      { op: 'delete', id: second.body.id },
      { op: 'delete', id: nobody },
      { op: 'create' },
    ],
  });

  expect(status).toBe(200);
  expect(body.results).toMatchObject([
    { index: 0, status: 201, code: null, id: expect.any(String) },
    { index: 1, status: 409, code: 'request.conflict', id: null },
    { index: 2, status: 412, code: 'request.precondition-failed', id: first.body.id },
    { index: 3, status: 200, code: null, id: first.body.id },
    { index: 4, status: 204, code: null, id: second.body.id },
    { index: 5, status: 404, code: 'request.not-found', id: nobody },
    { index: 6, status: 400, code: 'request.invalid', id: null },
  ]);
  expect((await desk.call('GET', `/canned-replies/${first.body.id}`)).body.title).toBe('批量甲甲');
  expect((await desk.call('GET', `/canned-replies/${second.body.id}`)).status).toBe(404);
});

it('goes on where a process was killed, and does nothing twice', async () => {
  const items = [1, 2, 3].map((index) => ({ op: 'create', value: reply(`续 ${index}`) }));
  const key = { 'idempotency-key': 'bulk-1' };
  await desk.call('POST', '/canned-replies/operations', { items }, key);
  await desk.database.run(`delete from canned_replies where title = '续 3'`);
  // As a process leaves it that was killed behind the second item.
  await desk.database.run(
    `update idempotency_keys set sealed_answer = null, items_done = '{0,1}', lease_until = '-infinity' where key = 'bulk-1'`,
  );

  const { body } = await desk.call('POST', '/canned-replies/operations', { items }, key);

  expect(body.results.map((result: { status: number }) => result.status)).toEqual([200, 200, 201]);
  expect(await Promise.all(['续 1', '续 2', '续 3'].map(repliesTitled))).toEqual([1, 1, 1]);
});

it.each([
  [{ items: [] }],
  [{ items: Array.from({ length: 201 }, () => ({ op: 'create' })) }],
  [{ items: [{ op: 'drop' }] }],
])('refuses what is no bulk', async (body) => {
  expect((await desk.call('POST', '/canned-replies/operations', body)).body).toEqual(problem(400, 'request.invalid'));
});

it('resolves and transfers many cases', async () => {
  const unknown = newId();
  const { body } = await desk.call('POST', '/handoffs/resolutions', { items: [{ id: unknown, outcome: 'solved' }] });
  expect(body.results).toMatchObject([{ index: 0, id: unknown, status: 404, code: 'request.not-found' }]);

  const moved = await desk.call('POST', '/handoffs/transfers', { items: [{ id: unknown }] });
  expect(moved.body).toEqual(problem(400, 'request.invalid'));
});

it('answers some fields of a list, and refuses those that it does not have', async () => {
  await desk.call('POST', '/canned-replies', reply('字段'));

  const { body } = await desk.call('GET', '/canned-replies?fields=id,title&limit=1');
  expect(Object.keys(body.items[0])).toEqual(['id', 'title']);
  expect((await desk.call('GET', '/canned-replies?fields=id,secret')).body).toEqual(problem(400, 'request.invalid'));
  expect((await desk.call('GET', '/canned-replies?fields=')).body).toEqual(problem(400, 'request.invalid'));
  expect((await desk.call('GET', '/canned-replies?fields=__proto__')).body).toEqual(problem(400, 'request.invalid'));
});
