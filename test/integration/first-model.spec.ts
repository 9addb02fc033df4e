import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FIRST_MODEL_ID } from '../../src/models/first-model.js';
import { Models } from '../../src/models/models.js';
import type { ScriptedModel } from '../setup/scripted-model.js';
import { MODELS_URL as URL, TestModels } from '../setup/test-models.js';
import type { TestPlatform } from '../setup/test-platform.js';

let models: TestModels;
let platform: TestPlatform;
let model: ScriptedModel;

beforeAll(async () => {
  models = await TestModels.start();
  ({ platform, model } = models);
});
afterAll(() => models.stop());
beforeEach(() => models.calmDown());

describe('the model of the environment', () => {
  const environment = (more: Record<string, string> = {}) => ({
    LLM_BASE_URL: model.baseUrl,
    LLM_MODEL: 'from-the-environment',
    LLM_API_KEY: 'sk-environment',
    ...more,
  });
  const url = `${URL}/${FIRST_MODEL_ID}`;

  it('is the first: it answers where nobody says which shall', async () => {
    const other = await platform.startApp(environment());

    expect(other.get(Models).available).toBe(true);
    expect(other.get(Models).list()[0]).toMatchObject({ id: FIRST_MODEL_ID, name: 'from-the-environment', version: 1 });
    expect(await models.complete({}, other)).toMatchObject({ outcome: 'completed', model: 'from-the-environment' });
    expect(model.requests).toMatchObject([{ authorization: 'Bearer sk-environment', model: 'from-the-environment' }]);
  });

  it('keeps what people changed over a restart, until the environment says something new', async () => {
    await platform.call({ method: 'PUT', url: `${url}/key`, body: { apiKey: 'sk-rotated' } });
    const restarted = await platform.startApp(environment());
    await models.complete({}, restarted);
    expect(model.requests.at(-1)?.authorization).toBe('Bearer sk-rotated');

    const renewed = await platform.startApp(environment({ LLM_API_KEY: 'sk-newest' }));
    await models.complete({}, renewed);
    expect(model.requests.at(-1)?.authorization).toBe('Bearer sk-newest');
  });

  it('gets another name where somebody has given its own to another', async () => {
    const fresh = await TestModels.start();
    await fresh.platform.call({ method: 'POST', url: URL, body: fresh.body({ name: 'from-the-environment' }) });
    const other = await fresh.platform.startApp(environment());

    expect(
      other
        .get(Models)
        .list()
        .map(({ name }) => name),
    ).toEqual(['from-the-environment (environment)', 'from-the-environment']);
    await fresh.stop();
  });

  it('is stored once by two processes that start at once', async () => {
    const fresh = await TestModels.start();
    const started = await Promise.all([fresh.platform.startApp(environment()), fresh.platform.startApp(environment())]);

    expect(started.map((app) => app.get(Models).list().length)).toEqual([1, 1]);
    const { items } = (await fresh.platform.call({ url: '/api/v1/audit/events?action=model.created' })).json();
    expect(items).toHaveLength(1);
    await fresh.stop();
  });
});

it('there is none where none is configured, and that is an outcome', async () => {
  const fresh = await TestModels.start();

  expect(fresh.platform.app.get(Models).available).toBe(false);
  expect(await fresh.complete({})).toEqual({
    outcome: 'failed',
    reason: 'unavailable',
    model: '',
    milliseconds: 0,
  });
  await fresh.stop();
});
