import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ModelId } from '../../src/common/ids.js';
import { type Completion, type CompletionRequest, Models } from '../../src/models/models.js';
import { answer, type ScriptedModel } from '../setup/scripted-model.js';
import { MODELS_URL, outcomes, TestModels } from '../setup/test-models.js';

let models: TestModels;
let model: ScriptedModel;

beforeAll(async () => {
  models = await TestModels.start();
  ({ model } = models);
});
afterAll(() => models.stop());
beforeEach(() => models.calmDown());

function complete(modelId: ModelId, request: Partial<CompletionRequest> = {}): Promise<Completion> {
  return models.complete({ modelId, ...request });
}

describe('the circuit', () => {
  it('opens after five failures in a row, and is closed by the first success after its rest', async () => {
    const id = await models.id({ name: 'fragile' });
    model.otherwise = { kind: 'error', status: 401 };
    for (let call = 0; call < 5; call += 1) {
      expect(await complete(id)).toMatchObject({ reason: 'unauthorised' });
    }
    model.otherwise = answer('我们九点开门。');

    expect(await complete(id)).toMatchObject({ reason: 'circuit-open', milliseconds: expect.any(Number) });
    expect(model.requests).toHaveLength(5);
    await expect.poll(async () => (await complete(id)).outcome, { timeout: 9_000 }).toBe('completed');
    expect(await complete(id)).toMatchObject({ outcome: 'completed' });
  });

  it('does not mind questions that are refused, answers that are too long and callers that give up', async () => {
    const id = await models.id();
    const giveUp = AbortSignal.timeout(50);
    model.otherwise = { kind: 'error', status: 400, code: 'content_filter' };
    for (let call = 0; call < 6; call += 1) {
      expect(await complete(id)).toMatchObject({ reason: 'refused' });
    }
    model.otherwise = { kind: 'hang' };
    await Promise.all(Array.from({ length: 6 }, () => complete(id, { signal: giveUp })));
    model.otherwise = answer('我们九点开门。');

    expect(await complete(id)).toMatchObject({ outcome: 'completed' });
  });

  it('is closed again by a change of the model, such as of its key', async () => {
    const id = await models.id();
    model.otherwise = { kind: 'error', status: 401 };
    for (let call = 0; call < 5; call += 1) {
      await complete(id);
    }
    model.otherwise = answer('我们九点开门。');
    await models.platform.call({ method: 'PUT', url: `${MODELS_URL}/${id}/key`, body: { apiKey: 'sk-right' } });

    expect(await complete(id)).toMatchObject({ outcome: 'completed' });
  });

  it('leaves a model alone as long as Retry-After says', async () => {
    const id = await models.id();
    model.next.push({ kind: 'error', status: 429, retryAfterSeconds: 60 });

    const [first, second] = [await complete(id), await complete(id)];
    expect(outcomes([first, second])).toEqual(['rate-limited', 'rate-limited']);
    expect(first.milliseconds).toBeLessThan(60_000);
    expect(model.requests).toHaveLength(1);
  });
});

describe('places', () => {
  it('are given to those who wait, for a while', async () => {
    const id = await models.id({ concurrency: 1 });
    let release = (): void => undefined;
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    model.next.push({ kind: 'answer', chunks: ['一'], until }, answer('二'));
    const first = complete(id);
    await expect.poll(() => model.requests.length).toBe(1);
    const second = complete(id);
    release();

    expect(outcomes([await first, await second])).toEqual(['completed', 'completed']);
  });

  it('are not waited for without end, nor by more than four for each', async () => {
    const id = await models.id({ concurrency: 1 });
    model.otherwise = { kind: 'hang' };
    const giveUp = new AbortController();
    const first = complete(id, { signal: giveUp.signal });
    await expect.poll(() => model.requests.length).toBe(1);
    const others = await Promise.all(Array.from({ length: 6 }, () => complete(id)));

    expect(outcomes(others)).toEqual(Array.from({ length: 6 }, () => 'busy'));
    expect(model.requests).toHaveLength(1);
    giveUp.abort();
    await first;
    model.otherwise = answer('我们九点开门。');
    expect(await complete(id)).toMatchObject({ outcome: 'completed' });
  });
});

describe('health', () => {
  it('is degraded while a model fails, and well again with its next answer', async () => {
    const id = await models.id({ timeoutMs: 200, firstTokenTimeoutMs: 200 });
    const report = () => models.platform.app.get(Models).check();
    model.otherwise = { kind: 'hang' };
    await complete(id);
    expect(await report()).toEqual({ status: 'degraded', configured: true, reason: 'timeout' });

    model.otherwise = { kind: 'error', status: 400, code: 'content_filter' };
    await complete(id);
    expect((await report())['reason']).not.toBe('refused');
  });
});
