import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccountId } from '../../common/ids.js';
import { requestOf, UnfitArgumentsError } from './tool-request.js';
import type { ToolDescription } from './tool.js';

const scope = { accountId: 'a-1' as AccountId, externalId: 'zhang san' };

function tool(change: Partial<ToolDescription> = {}): ToolDescription {
  return {
    name: 'order_status',
    description: 'Looks up an order.',
    parameters: { type: 'object' },
    method: 'GET',
    url: 'https://erp.example.com/orders/{{orderNumber}}?who={{$externalId}}&page={{page}}',
    headers: {},
    auth: { kind: 'none' },
    response: {},
    timeoutMs: 5_000,
    allowedHosts: [],
    hasSideEffects: false,
    forModels: true,
    enabled: true,
    ...change,
  };
}

const hrefOf = (description: ToolDescription, args: Record<string, unknown>) =>
  requestOf(description, undefined, args, scope).url.href;

describe('the request of a tool', () => {
  it('holds each value in its place, and no parameter without a value', () => {
    expect(hrefOf(tool(), { orderNumber: 'A/1?x=#2&y', page: 0 })).toBe(
      'https://erp.example.com/orders/A%2F1%3Fx%3D%232%26y?who=zhang%20san&page=0',
    );
    expect(hrefOf(tool(), { orderNumber: '1' })).toBe('https://erp.example.com/orders/1?who=zhang%20san');
  });

  it.each(['', '.', '..'])('is none where %j stands for a part of the path', (orderNumber) => {
    expect(() => hrefOf(tool(), { orderNumber })).toThrow(UnfitArgumentsError);
  });

  it.each(['%2e%2e', '%2E.', '../..', '..%2f'])('does not climb with %j', (orderNumber) => {
    expect(hrefOf(tool(), { orderNumber })).toContain(`/orders/${encodeURIComponent(orderNumber)}?`);
  });

  it('goes to the host and path of its template, whatever the arguments are', () => {
    const path = tool({ url: 'https://erp.example.com/v1/{{a}}/x{{b}}' });
    const part = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !['.', '..'].includes(text));
    fc.assert(
      fc.property(part, part, (a, b) => {
        const url = new URL(hrefOf(path, { a, b }));
        expect(url.host).toBe('erp.example.com');
        expect(url.pathname).toMatch(/^\/v1\/[^/]+\/x[^/]+$/);
        expect([url.search, url.hash, url.username]).toEqual(['', '', '']);
      }),
    );
  });

  it('has a body of JSON that values cannot break out of', () => {
    const post = tool({
      method: 'POST',
      url: 'https://erp.example.com/invoices',
      body: {
        title: '{{title}}',
        amount: '{{amount}}',
        note: '抬头：{{title}}',
        tags: ['{{missing}}', 'x'],
        to: '{{email}}',
      },
    });
    fc.assert(
      fc.property(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), (title, amount) => {
        const { body } = requestOf(post, undefined, { title, amount }, scope);
        expect(JSON.parse(body ?? '')).toEqual(
          JSON.parse(JSON.stringify({ title, amount, note: `抬头：${title}`, tags: ['x'] })),
        );
      }),
    );
  });

  it('sends all arguments where it has no template', () => {
    const { body, headers } = requestOf(tool({ method: 'POST', url: 'https://e.cn/' }), undefined, { a: 1 }, scope);
    expect(body).toBe('{"a":1}');
    expect(headers['content-type']).toBe('application/json');
    expect(
      requestOf(tool({ method: 'DELETE', url: 'https://e.cn/' }), undefined, { a: 1 }, scope).body,
    ).toBeUndefined();
  });

  it('has headers of one line', () => {
    const description = tool({ url: 'https://e.cn/', headers: { 'X-Order': '{{a}}', 'X-None': '{{b}}' } });
    expect(requestOf(description, undefined, { a: 'SF 1' }, scope).headers).toMatchObject({ 'x-order': 'SF 1' });
    expect(requestOf(description, undefined, { a: 'SF 1' }, scope).headers).not.toHaveProperty('x-none');
    for (const a of ['x\r\nevil: 1', '订单', 'x\0']) {
      expect(() => requestOf(description, undefined, { a }, scope)).toThrow(UnfitArgumentsError);
    }
  });

  it('takes nothing that an argument says about the contact', () => {
    expect(hrefOf(tool(), { orderNumber: '1', $externalId: 'somebody else' })).toContain('who=zhang%20san');
  });

  it('carries the secret as its auth says', () => {
    const of = (auth: ToolDescription['auth']) =>
      requestOf(tool({ auth, url: 'https://e.cn/' }), 's3cret', {}, scope).headers;
    expect(of({ kind: 'bearer' })['authorization']).toBe('Bearer s3cret');
    expect(of({ kind: 'header', headerName: 'X-Key' })['x-key']).toBe('s3cret');
    expect(of({ kind: 'basic', username: 'kefu' })['authorization']).toBe('Basic a2VmdTpzM2NyZXQ=');
    expect(of({ kind: 'none' })).not.toHaveProperty('authorization');
  });

  it('has bounds', () => {
    expect(() => hrefOf(tool(), { orderNumber: 'x'.repeat(4_000) })).toThrow(UnfitArgumentsError);
    const post = tool({ method: 'POST', url: 'https://e.cn/', body: Array.from({ length: 100 }, () => '{{a}}') });
    expect(() => requestOf(post, undefined, { a: 'x'.repeat(4_000) }, scope)).toThrow(UnfitArgumentsError);
  });
});
