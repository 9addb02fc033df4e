import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/common/ids.js';
import { problem } from '../setup/test-platform.js';
import { TestOperatorDesk } from '../setup/test-operator-desk.js';

let desk: TestOperatorDesk;
let number = 0;

beforeAll(async () => {
  desk = await TestOperatorDesk.start();
});
afterAll(() => desk.stop());

function fields(more: Record<string, unknown> = {}): Record<string, unknown> {
  number += 1;
  return { number, title: `标题 ${number}`, text: '您好', ...more };
}

describe('a canned reply', () => {
  it('is created, read, listed, changed and deleted, and each is recorded', async () => {
    const created = await desk.call('POST', '/canned-replies', fields({ title: '问候' }));
    expect(created).toMatchObject({
      status: 201,
      tag: '"1"',
      body: { title: '问候', text: '您好', groupIds: null, enabled: true },
    });
    const url = `/canned-replies/${created.body.id}`;
    expect((await desk.call('GET', url)).body).toEqual(created.body);
    expect((await desk.call('GET', '/canned-replies')).body.items).toContainEqual(created.body);

    const change = { number: created.body.number, title: '问候', text: '您好！', enabled: false };
    const changed = await desk.call('PUT', url, change, { 'if-match': '"1"' });
    expect(changed).toMatchObject({ status: 200, tag: '"2"', body: { text: '您好！', enabled: false } });
    const late = await desk.call('PUT', url, change, { 'if-match': '"1"' });
    expect(late.body).toEqual(problem(412, 'request.precondition-failed'));

    expect((await desk.call('DELETE', url)).status).toBe(204);
    expect((await desk.call('GET', url)).body).toEqual(problem(404, 'request.not-found'));
    const rows = await desk.database.rows<{ action: string }>(
      `select action from audit_events where details->>'cannedReplyId' = $1 order by id`,
      [created.body.id],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'canned-reply.created',
      'canned-reply.updated',
      'canned-reply.deleted',
    ]);
  });

  it('is listed by number, a page at a time', async () => {
    await desk.call('POST', '/canned-replies', fields());
    await desk.call('POST', '/canned-replies', fields());

    const first = await desk.call('GET', '/canned-replies?limit=1');
    const next = await desk.call('GET', `/canned-replies?limit=1&cursor=${first.body.nextCursor}`);

    expect(first.body.items).toHaveLength(1);
    expect(next.body.items[0].number).toBeGreaterThan(first.body.items[0].number);
  });

  it('does not take the number of another', async () => {
    const taken = fields();
    const { body } = await desk.call('POST', '/canned-replies', taken);
    const other = await desk.call('POST', '/canned-replies', fields());

    expect((await desk.call('POST', '/canned-replies', taken)).body).toEqual(problem(409, 'request.conflict'));
    const change = { ...taken, number: other.body.number };
    expect((await desk.call('PUT', `/canned-replies/${body.id}`, change)).body).toEqual(
      problem(409, 'request.conflict'),
    );
  });

  it.each([
    ['no number', { number: undefined }],
    ['a number that is none', { number: 0 }],
    ['a number beyond 999', { number: 1_000 }],
    ['no text', { text: '' }],
    ['too much text', { text: '长'.repeat(4_001) }],
    ['too long a title', { title: '长'.repeat(61) }],
    ['what cannot be stored', { text: 'a\0b' }],
    ['a group that is not there', { groupIds: [newId()] }],
    ['no group at all', { groupIds: [] }],
    ['what is unknown', { colour: 'red' }],
  ])('is refused with %s', async (_, more) => {
    const { body } = await desk.call('POST', '/canned-replies', fields(more));

    expect(body).toEqual(problem(400, 'request.invalid'));
  });
});
