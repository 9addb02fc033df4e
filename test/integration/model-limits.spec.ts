import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Chores } from '../../src/common/chores.js';
import type { ModelId } from '../../src/common/ids.js';
import { type Completion, type CompletionRequest, Models } from '../../src/models/models.js';
import { ModelMeters } from '../../src/models/model-meters.js';
import { roomInTheMinute } from '../setup/room-in-the-minute.js';
import type { ScriptedModel } from '../setup/scripted-model.js';
import { MODELS_URL, outcomes, TestModels } from '../setup/test-models.js';

let models: TestModels;
let model: ScriptedModel;

beforeAll(async () => {
  models = await TestModels.start();
  ({ model } = models);
});
afterAll(() => models.stop());
beforeEach(async () => {
  models.calmDown();
  await roomInTheMinute(models.database);
});

function complete(modelId: ModelId, request: Partial<CompletionRequest> = {}): Promise<Completion> {
  return models.complete({ modelId, ...request });
}

describe('requests per minute', () => {
  it('are counted over all processes', async () => {
    const other = await models.platform.startApp();
    const id = await models.id({ requestsPerMinute: 3 });
    await expect.poll(() => other.get(Models).get(id)).toBeDefined();
    const all = await Promise.all(
      [undefined, other, undefined, other, other].map((on) => models.complete({ modelId: id }, on)),
    );

    expect(outcomes(all).toSorted()).toEqual(['completed', 'completed', 'completed', 'rate-limited', 'rate-limited']);
    expect(model.requests).toHaveLength(3);
    expect((await models.usage(id)).minute.requests).toBe(3);
  });

  it('that were tried again count each time', async () => {
    const id = await models.id({ requestsPerMinute: 3 });
    model.next.push({ kind: 'error', status: 500 }, { kind: 'error', status: 500 });

    expect(outcomes([await complete(id), await complete(id)])).toEqual(['completed', 'rate-limited']);
  });

  it('that were tried again count in the minute that the call began in', async () => {
    const id = await models.id({ requestsPerMinute: 100 });
    const meters = models.platform.app.get(ModelMeters);
    const known = models.platform.app.get(Models).get(id);
    const admission = known && (await meters.admit(known, { tokens: 0, cost: 0 }));
    expect(admission?.outcome).toBe('admitted');
    const reservation = admission?.outcome === 'admitted' ? admission.reservation : undefined;
    await models.database.run(
      `update model_meters set minute = minute + interval '1 minute', requests_before = requests, requests = 0
        where model_id = $1`,
      [id],
    );

    const nothing = { promptTokens: 0, completionTokens: 0, cost: 0, milliseconds: 0 };
    await meters.settle(id, reservation, { isCompleted: true, requests: 3, ...nothing });
    expect(
      await models.database.rows('select requests, requests_before from model_meters where model_id = $1', [id]),
    ).toEqual([{ requests: 0, requests_before: 3 }]);
  });

  it('are forgotten bit by bit: of the minute before counts what is less than 60 s ago', async () => {
    const id = await models.id({ requestsPerMinute: 100 });
    await complete(id);
    const shift = (requests: number) =>
      models.database.run(
        `update model_meters set minute = date_trunc('minute', clock_timestamp()) - interval '1 minute', requests = $2
          where model_id = $1`,
        [id, requests],
      );

    await shift(1_000_000);
    expect(await complete(id)).toMatchObject({ reason: 'rate-limited' });
    await models.database.run(`update model_meters set minute = minute - interval '1 minute' where model_id = $1`, [
      id,
    ]);
    expect(await complete(id)).toMatchObject({ outcome: 'completed' });
  });
});

describe('tokens per minute', () => {
  it('are those that were used, once a call is over', async () => {
    const id = await models.id({ tokensPerMinute: 40 });

    expect(outcomes([await complete(id), await complete(id), await complete(id), await complete(id)])).toEqual([
      'completed',
      'completed',
      'completed',
      'rate-limited',
    ]);
    expect((await models.usage(id)).minute.tokens).toBe(54);
  });

  it('of a call that is under way are estimated', async () => {
    const id = await models.id({ tokensPerMinute: 100 });
    model.next.push({ kind: 'hang' });
    const giveUp = new AbortController();
    const first = complete(id, { signal: giveUp.signal });
    await expect.poll(() => model.requests.length).toBe(1);

    expect(await complete(id)).toMatchObject({ reason: 'rate-limited' });
    giveUp.abort();
    await first;
    expect(await complete(id)).toMatchObject({ outcome: 'completed' });
  });
});

describe('budgets of a day', () => {
  it.each([
    ['tokens', { dailyTokens: 20 }],
    ['cost', { dailyCost: 0.00002, inputPrice: 1, outputPrice: 1 }],
  ])('are spent by %s, whatever the process, and are new the next day', async (_what, fields) => {
    const id = await models.id(fields);

    expect(outcomes([await complete(id), await complete(id), await complete(id)])).toEqual([
      'completed',
      'completed',
      'budget-spent',
    ]);
    await models.database.run('update model_meters set day = day - 1 where model_id = $1', [id]);
    expect(await complete(id)).toMatchObject({ outcome: 'completed' });
  });

  it('of 0 let nothing through', async () => {
    expect(await complete(await models.id({ dailyCost: 0 }))).toMatchObject({ reason: 'budget-spent' });
  });

  it('are not overdrawn by calls that come at once', async () => {
    const id = await models.id({ dailyTokens: 100 });
    const all = await Promise.all(Array.from({ length: 20 }, () => complete(id)));

    expect(outcomes(all).filter((outcome) => outcome === 'completed')).toHaveLength(1);
  });

  it('count what a killed call was estimated at, and hold no place for it', async () => {
    const id = await models.id({ dailyTokens: 1_000, concurrency: 1 });
    const meters = models.platform.app.get(ModelMeters);
    const known = models.platform.app.get(Models).get(id);
    expect(known && (await meters.admit(known, { tokens: 300, cost: 0 }))).toMatchObject({ outcome: 'admitted' });

    expect(await complete(id)).toMatchObject({ outcome: 'completed' });
    expect(await models.usage(id)).toMatchObject({ today: { tokens: 318 }, days: [{ calls: 1, promptTokens: 11 }] });
  });

  it('of one that timed out are spent on what it read', async () => {
    const id = await models.id({ timeoutMs: 200, firstTokenTimeoutMs: 200, dailyTokens: 1_000 });
    model.otherwise = { kind: 'hang' };

    expect(await complete(id)).toMatchObject({ reason: 'timeout' });
    expect(await models.usage(id)).toMatchObject({
      today: { tokens: 5 },
      days: [{ calls: 1, completed: 0, promptTokens: 5, completionTokens: 0 }],
    });
  });
});

describe('what was used', () => {
  it('is told day by day and in the metrics, with the tokens that a model does not tell estimated', async () => {
    const id = await models.id({ name: 'silent', inputPrice: 1_000, outputPrice: 2_000 });
    const chunk = { choices: [{ delta: { content: '九点。' }, finish_reason: 'stop' }] };
    model.next.push({ kind: 'raw', body: `data: ${JSON.stringify(chunk)}\n\n`, contentType: 'text/event-stream' });
    const completion = await complete(id);

    expect(completion).toMatchObject({ outcome: 'completed', cost: 0.005 + 0.006 });
    expect(completion).not.toHaveProperty('promptTokens');
    await expect
      .poll(async () => (await models.usage(id)).days)
      .toMatchObject([{ calls: 1, completed: 1, requests: 1, promptTokens: 5, completionTokens: 3, cost: 0.011 }]);
    const metrics = (await models.platform.call({ url: '/metrics' })).text;
    expect(metrics).toContain('kefu_model_calls_total{model="silent",outcome="completed"} 1');
    expect(metrics).toContain('kefu_model_tokens_total{model="silent",kind="completion"} 3');
    expect(metrics).toContain('kefu_model_cost_total{model="silent"} 0.011');
  });

  it('by many calls at once is written together, and all of it', async () => {
    const id = await models.id();
    const all = await Promise.all(Array.from({ length: 100 }, () => complete(id)));

    expect(outcomes(all).every((outcome) => outcome === 'completed')).toBe(true);
    await expect.poll(async () => (await models.usage(id)).days).toMatchObject([{ calls: 100, promptTokens: 1_100 }]);
  });

  it('is kept for 400 days, and conversations at providers for 30', async () => {
    const id = await models.id();
    const database = models.database;
    await database.run(
      `insert into model_usage_days values ($1, current_date - 500, 1, 1, 1, 1, 1, 0, 1), ($1, current_date - 300, 1, 1, 1, 1, 1, 0, 1)`,
      [id],
    );
    await database.run(
      `insert into provider_conversations values ($1, 'old', 'x', now() - interval '31 days'), ($1, 'new', 'x', now())`,
      [id],
    );
    const ours = models.platform.app
      .get(Chores)
      .all()
      .filter(({ name }) => /^(model-usage|provider-conversations)$/.test(name));
    await Promise.all(ours.map((chore) => chore.run()));

    expect((await models.platform.call({ url: `${MODELS_URL}/${id}/usage?days=400` })).json().days).toHaveLength(1);
    expect(await database.rows('select conversation_key from provider_conversations')).toEqual([
      { conversation_key: 'new' },
    ]);
  });
});
