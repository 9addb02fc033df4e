import { Agent } from 'undici';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ScriptedFastGpt } from '../../../test/setup/scripted-fastgpt.js';
import { FastGpt } from './fastgpt.js';
import type { Failure, ProviderRequest, Reply } from './provider.js';

const agent = new Agent();
const quotes = [
  { q: '营业时间', a: '周一至周五 9:00 到 18:00', sourceName: '门店手册.docx', sourceId: '66b0c0c0c0c0c0c0c0c0c0c0' },
  { q: '节假日休息', a: '', sourceName: '' },
];
let app: ScriptedFastGpt;

beforeAll(async () => {
  app = await ScriptedFastGpt.start();
});
beforeEach(() => {
  app.requests.length = 0;
});
afterAll(async () => {
  await app.stop();
  await agent.destroy();
});

function ask(request: Partial<ProviderRequest> = {}, baseUrl = app.baseUrl): Promise<Reply | Failure> {
  return new FastGpt({ baseUrl, model: '', apiKey: 'fastgpt-key' }, agent).complete(
    { messages: [{ role: 'user', content: '几点开门？' }], conversationKey: 'c-1', ...request },
    { signal: new AbortController().signal, deadlineMs: 5_000, firstTokenMs: 5_000 },
  );
}

it('is asked the question under the id of the conversation, which it keeps itself', async () => {
  await ask({
    messages: [
      { role: 'system', content: '你是客服' },
      { role: 'user', content: '你好' },
      { role: 'assistant', content: '您好' },
      { role: 'user', content: '几点开门？' },
    ],
    variables: { language: 'zh-Hans' },
    temperature: 0.2,
  });

  expect(app.requests).toMatchObject([{ authorization: 'Bearer fastgpt-key' }]);
  expect(app.requests[0]?.body).toEqual({
    chatId: 'c-1',
    stream: true,
    detail: true,
    variables: { language: 'zh-Hans' },
    messages: [
      { role: 'system', content: '你是客服' },
      { role: 'user', content: '几点开门？' },
    ],
  });
});

it.each(['stream', 'whole'] as const)(
  'answers (%s) with what it quotes, each once, and what it really used',
  async (form) => {
    app.next.push({ kind: 'answer', text: '九点[66b0c0c0c0c0c0c0c0c0c0c0](CITE)。', quotes, form });

    expect(await ask()).toEqual({
      outcome: 'completed',
      text: '九点。',
      toolCalls: [],
      firstTokenMs: expect.any(Number),
      promptTokens: 23,
      completionTokens: 5,
      citations: [
        { title: '门店手册.docx', text: '营业时间\n周一至周五 9:00 到 18:00', source: '66b0c0c0c0c0c0c0c0c0c0c0' },
        { title: '节假日休息', text: '节假日休息' },
      ],
    });
  },
);

it('stops where it was told to, though it cannot be told', async () => {
  app.next.push({ kind: 'answer', text: '九点。\n\n还有别的吗？' });
  expect(await ask({ stop: ['\n\n'] })).toMatchObject({ text: '九点。' });

  app.next.push({ kind: 'answer', text: '九点。' });
  expect(await ask({ stop: ['九'] })).toMatchObject({ outcome: 'failed', reason: 'empty' });
});

it('is found wherever the address ends', async () => {
  for (const address of ['', '/', '/api', '/api/', '/api/v1', '/api/v1/chat/completions']) {
    expect(await ask({}, app.origin + address)).toMatchObject({ outcome: 'completed' });
  }
});

it.each([
  [
    'its own code for a wrong key',
    '{"code":514,"statusText":"unAuthApiKey","message":"x","data":null}',
    'unauthorised',
  ],
  ['an error of its own', '{"code":500,"statusText":"","message":"account 4711","data":null}', 'unavailable'],
])('that answers 200 with %s has failed', async (_what, body, reason) => {
  app.next.push({ kind: 'raw', body, contentType: 'application/json' });
  const failure = await ask();

  expect(failure).toMatchObject({ outcome: 'failed', reason });
  expect(JSON.stringify(failure)).not.toContain('4711');
});

it('that ends its stream with an error has failed', async () => {
  const body = 'event: error\ndata: {"message":"account 4711"}\n\n';
  app.next.push({ kind: 'raw', body, contentType: 'text/event-stream' });

  expect(await ask()).toMatchObject({ outcome: 'failed', reason: 'unavailable', code: 'error-event' });
});
