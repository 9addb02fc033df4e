import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { BenchDesk } from './handoff-desk.js';
import { measureNotified } from './handoff-notified.js';
import { measureRaces } from './handoff-races.js';
import { measureSilence } from './handoff-silence.js';
import { startRedis } from './redis-server.js';

/**
 * `npm run bench:handoff`, on each queue, or on one with `-- --queue postgres` or `redis`: from the request for a human to
 * the card that WeCom accepted, 200 at once for 50 operators; 1,000 handoffs that they race for; 1,000 claims at a random
 * moment of the bot's answer. The last line is one JSON object.
 */
const OPERATORS = 50;
const MAX = { p50Ms: 300, p99Ms: 1_500, offersOffEven: 0.2 };
const HANDOFFS = 1_000;
/** Of the races: not many more places than handoffs, so that some operators are full in the end. */
const RACE_CAPACITY = 26;
/** Nobody's card goes on to somebody else while it waits for the quota of its member. */
const PATIENT = { HANDOFF_OFFER_SECONDS: '600' };

type Variables = Readonly<Record<string, string>>;

const { values } = parseArgs({ options: { queue: { type: 'string' } } });
const postgres = values.queue === 'redis' ? 'skipped' : await measure('postgres', {});
const redis = values.queue === 'postgres' ? 'skipped' : await measureRedis();
const results = [postgres, redis].filter((result) => typeof result !== 'string');
console.log(
  JSON.stringify({ postgres, redis, isReached: results.length > 0 && results.every(({ isReached }) => isReached) }),
);

async function measureRedis() {
  const server = await startRedis();
  if (server === undefined) {
    return 'skipped: no redis-server';
  }
  try {
    return await measure('redis', { REDIS_URL: server.url });
  } finally {
    await server.stop();
  }
}

async function measure(queue: string, variables: Variables) {
  const notified = await onDesk(5, variables, measureNotified);
  console.log(`${queue}, notified: ${JSON.stringify(notified)}`);
  const races = await onDesk(RACE_CAPACITY, { ...variables, ...PATIENT }, (desk) => measureRaces(desk, RACE_CAPACITY));
  console.log(`${queue}, races: ${JSON.stringify(races)}`);
  const silence = await onDesk(50, { ...variables, ...PATIENT, DIALOG_BURST_MS: '0' }, measureSilence);
  console.log(`${queue}, silence: ${JSON.stringify(silence)}`);
  const isReached =
    notified.apiAtOnce.p50Ms <= MAX.p50Ms &&
    notified.apiAtOnce.p99Ms <= MAX.p99Ms &&
    races.claimed === HANDOFFS &&
    races.notOnce + races.misled + races.aboveCapacity === 0 &&
    races.offersOffEven <= MAX.offersOffEven &&
    silence.interleavings === HANDOFFS &&
    silence.after + silence.unconfirmed === 0;
  return { notified, races, silence, isReached };
}

async function onDesk<Result>(
  capacity: number,
  variables: Variables,
  work: (desk: BenchDesk) => Promise<Result>,
): Promise<Result> {
  const desk = await BenchDesk.start({ operators: OPERATORS, capacity, variables });
  try {
    return await work(desk);
  } finally {
    await desk.stop();
  }
}
