import { setTimeout as delay } from 'node:timers/promises';
import { percentile } from '../src/common/percentile.js';
import type { WecomSimulator } from '../src/simulator/simulator.js';
import { buildRequests } from './callback-requests.js';
import { HttpLoad } from './http-load.js';

/** In ms, from the first callback's first byte. */
export interface Turn {
  callbackMs: number;
  answerMs: number;
}

const ANSWER_TIMEOUT_MS = 60_000;
const PROBE_EVERY_MS = 10;

let contacts = 0;

/** A contact who has never written before asks, and waits for the answer. */
export async function ask(wecom: WecomSimulator, text: string): Promise<Turn> {
  const contact = `contact-${(contacts += 1)}`;
  const answered = wecom.waitForMessages({ to: contact }, ANSWER_TIMEOUT_MS);
  answered.catch(() => undefined); // the callback may fail first
  const sentAt = Date.now();
  const { acked, status } = await wecom.say(contact, text);
  const callbackMs = Date.now() - sentAt;
  if (!acked) {
    throw new Error(`a callback was not acknowledged: ${status ?? 'no answer'}`);
  }
  const [answer] = await answered;
  return { callbackMs, answerMs: (answer?.at ?? Infinity) - sentAt };
}

/** So many ask at any moment: whoever has an answer makes room for the next. */
export async function askInTurns(wecom: WecomSimulator, texts: readonly string[], atOnce: number): Promise<Turn[]> {
  const waiting = texts.values();
  const turns: Turn[] = [];
  const askOn = async (): Promise<void> => {
    for (const text of waiting) {
      turns.push(await ask(wecom, text));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, askOn));
  return turns;
}

/**
 * While `work` runs, how long a callback takes that comes every 10 ms: one of messages that are stored already, so that
 * it costs what a callback costs and begins no turn. In ms, ascending.
 */
export async function probeCallbacks(
  wecom: WecomSimulator,
  port: number,
  work: () => Promise<void>,
): Promise<number[]> {
  const requests = buildRequests(wecom.app, ['在吗'], 1);
  const load = await HttpLoad.connect(port, 1);
  const latencies: number[] = [];
  const over = new AbortController();
  const probing = (async (): Promise<void> => {
    while (!over.signal.aborted) {
      const { latenciesMs } = await load.post(requests);
      latencies.push(...latenciesMs);
      await delay(PROBE_EVERY_MS);
    }
  })();
  try {
    await work();
  } finally {
    over.abort();
    await probing;
    load.close();
  }
  return latencies.toSorted((a, b) => a - b);
}

/** In ms, to a tenth. */
export function quantile(latencies: readonly number[], q: number): number {
  return Number(
    (
      percentile(
        latencies.toSorted((a, b) => a - b),
        q,
      ) ?? NaN
    ).toFixed(1),
  );
}
