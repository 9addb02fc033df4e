import { parseArgs } from 'node:util';

export interface Options {
  messages: number;
  kills: number;
  seed: number;
  queue: 'redis' | 'postgres';
}

export function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      messages: { type: 'string', default: '2000' },
      kills: { type: 'string', default: '20' },
      seed: { type: 'string', default: `${Date.now() % 1_000_000}` },
      queue: { type: 'string', default: 'redis' },
    },
  });
  if (values.queue !== 'redis' && values.queue !== 'postgres') {
    throw new TypeError('--queue is redis or postgres');
  }
  return {
    messages: Number(values.messages),
    kills: Number(values.kills),
    seed: Number(values.seed),
    queue: values.queue,
  };
}

/** The same numbers for the same seed (mulberry32), from 0 to below 1. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
