import { Agent } from 'undici';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ScriptedDify } from '../../../test/setup/scripted-dify.js';
import { Dify } from './dify.js';
import type { Failure, ProviderRequest, Reply } from './provider.js';

const agent = new Agent();
let app: ScriptedDify;
let known: Map<string, string>;

beforeAll(async () => {
  app = await ScriptedDify.start();
});
beforeEach(() => {
  app.requests.length = 0;
  app.conversations.clear();
  known = new Map();
});
afterAll(async () => {
  await app.stop();
  await agent.destroy();
});

function ask(request: Partial<ProviderRequest> = {}, baseUrl = app.baseUrl): Promise<Reply | Failure> {
  const conversations = {
    of: async (key: string) => known.get(key),
    keep: async (key: string, id: string) => known.set(key, id),
  };
  return new Dify({ baseUrl, model: '', apiKey: 'app-key' }, agent, conversations).complete(
    { messages: [{ role: 'user', content: '几点开门？' }], conversationKey: 'c-1', ...request },
    { signal: new AbortController().signal, deadlineMs: 5_000, firstTokenMs: 5_000 },
  );
}

it('is asked the question; what else there is goes into inputs', async () => {
  await ask({
    messages: [
      { role: 'system', content: '你是客服' },
      { role: 'user', content: '你好' },
      { role: 'assistant', content: '您好' },
      { role: 'user', content: '几点开门？' },
    ],
    variables: { language: 'zh-Hans' },
  });

  expect(app.requests).toMatchObject([{ authorization: 'Bearer app-key' }]);
  expect(app.requests[0]?.body).toEqual({
    inputs: { language: 'zh-Hans', instructions: '你是客服', history: '用户：你好\n客服：您好' },
    query: '几点开门？',
    response_mode: 'streaming',
    conversation_id: '',
    user: 'c-1',
    auto_generate_name: false,
  });
});

it.each(['message', 'agent_message'] as const)('answers by %s, with its sources and its tokens', async (event) => {
  const resources = [{ document_name: '门店手册.docx', dataset_name: '门店', content: '9:00 到 18:00 营业' }];
  app.next.push({ kind: 'answer', text: '<think>问时间</think>九点。', event, resources });

  expect(await ask()).toEqual({
    outcome: 'completed',
    text: '九点。',
    toolCalls: [],
    firstTokenMs: expect.any(Number),
    promptTokens: 31,
    completionTokens: 9,
    citations: [{ title: '门店手册.docx', text: '9:00 到 18:00 营业', source: '门店' }],
  });
});

it('goes on with the conversation that it began, and begins another where that is gone', async () => {
  await ask();
  await ask();
  const [first] = app.conversations;
  app.conversations.clear();

  expect(await ask()).toMatchObject({ outcome: 'completed' });
  const [second] = app.conversations;
  expect(app.requests.map(({ body }) => body['conversation_id'])).toEqual(['', first, first, '']);
  expect(known.get('c-1')).toBe(second);
});

it('that takes back what it said has said the other', async () => {
  app.next.push({ kind: 'answer', text: '不该说的话', replacedBy: '抱歉，无法回答。' });
  expect(await ask()).toMatchObject({ text: '抱歉，无法回答。' });
});

it.each([
  ['{"event":"error","status":400,"code":"provider_quota_exceeded","message":"account 4711"}', 'budget-spent'],
  ['{"event":"error","status":401,"code":"unauthorized","message":"account 4711"}', 'unauthorised'],
  ['{"event":"error","status":500,"code":"internal_server_error","message":"account 4711"}', 'unavailable'],
])('that ends with %s has failed', async (event, reason) => {
  app.next.push({ kind: 'raw', body: `data: ${event}\n\n`, contentType: 'text/event-stream' });
  const failure = await ask();

  expect(failure).toMatchObject({ outcome: 'failed', reason });
  expect(JSON.stringify(failure)).not.toContain('4711');
});

it('is found wherever the address ends', async () => {
  for (const address of ['', '/', '/v1', '/v1/', '/v1/chat-messages']) {
    expect(await ask({}, app.origin + address)).toMatchObject({ outcome: 'completed' });
  }
});
