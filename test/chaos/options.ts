import { parseArgs } from 'node:util';

export interface Options {
  /** How many of what is asked for. */
  count: number;
  kills: number;
  seed: number;
  queue: 'redis' | 'postgres';
}

/** @param counted the name of the option that says how much is to be done. */
export function readOptions(counted: 'messages' | 'handoffs', fallback: { count: number; kills: number }): Options {
  const { values } = parseArgs({
    options: {
      [counted]: { type: 'string', default: `${fallback.count}` },
      kills: { type: 'string', default: `${fallback.kills}` },
      seed: { type: 'string', default: `${Date.now() % 1_000_000}` },
      queue: { type: 'string', default: 'redis' },
    },
  });
  const { queue } = values;
  if (queue !== 'redis' && queue !== 'postgres') {
    throw new TypeError('--queue is redis or postgres');
  }
  return { count: Number(values[counted]), kills: Number(values['kills']), seed: Number(values['seed']), queue };
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
