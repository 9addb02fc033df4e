import { expect, it } from 'vitest';
import { maskRequest } from './masked-request.js';
import type { ChatMessage } from './providers/provider.js';

const messages: readonly ChatMessage[] = [
  { role: 'system', content: '发票问题请写邮件到 fapiao@yunshan.example' },
  { role: 'user', content: '我的手机是１３９１２３４５６７８，卡号 6222 0212 3456 7890 128' },
  {
    role: 'assistant',
    content: '好的，13912345678',
    toolCalls: [{ id: 'a', name: 'find', arguments: '{"phone":13912345678,"mail":"fapiao@yunshan.example","n":7}' }],
  },
  { role: 'tool', toolCallId: 'a', content: '{"id":"11010519491231002X"}' },
];

function masked(variables?: Record<string, string>) {
  return maskRequest({ messages, conversationKey: 'c-1', ...(variables !== undefined && { variables }) });
}

it('masks every message, what tools were called with and what they said, and variables', () => {
  const { request } = masked({ contact: '13912345678' });
  const sent = JSON.stringify(request);

  expect(sent).not.toMatch(/\d{4}|[１-９]|fapiao@/);
  expect(request.variables).toEqual({ contact: expect.stringMatching(/^〔手机号·\d〕$/) });
  expect(request.messages[2]).toMatchObject({ content: expect.stringContaining('〔手机号') });
  const [call] = request.messages[2]?.role === 'assistant' ? (request.messages[2].toolCalls ?? []) : [];
  expect(JSON.parse(call?.arguments ?? '')).toEqual({ phone: '〔手机号·2〕', mail: '〔邮箱·1〕', n: 7 });
});

it('puts back what the reply repeats, in its text, in the arguments of tools and in citations', () => {
  const { restore } = masked();

  expect(
    restore({
      outcome: 'completed',
      text: '请写邮件到 〔邮箱·1〕。',
      toolCalls: [{ id: 'b', name: 'find', arguments: '{"mail":"〔邮箱·1〕"}' }],
      citations: [{ title: '发票', text: '写邮件到 〔邮箱·1〕' }],
      firstTokenMs: 1,
    }),
  ).toMatchObject({
    text: '请写邮件到 fapiao@yunshan.example。',
    toolCalls: [{ arguments: '{"mail":"fapiao@yunshan.example"}' }],
    citations: [{ text: '写邮件到 fapiao@yunshan.example' }],
  });
});

it('leaves arguments that are no JSON to those who use them', () => {
  const { restore } = masked();
  const reply = restore({
    outcome: 'completed',
    text: '',
    toolCalls: [{ id: 'b', name: 'find', arguments: '{"mail":' }],
    firstTokenMs: 1,
  });

  expect(reply.toolCalls[0]?.arguments).toBe('{"mail":');
});
