import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WecomSimulator } from './simulator.js';

let simulator: WecomSimulator;
let now: number;

beforeEach(async () => {
  now = Date.parse('2026-01-05T09:00:00Z');
  simulator = await WecomSimulator.start({ now: () => now });
  simulator.robotKeys.add('a-robot');
});
afterEach(() => simulator.stop());

async function send(body: unknown, key = 'a-robot'): Promise<unknown> {
  const url = `${simulator.apiBaseUrl}/cgi-bin/webhook/send?key=${key}`;
  return (await fetch(url, { method: 'POST', body: JSON.stringify(body) })).json();
}

const text = (content: string) => ({ msgtype: 'text', text: { content } });

describe('a group robot', () => {
  it('writes into its group without an access token', async () => {
    expect(await send({ msgtype: 'markdown', markdown: { content: '**你好**' } })).toEqual({
      errcode: 0,
      errmsg: 'ok',
    });
    expect(simulator.robotMessages).toMatchObject([{ key: 'a-robot', msgtype: 'markdown', text: '**你好**' }]);
  });

  it('is unknown by another key', async () => {
    expect(await send(text('hi'), 'another')).toMatchObject({ errcode: 93000 });
  });

  it.each([
    ['an empty text', text(''), 44004],
    ['a text of 2,049 bytes', text('x'.repeat(2_049)), 40058],
    ['markdown of 4,097 bytes', { msgtype: 'markdown', markdown: { content: 'x'.repeat(4_097) } }, 40058],
    ['a type that robots do not have', { msgtype: 'textcard' }, 40008],
  ])('refuses %s', async (_, body, errcode) => {
    expect(await send(body)).toMatchObject({ errcode });
    expect(simulator.robotMessages).toEqual([]);
  });

  it('writes 20 times a minute', async () => {
    for (let n = 0; n < 20; n += 1) {
      expect(await send(text(`${n}`))).toMatchObject({ errcode: 0 });
    }
    expect(await send(text('one more'))).toMatchObject({ errcode: 45009 });
    now += 60_000;
    expect(await send(text('one more'))).toMatchObject({ errcode: 0 });
  });
});
