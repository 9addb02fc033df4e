import { Agent } from 'undici';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ScriptedChatGlm } from '../../../test/setup/scripted-chatglm.js';
import { ChatGlm } from './chatglm.js';
import type { Failure, ProviderRequest, Reply } from './provider.js';

const agent = new Agent();
let glm: ScriptedChatGlm;

beforeAll(async () => {
  glm = await ScriptedChatGlm.start();
});
beforeEach(() => {
  glm.requests.length = 0;
});
afterAll(async () => {
  await glm.stop();
  await agent.destroy();
});

function ask(request: Partial<ProviderRequest> = {}): Promise<Reply | Failure> {
  return new ChatGlm({ baseUrl: glm.baseUrl, model: '', apiKey: undefined }, agent).complete(
    { messages: [{ role: 'user', content: '几点开门？' }], conversationKey: 'c-1', ...request },
    { signal: new AbortController().signal, deadlineMs: 5_000, firstTokenMs: 5_000 },
  );
}

it('is asked as its api.py reads it: instructions before the question, and the rounds before it in pairs', async () => {
  glm.next.push({ kind: 'answer', text: '九点。' });
  const reply = await ask({
    messages: [
      { role: 'system', content: '你是客服' },
      { role: 'user', content: '你好' },
      { role: 'assistant', content: '您好' },
      { role: 'user', content: '几点开门？' },
    ],
    temperature: 0,
    maxTokens: 100,
  });

  expect(reply).toEqual({ outcome: 'completed', text: '九点。', toolCalls: [], firstTokenMs: expect.any(Number) });
  expect(glm.requests[0]?.body).toEqual({
    prompt: '你是客服\n\n几点开门？',
    history: [['你好', '您好']],
    max_length: 4 + 5 + 2 + 2 + 100,
    top_p: 0.7,
    temperature: 0.01,
  });
  expect(glm.requests).toMatchObject([{ authorization: undefined }]);
});

it('gets what tools have found along with the question', async () => {
  await ask({
    messages: [
      { role: 'user', content: '订单到哪了' },
      { role: 'assistant', content: '', toolCalls: [{ id: 'a', name: 'order_status', arguments: '{}' }] },
      { role: 'tool', toolCallId: 'a', content: '已发货' },
    ],
  });

  expect(glm.requests[0]?.body).toMatchObject({ prompt: '订单到哪了\n\n已发货', history: [] });
});

it('that reports another status has failed', async () => {
  glm.next.push({ kind: 'answer', text: 'CUDA out of memory', status: 500 });
  expect(await ask()).toMatchObject({ outcome: 'failed', reason: 'unavailable', mayRetry: true });
});

it('that answers nothing has failed', async () => {
  glm.next.push({ kind: 'answer', text: ' ' });
  expect(await ask()).toMatchObject({ outcome: 'failed', reason: 'empty' });
});

it('is cut off at 64 KB', async () => {
  glm.next.push({ kind: 'answer', text: '九'.repeat(22_000) });
  expect(await ask()).toMatchObject({ outcome: 'failed', reason: 'too-long' });
});
