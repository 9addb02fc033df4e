import { describe, expect, it } from 'vitest';
import { argumentsOf } from './tool-arguments.js';
import { faultsOf } from './tool-faults.js';
import type { ToolDescription } from './tool.js';

const sound: ToolDescription = {
  name: 'order_status',
  description: 'Looks up an order.',
  parameters: { type: 'object', properties: { orderNumber: { type: 'string' } }, required: ['orderNumber'] },
  method: 'GET',
  url: 'https://erp.example.com/orders/{{orderNumber}}',
  headers: { 'X-Who': '{{$externalId}}' },
  auth: { kind: 'bearer' },
  response: { fields: { status: '/data/status' }, message: '{{orderNumber}}：{{/data/status}}' },
  timeoutMs: 5_000,
  allowedHosts: [],
  hasSideEffects: false,
  forModels: true,
  enabled: true,
};

describe('the description of a tool', () => {
  it('has no faults where it can be called', () => {
    expect(faultsOf(sound)).toEqual([]);
    expect(faultsOf({ ...sound, auth: { kind: 'header', headerName: 'Authorization' } })).toEqual([]);
    expect(faultsOf({ ...sound, allowedHosts: ['ERP.example.com', 'cdn.example.com'] })).toEqual([]);
  });

  it.each([
    ['url', { url: 'https://{{host}}/x' }],
    ['url', { url: 'https://erp.{{orderNumber}}.com/x' }],
    ['url', { url: 'https://erp.example.com{{orderNumber}}' }],
    ['url', { url: 'https://user:pass@erp.example.com/' }],
    ['url', { url: 'file:///etc/passwd' }],
    ['url', { url: 'gopher://erp/' }],
    ['url', { url: '//erp.example.com/' }],
    ['url', { url: 'https://erp.example.com/{{unknown}}' }],
    ['url', { url: 'https://erp.example.com/{{order number}}' }],
    ['url', { url: 'https://erp.example.com/#{{orderNumber}}' }],
    ['allowedHosts', { allowedHosts: ['other.example.com'] }],
    ['parameters', { parameters: { type: 'string' } }],
    ['parameters', { parameters: { type: 'object', properties: { a: { type: 'wrong' } } } }],
    ['parameters', { parameters: { type: 'object', properties: { a: { $ref: 'https://evil.example/' } } } }],
    ['parameters', { parameters: { type: 'object', properties: { a: { type: 'string', pattern: '(' } } } }],
    ['parameters', { parameters: { type: 'object', $async: true } }],
    ['headers', { headers: { Host: 'evil' } }],
    ['headers', { headers: { Authorization: 'Bearer x' } }],
    ['headers', { headers: { 'X Y': '1' } }],
    ['headers', { headers: { 'Transfer-Encoding': 'chunked' } }],
    ['headers', { auth: { kind: 'header', headerName: 'Host' } }],
    ['body', { body: { a: ['{{unknown}}'] } }],
    ['confirmation', { confirmation: { en: 'Cancel {{unknown}}?' } }],
    ['response', { response: { result: 'data' } }],
    ['response', { response: { message: '{{unknown}}' } }],
  ] as const)('is told what is wrong with its %s: %j', (field, change) => {
    const faults = faultsOf({ ...sound, parameters: { ...sound.parameters }, ...change });
    expect(faults.filter((fault) => fault.startsWith(field)).length).toBeGreaterThan(0);
  });
});

describe('the arguments of a tool', () => {
  const check = argumentsOf({
    type: 'object',
    properties: {
      n: { type: 'integer', minimum: 1 },
      code: { type: 'string', pattern: '^(a+)+$' },
      at: { type: 'string', format: 'date' },
    },
    required: ['n'],
    additionalProperties: false,
  });

  it('are those of the schema; a number in quotes is one', () => {
    expect(check('{"n":"3"}')).toEqual({ ok: true, value: { n: 3 } });
    for (const json of [
      '',
      '{}',
      '{"n":0}',
      '[1]',
      'null',
      '{"n":1',
      '{"n":1,"x":1}',
      '{"n":1,"at":"yesterday"}',
      `{"n":1,"code":"${'b'.repeat(8_000)}"}`,
    ]) {
      expect([json.slice(0, 20), check(json).ok]).toEqual([json.slice(0, 20), false]);
    }
  });

  it('are judged in bounded time by whatever pattern', () => {
    expect(check(JSON.stringify({ n: 1, code: `${'a'.repeat(60)}!` })).ok).toBe(false);
  });
});
