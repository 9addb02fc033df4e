import 'reflect-metadata';
import { setTimeout as delay } from 'node:timers/promises';
import { percentile } from '../src/common/percentile.js';
import { Environment } from '../src/config/environment.js';
import { WecomSimulator } from '../src/simulator/simulator.js';
import { startBenchDatabase } from './bench-database.js';
import { importSampleKnowledge, sampleQuestions, startApp } from './child-app.js';
import { type RedisServer, startRedis } from './redis-server.js';

/**
 * `npm run bench:dialog`: from the callback to `message/send`, with answers quoted from the sample knowledge base, on
 * each queue: how long a lone message takes beyond the wait for its burst, and how many a second one process answers.
 * The last line is one JSON object.
 */
const LIGHT_MESSAGES = 100;
const LIGHT_INTERVAL_MS = 200;
const WARM_UP_MESSAGES = 20;
const BURST_CONTACTS = 2_000;
const ANSWERS_TIMEOUT_MS = 60_000;
const P50_OVER_BURST_MS_MAX = 150;
const { DIALOG_BURST_MS } = new Environment();

interface Result {
  p50OverBurstMs: number;
  p95OverBurstMs: number;
  /** From the first callback of the crowd to the last answer. */
  perSecond: number;
}

const questions = sampleQuestions();

const postgres = await measure('postgres', {});
const redisServer = await startRedis();
const redis = redisServer === undefined ? 'skipped: no redis-server' : await measureRedis(redisServer);
const results = [postgres, ...(typeof redis === 'string' ? [] : [redis])];
const isReached = results.every(({ p50OverBurstMs }) => p50OverBurstMs <= P50_OVER_BURST_MS_MAX);
console.log(JSON.stringify({ postgres, redis, isReached }));

async function measureRedis(server: RedisServer): Promise<Result> {
  try {
    return await measure('redis', { REDIS_URL: server.url });
  } finally {
    await server.stop();
  }
}

async function measure(name: string, variables: Readonly<Record<string, string>>): Promise<Result> {
  const database = await startBenchDatabase();
  const wecom = await WecomSimulator.start();
  try {
    const app = await startApp(wecom, { DATABASE_URL: database.url, ...variables });
    await importSampleKnowledge(app);
    await askOneByOne(wecom, 'warm-up', WARM_UP_MESSAGES);
    const over = await askOneByOne(wecom, 'light', LIGHT_MESSAGES);
    const [p50OverBurstMs = 0, p95OverBurstMs = 0] = [percentile(over, 0.5), percentile(over, 0.95)];
    console.log(`${name}, light load: p50 ${p50OverBurstMs} ms, p95 ${p95OverBurstMs} ms over the burst wait`);
    const perSecond = Math.round(await askAtOnce(wecom));
    console.log(`${name}, ${BURST_CONTACTS} contacts at once: ${perSecond} answers a second`);
    await app.stop();
    return { p50OverBurstMs, p95OverBurstMs, perSecond };
  } finally {
    await wecom.stop();
    await database.stop();
  }
}

/** Milliseconds from the callback to the answer beyond the burst wait, ascending. */
async function askOneByOne(wecom: WecomSimulator, phase: string, count: number): Promise<number[]> {
  const asked = Array.from({ length: count }, async (_, index) => {
    await delay(index * LIGHT_INTERVAL_MS);
    const contact = `${phase}-${index}`;
    const sentAt = Date.now();
    await ask(wecom, contact, index);
    const [answer] = await wecom.waitForMessages({ to: contact }, ANSWERS_TIMEOUT_MS);
    return (answer?.at ?? Infinity) - sentAt - DIALOG_BURST_MS;
  });
  return (await Promise.all(asked)).toSorted((a, b) => a - b);
}

/** Answers per second, the burst wait included. */
async function askAtOnce(wecom: WecomSimulator): Promise<number> {
  const isOfCrowd = ({ touser }: { touser: string }): boolean => touser.startsWith('crowd-');
  const startedAt = Date.now();
  const answered = wecom.waitForMessages({ where: isOfCrowd, count: BURST_CONTACTS }, ANSWERS_TIMEOUT_MS);
  await Promise.all(Array.from({ length: BURST_CONTACTS }, (_, index) => ask(wecom, `crowd-${index}`, index)));
  const endedAt = (await answered).at(-1)?.at ?? Infinity;
  return BURST_CONTACTS / ((endedAt - startedAt) / 1_000);
}

async function ask(wecom: WecomSimulator, contact: string, index: number): Promise<void> {
  const { acked, status } = await wecom.say(contact, questions[index % questions.length] ?? '');
  if (!acked) {
    throw new Error(`a callback was not acknowledged: ${status ?? 'no answer'}`);
  }
}
