import { expect, it } from 'vitest';
import { type ContactRecord, summarize } from './play-summary.js';

function inbound(id: string): ContactRecord['history'][number] {
  return { id, direction: 'inbound', text: '?', status: 'answered' };
}

function outbound(text: string, status = 'delivered'): ContactRecord['history'][number] {
  return { id: text, direction: 'outbound', text, status };
}

function outcome(...ids: string[]) {
  return { details: { outcome: 'answered', reason: 'quoted', inbound: ids } };
}

it('measures each message of a burst to its answer, and passes over a request for patience', () => {
  const record: ContactRecord = {
    sent: [100, 300, 900].map((sentAt) => ({ sentAt, acked: true })),
    history: [inbound('a'), inbound('b'), outbound('wait'), outbound('one, two'), inbound('c'), outbound('one, two')],
    received: [
      { text: 'wait', at: 400 },
      { text: 'one, ', at: 500 },
      { text: 'two', at: 600 },
      { text: 'one, ', at: 1_000 },
    ],
  };

  const summary = summarize([record], [outcome('a', 'b'), outcome('c')]);

  expect(summary).toMatchObject({ sent: 3, acked: 3, exactlyOne: 3, answerMs: [100, 200, 400] });
  expect(Object.fromEntries(summary.counts)).toEqual({ answered: 3, 'answered/quoted': 3 });
});

it('counts neither a message without an outcome nor one with two as one with exactly one', () => {
  const record: ContactRecord = {
    sent: [1, 2, 3].map((sentAt) => ({ sentAt, acked: true })),
    history: [inbound('none'), inbound('two'), inbound('one'), outbound('late', 'pending')],
    received: [],
  };

  const summary = summarize([record], [outcome('one'), outcome('two'), outcome('two')]);

  expect(summary).toMatchObject({ sent: 3, exactlyOne: 1, pending: 1, answerMs: [] });
});
