import { afterAll, beforeAll, expect, it } from 'vitest';
import { Deliveries } from '../../src/messaging/deliveries.js';
import type { Delivery } from '../../src/messaging/delivery.js';
import type { Lease } from '../../src/messaging/leases.js';
import { Erasers } from '../../src/privacy/erasure/erasers.js';
import { type Someone, TestMessaging } from '../setup/test-messaging.js';

let desk: TestMessaging;

beforeAll(async () => {
  desk = await TestMessaging.start();
});
afterAll(() => desk.stop());

/** What is to be sent to somebody, marked as being sent by a worker who does not get any further for now. */
async function sending(to: Someone): Promise<{ delivery: Delivery; lease: Lease }> {
  const lease: Lease = { contactId: to.contactId, kind: 'outbox', token: '1' };
  await desk.database.run(
    `insert into leases (contact_id, kind, token, until) values ($1, 'outbox', 1, now() + interval '1 hour')`,
    [to.contactId],
  );
  await desk.say(to, '我们会打 13812345678');
  const delivery = await desk.get(Deliveries).next(to.contactId);
  if (delivery === undefined) {
    throw new TypeError('nothing is to be sent');
  }
  expect(await desk.get(Deliveries).markSending(lease, delivery)).toBe('sending');
  return { delivery, lease };
}

/** What is under way comes to nothing. */
async function eraseFirst({ contactId }: Someone): Promise<void> {
  const [first] = desk.get(Erasers).all();
  await desk.database.transaction(async (tx) => first?.erase(tx, contactId, new Date()));
}

function outboxOf({ contactId }: Someone) {
  return desk.database.rows(
    'select state, reason, request, sealed_request, done_at is not null as done from outbox where contact_id = $1',
    [contactId],
  );
}

const CANCELLED = { state: 'cancelled', reason: 'erased', request: null, sealed_request: null, done: true };

it('does not send again what was being sent when its contact was erased', async () => {
  const to = await desk.someone();
  const { delivery } = await sending(to);
  await eraseFirst(to);
  await desk.get(Deliveries).settle(delivery, { kind: 'later', reason: 'busy', afterMs: 0, countsAsAttempt: true });

  expect(await outboxOf(to)).toEqual([CANCELLED]);
  expect(await desk.get(Deliveries).next(to.contactId)).toBeUndefined();
});

it('closes it where the sender was killed meanwhile', async () => {
  const to = await desk.someone();
  await sending(to);
  await eraseFirst(to);
  const [{ token } = { token: '' }] = await desk.database.rows<{ token: string }>(
    'select token from leases where contact_id = $1',
    [to.contactId],
  );
  const left = await desk.get(Deliveries).next(to.contactId);

  const lease: Lease = { contactId: to.contactId, kind: 'outbox', token };
  expect(left && (await desk.get(Deliveries).markSending(lease, left))).toBe('closed');
  expect(await outboxOf(to)).toEqual([CANCELLED]);
});
