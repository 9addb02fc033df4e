import { afterAll, beforeAll, expect, it } from 'vitest';
import { SealedLog } from '../../src/audit/verification/sealed-log.js';
import { checkWords } from '../../src/audit/verification/check-words.js';
import { TestProgram } from '../setup/test-program.js';

let desk: TestProgram;

beforeAll(async () => {
  desk = await TestProgram.start();
  await desk.ask('alice', '我的手机13912345678，怎么退款😀');
  await desk.ask('bob', '人工');
});
afterAll(() => desk.stop());

async function check(): Promise<number> {
  const log = await SealedLog.open(desk.database.url);
  try {
    return await checkWords(log, () => Promise.resolve());
  } finally {
    await log.close();
  }
}

it('what messages say is what was recorded of them, until somebody changes it', async () => {
  const compared = await check();
  expect(compared).toBeGreaterThanOrEqual(4);

  const [message] = await desk.rows<{ id: string; content: object }>(
    `select id, content from messages where content->>'text' like '%退款%' limit 1`,
  );
  const [event] = await desk.rows<{ id: string }>(
    `select id from audit_events where message_id = $1 and personal_digest is not null`,
    [message?.id],
  );
  const change = (content: object | undefined) =>
    desk.rows(`update messages set content = $2 where id = $1`, [message?.id, JSON.stringify(content)]);
  await change({ type: 'text', text: '我不要退款' });
  await expect(check()).rejects.toMatchObject({ fault: { code: 'words-changed', eventId: event?.id } });
  await change(message?.content);
  expect(await check()).toBeGreaterThanOrEqual(compared);

  await desk.rows(
    `update messages set erased_at = clock_timestamp(), content = '{"type":"text","text":"-"}' where id = $1`,
    [message?.id],
  );
  expect(await check()).toBeGreaterThanOrEqual(compared - 1);
  await desk.rows(
    `begin; set local session_replication_role = replica; update audit_personal set salt = sha256(salt); commit`,
  );
  await expect(check()).rejects.toMatchObject({ fault: { code: 'words-changed' } });
});
