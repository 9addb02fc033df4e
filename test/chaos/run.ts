import { isSound, judgeAudit } from './audit-verdict.js';
import { makeMischief, report } from './mischief.js';
import { randomFrom, readOptions } from './options.js';
import { placesInClear } from './personal-data.js';
import { send } from './traffic.js';
import { judge } from './verdict.js';
import { World } from './world.js';

/**
 * `npm run chaos`: messages while everything breaks. Nothing may be lost, done twice or out of order. The last line of
 * standard output is one JSON object.
 */
const SECONDS_PER_KILL = 3.5;

const options = readOptions('messages', { count: 2_000, kills: 20 });
const begun = performance.now();
const world = await World.start(options);
process.once('SIGINT', () => void world.stop().finally(() => process.exit(130)));
let isGood = false;
try {
  report(`seed ${options.seed}: ${options.count} messages, ${options.kills} kills, the queue on ${options.queue}`);
  const seconds = Math.max(20, options.kills * SECONDS_PER_KILL);
  const random = randomFrom(options.seed);
  const [sent, mischief] = await Promise.all([
    send(world.wecom, options.count, seconds, random),
    makeMischief(world, options.kills, seconds, random),
  ]);
  report('all acknowledged, waiting for what is open');
  const verdict = await judge(world.postgres.ownerUrl, sent, world.wecom.accepted);
  const audit = await judgeAudit(world);
  const inClear = await placesInClear(world);
  inClear.forEach((place) => report(`personal data in clear: ${place}`));
  const elapsedSeconds = Math.round((performance.now() - begun) / 1_000);
  console.log(
    JSON.stringify({
      ...verdict,
      ...audit,
      inClear: inClear.length,
      ...mischief,
      seconds: elapsedSeconds,
      queue: options.queue,
      seed: options.seed,
    }),
  );
  const { acked, outcomes, lost, duplicated, outOfOrder } = verdict;
  isGood =
    acked === options.count &&
    outcomes === acked &&
    lost + duplicated + outOfOrder + inClear.length === 0 &&
    isSound(audit);
} finally {
  await world.stop();
}
process.exit(isGood ? 0 : 1);
