import { Agent } from 'undici';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ScriptedChatGlm } from '../../../test/setup/scripted-chatglm.js';
import { ScriptedDify } from '../../../test/setup/scripted-dify.js';
import { ScriptedFastGpt } from '../../../test/setup/scripted-fastgpt.js';
import { answer, ScriptedModel } from '../../../test/setup/scripted-model.js';
import type { Misbehaviour } from '../../../test/setup/scripted-provider.js';
import type { ProviderKind } from '../model.js';
import { completePatiently } from './attempts.js';
import type { ConversationIds } from './dify.js';
import type { Failure, Provider, ProviderBounds, Reply } from './provider.js';
import { providerOf } from './providers.js';

const SECRET_TEXT = 'the provider said: quota of account 4711 is exhausted';
const GOOD = '我们九点开门。';

/** A scripted server, whatever it speaks. */
interface Server {
  requests: unknown[];
  openCount: number;
  misbehave(misbehaviour: Misbehaviour): void;
  behave(): void;
  stop(): Promise<void>;
}

const agent = new Agent();
const noConversations: ConversationIds = { of: async () => undefined, keep: async () => undefined };

afterAll(() => agent.destroy());

async function start(kind: ProviderKind): Promise<{ server: Server; provider: Provider }> {
  const scripted = await {
    'openai-compatible': () => ScriptedModel.start(),
    fastgpt: () => ScriptedFastGpt.start(),
    chatglm: () => ScriptedChatGlm.start(),
    dify: () => ScriptedDify.start(),
  }[kind]();
  const connection = { baseUrl: scripted.baseUrl, model: 'scripted', apiKey: 'sk-test' };
  const server: Server = {
    requests: scripted.requests,
    get openCount() {
      return scripted.openCount;
    },
    misbehave: (misbehaviour) => {
      scripted.otherwise = misbehaviour;
    },
    behave: () => {
      if (scripted instanceof ScriptedModel) {
        scripted.next.push(answer(GOOD));
      } else {
        scripted.next.push({ kind: 'answer', text: GOOD });
      }
    },
    stop: () => scripted.stop(),
  };
  return { server, provider: providerOf(kind, connection, agent, noConversations) };
}

const raw = (body: string, contentType: string, status?: number): Misbehaviour => ({
  kind: 'raw',
  body,
  contentType,
  ...(status !== undefined && { status }),
});

describe.each<ProviderKind>(['openai-compatible', 'fastgpt', 'chatglm', 'dify'])('%s', (kind) => {
  const streams = kind !== 'chatglm';
  let server: Server;
  let provider: Provider;

  beforeAll(async () => {
    ({ server, provider } = await start(kind));
  });
  afterAll(() => server.stop());
  afterEach(async () => {
    server.requests.length = 0;
    await expect.poll(() => server.openCount).toBe(0); // it hung up on whatever went on
  });

  function ask(bounds: Partial<ProviderBounds> = {}): Promise<Reply | Failure> {
    return provider.complete(
      { messages: [{ role: 'user', content: '几点开门？' }], conversationKey: 'c-1' },
      { signal: new AbortController().signal, deadlineMs: 5_000, firstTokenMs: 5_000, ...bounds },
    );
  }

  it('answers', async () => {
    server.behave();
    const reply = await ask();

    expect(reply).toMatchObject({ outcome: 'completed', text: GOOD, firstTokenMs: expect.any(Number) });
    expect(JSON.stringify(server.requests)).toContain('Bearer sk-test');
  });

  it.each([undefined, 'headers', 'chunk', 'error-headers'] as const)(
    'that hangs (after %s) is given up',
    async (after) => {
      server.misbehave({ kind: 'hang', ...(after !== undefined && { after }) });
      const startedAt = performance.now();

      expect(await ask({ deadlineMs: 300 })).toMatchObject({ outcome: 'failed', reason: 'timeout' });
      expect(performance.now() - startedAt).toBeLessThan(1_500);
    },
  );

  it('that says nothing at first is given up before its time is over, where it streams', async () => {
    server.misbehave({ kind: 'hang', after: 'headers' });
    const startedAt = performance.now();
    const result = await ask({ firstTokenMs: 150, deadlineMs: 600 });

    expect(result).toMatchObject({ reason: 'timeout', code: streams ? 'first-token-timeout' : 'timeout' });
    expect(performance.now() - startedAt).toBeLessThan(streams ? 550 : 1_500);
  });

  it.each(['answer', 'comment', 'byte'] as const)('that drips (%s) is given up', async (what) => {
    server.misbehave({ kind: 'drip', what, everyMs: 20 });
    const startedAt = performance.now();

    expect(await ask({ deadlineMs: 300 })).toMatchObject({ outcome: 'failed', reason: 'timeout' });
    expect(performance.now() - startedAt).toBeLessThan(1_500);
  });

  it.each(['destroy', 'end'] as const)('that breaks off in the middle (%s) has not answered', async (how) => {
    server.misbehave({ kind: 'cut', chunk: '我们九', how });

    expect(await ask()).toMatchObject({
      outcome: 'failed',
      reason: streams || how === 'destroy' ? 'unavailable' : 'invalid',
      mayRetry: true,
    });
  });

  it.each<[string, Misbehaviour, Partial<Failure>]>([
    ['401', { kind: 'error', status: 401, message: SECRET_TEXT }, { reason: 'unauthorised', mayRetry: false }],
    ['403', { kind: 'error', status: 403, message: SECRET_TEXT }, { reason: 'unauthorised', mayRetry: false }],
    ['402', { kind: 'error', status: 402, message: SECRET_TEXT }, { reason: 'budget-spent', mayRetry: false }],
    ['413', { kind: 'error', status: 413, message: SECRET_TEXT }, { reason: 'too-long', mayRetry: false }],
    ['404', { kind: 'error', status: 404, message: SECRET_TEXT }, { reason: 'unavailable', mayRetry: false }],
    ['500', { kind: 'error', status: 500, message: SECRET_TEXT }, { reason: 'unavailable', mayRetry: true }],
    ['302', raw('', 'text/html', 302), { reason: 'unavailable', code: 'http-302' }],
    [
      '429 with Retry-After',
      { kind: 'error', status: 429, message: SECRET_TEXT, retryAfterSeconds: 7 },
      { reason: 'rate-limited', mayRetry: true, retryAfterMs: 7_000 },
    ],
    ['a page of HTML with 502', raw(`<html>${SECRET_TEXT}`, 'text/html', 502), { reason: 'unavailable' }],
    ['a page of HTML', raw(`<html>${SECRET_TEXT}`, 'text/html; charset=utf-8'), { reason: 'invalid', code: 'html' }],
    ['nothing, as JSON', raw('', 'application/json'), { reason: 'empty' }],
    ['nothing, as a stream', raw('', 'text/event-stream'), { reason: 'empty' }],
    ['broken JSON', raw(`{"choices": [{"${SECRET_TEXT}`, 'application/json'), { reason: 'invalid' }],
    ['JSON of something else', raw('{"ok":true}', 'application/json'), { reason: 'invalid' }],
    ['JSON null', raw('null', 'application/json'), { reason: 'invalid' }],
    ['a stream of broken JSON', raw('data: {oops\n\n', 'text/event-stream'), { reason: 'invalid' }],
    ['a stream of null', raw('data: null\n\n', 'text/event-stream'), { reason: 'invalid' }],
    ['a stream that is none', raw(`${SECRET_TEXT}\n`, 'text/event-stream'), { reason: 'invalid' }],
    ['10 MB of JSON', raw(`{"response":"${'x'.repeat(10_000_000)}"}`, 'application/json'), { reason: 'too-long' }],
    [
      '10 MB in one line of a stream',
      raw(`data: {"${'x'.repeat(10_000_000)}"}\n\n`, 'text/event-stream'),
      { reason: 'too-long' },
    ],
    ['17 MB of comments', raw(`: ${'x'.repeat(998)}\n`.repeat(17_000), 'text/event-stream'), { reason: 'invalid' }],
  ])('that answers %s says why it failed, and nothing of what it was told', async (_what, misbehaviour, expected) => {
    server.misbehave(misbehaviour);
    const failure = await ask();

    expect(failure).toMatchObject({ outcome: 'failed', ...expected });
    expect(JSON.stringify(failure)).not.toContain(SECRET_TEXT);
  });

  it('waits for a date that Retry-After names', async () => {
    const retryAfter = new Date(Date.now() + 60_000).toUTCString();
    server.misbehave({ kind: 'error', status: 503, retryAfter });
    const failure = await ask();

    expect(failure).toMatchObject({ reason: 'unavailable', retryAfterMs: expect.any(Number) });
    expect('retryAfterMs' in failure && failure.retryAfterMs).toBeGreaterThan(50_000);
  });

  it('is not asked when there is no time left, or nobody waits', async () => {
    const givenUp = AbortSignal.abort();

    expect(await ask({ deadlineMs: -3 })).toMatchObject({ reason: 'timeout' });
    expect(await ask({ signal: givenUp })).toMatchObject({ reason: 'timeout' });
    expect(server.requests).toEqual([]);
  });

  it('is let go when the caller gives up', async () => {
    server.misbehave({ kind: 'hang' });
    const giveUp = new AbortController();
    const result = ask({ signal: giveUp.signal });
    await expect.poll(() => server.requests.length).toBe(1);
    giveUp.abort();

    expect(await result).toMatchObject({ outcome: 'failed' });
  });

  it('is tried again, in time, after what may pass', async () => {
    server.misbehave({ kind: 'error', status: 503 });
    const tried = completePatiently(
      provider,
      { messages: [{ role: 'user', content: '几点开门？' }], conversationKey: 'c-1' },
      { signal: new AbortController().signal, deadlineMs: 5_000, firstTokenMs: 5_000 },
    );
    await expect.poll(() => server.requests.length).toBe(1);
    server.behave();

    expect(await tried).toMatchObject({ result: { outcome: 'completed', text: GOOD }, attempts: 2 });
  });
});

it('an answer of 10 MB in many pieces is too long, long before it is over', async () => {
  const { server, provider } = await start('openai-compatible');
  const chunk = `data: ${JSON.stringify({ choices: [{ delta: { content: 'x'.repeat(1_000) } }] })}\n\n`;
  server.misbehave(raw(chunk.repeat(10_000), 'text/event-stream'));
  const result = await provider.complete(
    { messages: [{ role: 'user', content: '几点开门？' }], conversationKey: 'c-1' },
    { signal: new AbortController().signal, deadlineMs: 5_000, firstTokenMs: 5_000 },
  );

  expect(result).toMatchObject({ outcome: 'failed', reason: 'too-long', code: 'answer-too-long' });
  await server.stop();
});
