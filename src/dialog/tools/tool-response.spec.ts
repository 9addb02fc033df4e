import { describe, expect, it } from 'vitest';
import { outcomeOf } from './tool-response.js';

const order = JSON.stringify({ code: 0, data: { no: 'A1', status: '已发货', items: [{ name: '茶' }] } });

describe('the outcome of a tool', () => {
  it('is what the mapping makes of the response', () => {
    expect(outcomeOf({}, 200, '{"a":1}', {})).toEqual({ ok: true, result: { a: 1 }, text: '{"a":1}' });
    expect(outcomeOf({ result: '/data/status' }, 200, order, {})).toEqual({
      ok: true,
      result: '已发货',
      text: '已发货',
    });
    const fields = { status: '/data/status', first: '/data/items/0/name', none: '/data/none' };
    expect(outcomeOf({ fields }, 201, order, {})).toMatchObject({ result: { status: '已发货', first: '茶' } });
  });

  it('tells a contact what the template says, or nothing where a part is missing', () => {
    const told = (message: string) => outcomeOf({ message, result: '/data/no' }, 200, order, { orderNumber: 'A1' });
    expect(told('订单{{orderNumber}}：{{/data/status}}')).toMatchObject({
      message: '订单A1：已发货',
      text: 'A1\n订单A1：已发货',
    });
    expect(told('预计{{/data/eta}}送达')).not.toHaveProperty('message');
  });

  it('is a failure where the system says so, in whatever way', () => {
    const success = { pointer: '/code', is: 0 };
    expect(outcomeOf({ success }, 200, order, {})).toMatchObject({ ok: true });
    expect(outcomeOf({ success }, 200, '{"code":40001}', {})).toMatchObject({ ok: false, reason: 'refused' });
    expect(outcomeOf({}, 404, order, {})).toMatchObject({ ok: false, reason: 'not-found' });
    expect(outcomeOf({}, 500, order, {})).toMatchObject({ ok: false, reason: 'system-error' });
    expect(outcomeOf({}, 401, '', {})).toMatchObject({ ok: false, reason: 'refused' });
  });

  it('is a failure for what is no JSON, unless nothing is to be found in it', () => {
    const html = '<html>login</html>';
    for (const mapping of [
      { result: '/a' },
      { fields: { a: '/a' } },
      { message: '{{/a}}' },
      { success: { pointer: '', is: 1 } },
    ]) {
      expect(outcomeOf(mapping, 200, html, {})).toMatchObject({ ok: false, reason: 'invalid-response' });
    }
    expect(outcomeOf({}, 200, 'shipped', {})).toMatchObject({ ok: true, result: 'shipped', text: 'shipped' });
  });

  it('holds neither the secret that a system echoes nor what cannot be stored', () => {
    const echo = JSON.stringify({ headers: { authorization: 'Bearer s3cret-token' }, text: 'a\0b\ud800' });
    const outcome = outcomeOf({}, 200, echo, {}, ['s3cret-token']);
    expect(outcome).toMatchObject({ result: { headers: { authorization: 'Bearer ***' }, text: 'ab\ufffd' } });
  });

  it('is bounded', () => {
    const long = outcomeOf({}, 200, JSON.stringify('长'.repeat(20_000)), {});
    expect(long).toMatchObject({ ok: true });
    expect(long.text.length).toBeLessThanOrEqual(6_001);
    expect(outcomeOf({}, 200, JSON.stringify('长'.repeat(70_000)), {})).toMatchObject({
      ok: false,
      reason: 'too-large',
    });
  });

  it('does not find what an object merely inherits', () => {
    expect(outcomeOf({ result: '/constructor/name' }, 200, '{}', {})).toMatchObject({ result: null });
    expect(outcomeOf({ result: '/__proto__' }, 200, '{}', {})).toMatchObject({ result: null });
  });
});
