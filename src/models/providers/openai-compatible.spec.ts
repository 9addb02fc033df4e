import { Agent } from 'undici';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answer, type ScriptedAnswer, ScriptedModel } from '../../../test/setup/scripted-model.js';
import { OpenAiCompatible } from './openai-compatible.js';
import type { Failure, ProviderRequest, Reply } from './provider.js';

const agent = new Agent();
let model: ScriptedModel;

beforeEach(async () => {
  model = await ScriptedModel.start();
});
afterEach(() => model.stop());
afterAll(() => agent.destroy());

function provider(apiKey?: string): OpenAiCompatible {
  return new OpenAiCompatible({ baseUrl: `${model.baseUrl}/`, model: 'scripted', apiKey }, agent);
}

function ask(request: Partial<ProviderRequest> = {}, by = provider()): Promise<Reply | Failure> {
  return by.complete(
    { messages: [{ role: 'user', content: '几点开门？' }], conversationKey: 'c-1', ...request },
    { signal: new AbortController().signal, deadlineMs: 5_000, firstTokenMs: 5_000 },
  );
}

describe('a completion', () => {
  it('comes with its tokens', async () => {
    model.next.push(answer('您好，我们九点开门。'));

    expect(await ask()).toEqual({
      outcome: 'completed',
      text: '您好，我们九点开门。',
      toolCalls: [],
      promptTokens: 11,
      completionTokens: 7,
      firstTokenMs: expect.any(Number),
    });
    expect(model.requests).toMatchObject([{ authorization: undefined, model: 'scripted', stream: true }]);
  });

  it('is asked for with what was set, and with nothing that was not', async () => {
    await ask();
    await ask({ temperature: 0, maxTokens: 300, stop: ['\n\n'], wantsJson: true }, provider('sk-test'));

    expect(Object.keys(model.requests[0]?.body ?? {})).toEqual(['model', 'messages', 'stream', 'stream_options']);
    expect(model.requests[1]).toMatchObject({
      authorization: 'Bearer sk-test',
      body: { temperature: 0, max_tokens: 300, stop: ['\n\n'], response_format: { type: 'json_object' } },
    });
  });

  it('is asked for without the JSON mode where that is refused, from then on', async () => {
    const by = provider();
    model.next.push({ kind: 'error', status: 400 });

    expect(await ask({ wantsJson: true }, by)).toMatchObject({ outcome: 'completed' });
    expect(await ask({ wantsJson: true }, by)).toMatchObject({ outcome: 'completed' });
    expect(model.requests.map(({ body }) => 'response_format' in body)).toEqual([true, false, false]);
  });

  it('is asked of Azure with the key in the header that it wants', async () => {
    const loopback = new Agent({
      connect: { lookup: (_host, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]) },
    });
    const baseUrl = model.baseUrl.replace('127.0.0.1', 'kefu.openai.azure.com');
    const azure = new OpenAiCompatible(
      { baseUrl: `${baseUrl}?api-version=1`, model: 'gpt', apiKey: 'azure-key' },
      loopback,
    );

    expect(await ask({}, azure)).toMatchObject({ outcome: 'completed' });
    expect(model.requests).toMatchObject([
      { authorization: undefined, headers: { 'api-key': 'azure-key' }, path: '/v1/chat/completions?api-version=1' },
    ]);
    await loopback.destroy();
  });

  it('is read in one piece where the provider does not stream', async () => {
    const body = { choices: [{ message: { content: '九点。' }, finish_reason: 'stop' }], usage: { prompt_tokens: 3 } };
    model.next.push({ kind: 'raw', body: JSON.stringify(body), contentType: 'application/json' });

    expect(await ask()).toMatchObject({ outcome: 'completed', text: '九点。', promptTokens: 3 });
  });

  it('is over with [DONE], where the provider gives no reason', async () => {
    const chunk = { choices: [{ delta: { content: '九点。' } }] };
    model.next.push({
      kind: 'raw',
      body: `data: ${JSON.stringify(chunk)}\n\ndata: [DONE]`,
      contentType: 'text/event-stream',
    });

    expect(await ask()).toMatchObject({ outcome: 'completed', text: '九点。' });
  });

  it('that breaks off though its chunks carry an empty finish_reason is no answer', async () => {
    const chunk = { choices: [{ index: 0, delta: { content: '我们九' }, finish_reason: '' }] };
    model.next.push({ kind: 'raw', body: `data: ${JSON.stringify(chunk)}\n\n`, contentType: 'text/event-stream' });

    expect(await ask()).toMatchObject({ outcome: 'failed', reason: 'unavailable', code: 'cut-off' });
  });

  it('never tells the reasoning, however the stream splits its tags', async () => {
    model.next.push({
      kind: 'answer',
      reasoning: '秘密的想法',
      chunks: ['<', 'th', 'ink>秘密', '的想法</thi', 'nk', '>\n九点', '。'],
    });

    expect(await ask()).toMatchObject({ outcome: 'completed', text: '九点。' });
  });

  it.each<[string, ScriptedAnswer, string]>([
    ['nothing', answer(''), 'empty'],
    ['spaces alone', answer(' \n '), 'empty'],
    ['reasoning alone', answer('<think>用户在问时间'), 'empty'],
    ['reasoning_content alone', { kind: 'answer', chunks: [], reasoning: '用户在问时间' }, 'empty'],
    ['up to its token limit', { kind: 'answer', chunks: ['九点开'], finishReason: 'length' }, 'too-long'],
    ['more than 64 KB', { kind: 'answer', chunks: ['九'.repeat(22_000)] }, 'too-long'],
    ['what is held back', { kind: 'answer', chunks: ['九'], finishReason: 'content_filter' }, 'refused'],
    ['that the input is refused', { kind: 'error', status: 400, code: 'data_inspection_failed' }, 'refused'],
    ['that the input is too long', { kind: 'error', status: 400, code: 'context_length_exceeded' }, 'too-long'],
    ['that the account is empty', { kind: 'error', status: 429, code: 'insufficient_quota' }, 'budget-spent'],
  ])('that says %s fails, and is not worth another try', async (_what, scripted, reason) => {
    model.otherwise = scripted;

    expect(await ask()).toMatchObject({ outcome: 'failed', reason, mayRetry: false });
  });

  it('that ends with an error in the stream fails without its text', async () => {
    const body = 'data: {"error":{"message":"account 4711"}}\n\n';
    model.next.push({ kind: 'raw', body, contentType: 'text/event-stream' });
    const failure = await ask();

    expect(failure).toMatchObject({ outcome: 'failed', reason: 'unavailable', code: 'error-event' });
    expect(JSON.stringify(failure)).not.toContain('4711');
  });
});

describe('tools', () => {
  const tools = [{ name: 'order_status', description: '查询订单', parameters: { type: 'object', properties: {} } }];

  it('are offered, and their calls put together from pieces', async () => {
    const calls = [
      { id: 'call-a', name: 'order_status', arguments: '{"order":"A-1001"}' },
      { id: 'call-b', name: 'order_status', arguments: '{"order":"A-1002"}' },
    ];
    model.next.push({ kind: 'answer', chunks: [], toolCalls: calls });

    expect(await ask({ tools })).toMatchObject({ outcome: 'completed', text: '', toolCalls: calls });
    expect(model.requests[0]?.body).toMatchObject({ tools: [{ type: 'function', function: tools[0] }] });
  });

  it('of a call without an id or arguments get some', async () => {
    const call = {
      choices: [{ delta: { tool_calls: [{ function: { name: 'order_status' } }] }, finish_reason: 'stop' }],
    };
    model.next.push({ kind: 'raw', body: `data: ${JSON.stringify(call)}\n\n`, contentType: 'text/event-stream' });

    expect(await ask({ tools })).toMatchObject({
      toolCalls: [{ id: 'call_0', name: 'order_status', arguments: '{}' }],
    });
  });

  it('whose arguments never end are too long', async () => {
    model.next.push({
      kind: 'answer',
      chunks: [],
      toolCalls: [{ id: 'a', name: 'order_status', arguments: 'x'.repeat(70_000) }],
    });

    expect(await ask({ tools })).toMatchObject({ outcome: 'failed', reason: 'too-long' });
  });

  it('that were called are told with what they said', async () => {
    await ask({
      messages: [
        { role: 'user', content: '我的订单到哪了' },
        {
          role: 'assistant',
          content: '',
          toolCalls: [{ id: 'a', name: 'order_status', arguments: '{"order":"A-1"}' }],
        },
        { role: 'tool', toolCallId: 'a', content: '已发货' },
      ],
    });

    expect(model.requests[0]?.messages.slice(1)).toEqual([
      {
        role: 'assistant',
        content: '',
        tool_calls: [{ id: 'a', type: 'function', function: { name: 'order_status', arguments: '{"order":"A-1"}' } }],
      },
      { role: 'tool', tool_call_id: 'a', content: '已发货' },
    ]);
  });
});
