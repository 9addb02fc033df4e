import { afterAll, beforeAll, expect, it } from 'vitest';
import { BackOnline } from '../../src/handoff/cases/back-online.js';
import { Waiting } from '../../src/handoff/cases/waiting.js';
import { Operators } from '../../src/handoff/operators/operators.js';
import { Presence } from '../../src/handoff/operators/presence.js';
import { Nudges } from '../../src/queue/nudges.js';
import { QueueModule } from '../../src/queue/queue.module.js';
import { OPERATORS_URL, TestOperators } from '../setup/test-operators.js';

let test: TestOperators;

beforeAll(async () => {
  test = await TestOperators.start(QueueModule);
  const { app } = test;
  new BackOnline(app.get(Presence), app.get(Operators), new Waiting(app.get(Nudges))).onModuleInit();
});
afterAll(() => test.platform.stop());

/** A case for which nobody was free; it would be thought about again in an hour. */
async function waits(groupId: string | null): Promise<string> {
  const { id } = await test.aCase({ state: 'requested' });
  await test.database.run(
    `update handoffs set stage = 'waiting', group_id = $2, offer_at = clock_timestamp() + interval '1 hour' where id = $1`,
    [id, groupId],
  );
  return id;
}

/** Those of these cases that are thought about now. */
async function due(...ids: string[]): Promise<string[]> {
  const rows = await test.database.rows<{ id: string }>(
    'select id from handoffs where id = any($1::uuid[]) and offer_at <= clock_timestamp() order by id',
    [ids],
  );
  return rows.map(({ id }) => id);
}

async function become(id: string, presence: string): Promise<void> {
  expect((await test.call('PUT', `${OPERATORS_URL}/${id}/presence`, { presence })).status).toBe(200);
}

it('whoever comes online is thought of for what waits in his groups, at once', async () => {
  const [own, foreign] = [await test.group(), await test.group()];
  const operator = await test.operator({ groupIds: [own.id] });
  await become(operator.id, 'away');
  const [inOwn, inForeign] = [await waits(own.id), await waits(foreign.id)];

  await become(operator.id, 'busy');
  expect(await due(inOwn, inForeign)).toEqual([]);
  await become(operator.id, 'online');
  expect(await due(inOwn, inForeign)).toEqual([inOwn]);
});

it('whoever is in no group is thought of for what waits anywhere', async () => {
  const operator = await test.operator();
  await become(operator.id, 'away');
  const anywhere = await waits(null);

  await become(operator.id, 'online');
  expect(await due(anywhere)).toEqual([anywhere]);
});
