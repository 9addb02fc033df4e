import { tmpdir } from 'node:os';
import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answer, ScriptedModel } from '../../test/setup/scripted-model.js';
import { HealthRegistry } from '../common/health-registry.js';
import { Metrics } from '../common/metrics.js';
import { loadConfig } from '../config/load-config.js';
import { OutgoingDispatcher } from '../config/outgoing-dispatcher.js';
import { type Completion, type CompletionRequest, Models } from './models.js';

const SECRET_TEXT = 'the provider said: quota of account 4711 is exhausted';

let model: ScriptedModel;
let metrics: Metrics;
let health: HealthRegistry;
let logged: string[];
let closers: (() => Promise<void>)[] = [];

beforeEach(async () => {
  logged = [];
  const log = (...entry: unknown[]): void => {
    logged.push(JSON.stringify(entry));
  };
  Logger.overrideLogger({ log, error: log, warn: log });
  model = await ScriptedModel.start();
  closers = [() => model.stop()];
});
afterEach(async () => {
  for (const close of closers) {
    await close();
  }
});

function start(variables: Record<string, string> = {}): Models {
  const keys = { MASTER_KEY: Buffer.alloc(32).toString('base64'), ADMIN_API_KEY: 'a key for this test' };
  const first = { LLM_BASE_URL: model.baseUrl, LLM_MODEL: 'scripted', LLM_API_KEY: 'sk-test' };
  const config = loadConfig({ ...keys, ...first, ...variables }, tmpdir());
  const outgoing = new OutgoingDispatcher(config);
  closers.unshift(() => outgoing.onApplicationShutdown());
  metrics = new Metrics();
  health = new HealthRegistry();
  const models = new Models(config, outgoing, metrics, health);
  models.onModuleInit();
  return models;
}

function ask(models: Models, request: Partial<CompletionRequest> = {}): Promise<Completion> {
  const messages = [{ role: 'user' as const, content: '几点开门？' }];
  return models.complete({ messages, deadlineMs: 20_000, requestId: 'request-1', ...request });
}

function report(): Promise<unknown> {
  return Promise.resolve(
    health
      .all()
      .find(({ name }) => name === 'model')
      ?.check(),
  );
}

describe('Models', () => {
  it('answers from a stream, with the name of the model and its tokens', async () => {
    model.next.push(answer('您好，我们九点开门。'));

    expect(await ask(start())).toMatchObject({
      outcome: 'completed',
      text: '您好，我们九点开门。',
      model: 'scripted',
      promptTokens: 11,
      completionTokens: 7,
    });
    expect(model.requests).toMatchObject([{ model: 'scripted', stream: true, authorization: 'Bearer sk-test' }]);
    expect(await report()).toEqual({ status: 'up', configured: true });
    expect(await metrics.registry.metrics()).toContain(
      'kefu_model_calls_total{model="scripted",outcome="completed"} 1',
    );
  });

  it('sends no authorization to a model that has no key', async () => {
    await ask(start({ LLM_API_KEY: '' }));

    expect(model.requests).toMatchObject([{ authorization: undefined }]);
  });

  it('is not available where none is configured, and says so instead of throwing', async () => {
    const models = start({ LLM_BASE_URL: '', LLM_MODEL: '' });

    expect(models.available).toBe(false);
    expect(await ask(models)).toMatchObject({ outcome: 'failed', reason: 'unavailable' });
    expect(await report()).toEqual({ status: 'up', configured: false });
  });

  describe('personal data', () => {
    const messages = [
      { role: 'system' as const, content: '发票问题请写邮件到 fapiao@yunshan.example' },
      { role: 'user' as const, content: '我的手机是１３９１２３４５６７８，卡号 6222 0212 3456 7890 128' },
      { role: 'assistant' as const, content: '好的，13912345678' },
      { role: 'user' as const, content: '身份证11010519491231002X' },
    ];

    it('is masked in every message that leaves', async () => {
      await ask(start(), { messages });

      const received = JSON.stringify(model.requests[0]?.messages);
      expect(received).not.toMatch(/\d{4}|[１-９]|fapiao@/);
      expect(received).toContain('[手机号1]');
    });

    it('is put back where the answer repeats its placeholder', async () => {
      model.next.push(answer('请写邮件到 [邮箱1]。'));

      expect(await ask(start(), { messages })).toMatchObject({ text: '请写邮件到 fapiao@yunshan.example。' });
    });
  });

  describe('tries again', () => {
    it.each([500, 503, 429, 408])('after status %d', async (status) => {
      model.next.push({ kind: 'error', status }, { kind: 'error', status }, answer('九点。'));

      expect(await ask(start())).toMatchObject({ outcome: 'completed', text: '九点。' });
      expect(model.requests).toHaveLength(3);
    });

    it.each(['destroy', 'end'] as const)(
      'after a stream that was cut off (%s), and takes no half answer',
      async (how) => {
        model.next.push({ kind: 'cut', chunk: '我们九', how }, answer('我们九点开门。'));

        expect(await ask(start())).toMatchObject({ outcome: 'completed', text: '我们九点开门。' });
      },
    );

    it('after a stream that broke off though its chunks carry an empty finish_reason', async () => {
      const chunk = { choices: [{ index: 0, delta: { content: '我们九' }, finish_reason: '' }] };
      const body = `data: ${JSON.stringify(chunk)}\n\n`;
      model.next.push({ kind: 'raw', body, contentType: 'text/event-stream' }, answer('我们九点开门。'));

      expect(await ask(start())).toMatchObject({ outcome: 'completed', text: '我们九点开门。' });
    });

    it('no more than twice', async () => {
      model.otherwise = { kind: 'error', status: 500, message: SECRET_TEXT };
      const completion = await ask(start());

      expect(completion).toMatchObject({ outcome: 'failed', reason: 'unavailable', model: 'scripted' });
      expect(model.requests).toHaveLength(3);
      expect(JSON.stringify(completion) + logged.join()).not.toContain(SECRET_TEXT);
      expect(await report()).toEqual({ status: 'degraded', configured: true, reason: 'unavailable' });
    });

    it.each([400, 401, 403, 404, 422])('not after status %d', async (status) => {
      model.otherwise = { kind: 'error', status, message: SECRET_TEXT };

      expect(await ask(start())).toMatchObject({ outcome: 'failed', reason: 'unavailable' });
      expect(model.requests).toHaveLength(1);
    });

    it('not when the provider asks for more patience than there is time', async () => {
      model.next.push({ kind: 'error', status: 429, retryAfterSeconds: 60 });
      const completion = await ask(start());

      expect(completion).toMatchObject({ outcome: 'failed', reason: 'unavailable' });
      expect(completion.milliseconds).toBeLessThan(5_000);
    });
  });

  describe('keeps its time', () => {
    it.each([undefined, 'headers', 'chunk', 'error-headers'] as const)(
      'when the model hangs (after %s)',
      async (after) => {
        model.otherwise = { kind: 'hang', ...(after !== undefined && { after }) };
        const completion = await ask(start({ LLM_TIMEOUT_MS: '300' }));

        expect(completion).toMatchObject({ outcome: 'failed', reason: 'timeout' });
        expect(completion.milliseconds).toBeGreaterThanOrEqual(290);
        expect(completion.milliseconds).toBeLessThan(1_500);
        expect(await report()).toMatchObject({ status: 'degraded', reason: 'timeout' });
      },
    );

    it.each(['answer', 'comment'] as const)('when the model drips %s, and hangs up', async (what) => {
      model.otherwise = { kind: 'drip', what, everyMs: 20 };
      const completion = await ask(start({ LLM_TIMEOUT_MS: '300' }));

      expect(completion).toMatchObject({ outcome: 'failed', reason: 'timeout' });
      expect(completion.milliseconds).toBeLessThan(1_500);
      expect(model.requests).toHaveLength(1);
      await expect.poll(() => model.openCount).toBe(0);
    });

    it('when the turn has less of it left than a call may take', async () => {
      model.otherwise = { kind: 'answer', chunks: ['晚了'], delayMs: 5_000 };
      const completion = await ask(start(), { deadlineMs: 250.5 });

      expect(completion).toMatchObject({ outcome: 'failed', reason: 'timeout' });
      expect(completion.milliseconds).toBeLessThan(1_500);
    });

    it('when there is none left', async () => {
      expect(await ask(start(), { deadlineMs: -3.7 })).toMatchObject({ outcome: 'failed', reason: 'timeout' });
      expect(model.requests).toEqual([]);
    });

    it('when the caller gives up, which is no fault of the model', async () => {
      model.otherwise = { kind: 'hang' };
      const giveUp = new AbortController();
      const models = start();
      const completion = ask(models, { signal: giveUp.signal });
      await expect.poll(() => model.requests.length).toBe(1);
      giveUp.abort();

      expect(await completion).toMatchObject({ outcome: 'failed' });
      expect((await completion).milliseconds).toBeLessThan(5_000);
      await expect.poll(() => model.openCount).toBe(0);
      expect(await report()).toEqual({ status: 'up', configured: true });
    });
  });

  it.each([
    ['nothing', answer('')],
    ['spaces alone', answer(' \n ')],
    ['reasoning alone', answer('<think>用户在问时间')],
    ['reasoning_content alone', { kind: 'answer', chunks: [], reasoning: '用户在问时间' } as const],
  ])('takes %s for an empty answer', async (_what, scripted) => {
    model.otherwise = scripted;

    expect(await ask(start())).toMatchObject({ outcome: 'failed', reason: 'empty' });
  });

  it('never tells the reasoning, however the stream splits its tags', async () => {
    model.next.push({
      kind: 'answer',
      reasoning: '秘密的想法',
      chunks: ['<', 'th', 'ink>秘密', '的想法</thi', 'nk', '>\n九点', '。'],
    });

    expect(await ask(start())).toMatchObject({ outcome: 'completed', text: '九点。' });
  });

  it.each([
    ['is cut at its token limit', { kind: 'answer', chunks: ['九点开'], finishReason: 'length' } as const, 'too-long'],
    ['is longer than 64 KB', { kind: 'answer', chunks: ['九'.repeat(22_000)] } as const, 'too-long'],
    ['is held back', { kind: 'answer', chunks: ['九'], finishReason: 'content_filter' } as const, 'refused'],
    ['is refused', { kind: 'error', status: 400, code: 'data_inspection_failed' } as const, 'refused'],
  ])('fails when the answer %s, and stays healthy', async (_what, scripted, reason) => {
    model.otherwise = scripted;

    expect(await ask(start())).toMatchObject({ outcome: 'failed', reason });
    expect(model.requests).toHaveLength(1);
    expect(await report()).toEqual({ status: 'up', configured: true });
  });

  it.each([
    ['a page of HTML', { kind: 'raw', body: `<html>${SECRET_TEXT}</html>`, contentType: 'text/html' } as const],
    ['JSON that is no stream', { kind: 'raw', body: '{"ok":true}', contentType: 'application/json' } as const],
    ['a stream of something else', { kind: 'raw', body: 'data: {oops\n\n', contentType: 'text/event-stream' } as const],
    ['a stream of null', { kind: 'raw', body: 'data: null\n\n', contentType: 'text/event-stream' } as const],
    [
      'an error in the stream',
      {
        kind: 'raw',
        body: `data: {"error":{"message":"${SECRET_TEXT}"}}\n\n`,
        contentType: 'text/event-stream',
      } as const,
    ],
    ['an endless line', { kind: 'raw', body: 'x'.repeat(17 * 1024 * 1024), contentType: 'text/event-stream' } as const],
  ])('is unavailable when the answer is %s, whose text nobody sees', async (_what, scripted) => {
    model.otherwise = scripted;
    const completion = await ask(start());

    expect(completion).toEqual({
      outcome: 'failed',
      reason: 'unavailable',
      model: 'scripted',
      milliseconds: expect.any(Number),
    });
    expect(logged).toHaveLength(1);
    expect(logged[0]).not.toContain(SECRET_TEXT);
  });

  it('goes through the proxy that the configuration names', async () => {
    const models = start({ HTTP_PROXY: 'http://127.0.0.1:9' });

    expect(await ask(models)).toMatchObject({ outcome: 'failed', reason: 'unavailable' });
    expect(model.requests).toEqual([]);
    expect(logged.join()).toContain('ECONNREFUSED');
  });

  it('is degraded while connections break, and well again with the next answer', async () => {
    const models = start();
    model.otherwise = { kind: 'cut', chunk: '九', how: 'destroy' };
    expect(await ask(models)).toMatchObject({ outcome: 'failed', reason: 'unavailable' });
    expect(await report()).toMatchObject({ status: 'degraded' });

    model.otherwise = answer('九点。');
    expect(await ask(models)).toMatchObject({ outcome: 'completed' });
    expect(await report()).toEqual({ status: 'up', configured: true });
  });
});
