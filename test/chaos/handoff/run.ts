import { setTimeout as sleep } from 'node:timers/promises';
import { isSound, judgeAudit } from '../audit-verdict.js';
import { makeMischief, report } from '../mischief.js';
import { randomFrom, readOptions } from '../options.js';
import { World } from '../world.js';
import { ask, type Contact } from './contacts.js';
import { drain } from './drain.js';
import { FailingMail } from './mail.js';
import { Notebook } from './notebook.js';
import { OperatorAtWork } from './operator.js';
import { Phones } from './phones.js';
import { API_KEY, employ } from './staff.js';
import { judge, type Verdict } from './verdict.js';

/**
 * `npm run chaos:handoff`: contacts ask for humans and talk to operators while everything breaks. Every request ends in
 * somebody's hands, nobody is told twice, and what is said arrives once, in order, where it belongs. The last line of
 * standard output is one JSON object.
 */
const SECONDS_PER_KILL = 7;
const SECONDS_PER_HANDOFF = 0.5;
/** Of twenty contacts, one speaks the language of a group in which nobody answers. */
const FOREIGN_EVERY = 20;

const options = readOptions('handoffs', { count: 200, kills: 10 });
const begun = performance.now();
const mail = await FailingMail.start();
const world = await World.start(options, {
  ADMIN_API_KEY: API_KEY,
  SMTP_URL: mail.url,
  SMTP_FROM: 'kefu@example.com',
});
process.once('SIGINT', () => void world.stop().finally(() => process.exit(130)));
let isGood = false;
try {
  report(`seed ${options.seed}: ${options.count} handoffs, ${options.kills} kills, the queue on ${options.queue}`);
  const seconds = Math.max(30, options.kills * SECONDS_PER_KILL, options.count * SECONDS_PER_HANDOFF);
  const random = randomFrom(options.seed);
  const phones = new Phones(world.wecom);
  const notebook = new Notebook();
  let isOver = false;
  const operators = (await employ(world, options.count)).map(
    ({ memberId, manner }) => new OperatorAtWork(phones.of(memberId), manner, notebook, random),
  );
  const working = Promise.all(operators.map((operator) => operator.work(() => isOver)));
  const contacts = Array.from({ length: options.count }, (_, n): Contact => ({
    id: `guest-${n}`,
    language: n % FOREIGN_EVERY === 0 ? 'en' : 'zh',
  }));
  const [mischief] = await Promise.all([
    makeMischief(world, options.kills, seconds, random),
    mail.failInPhases(seconds, random),
    ...contacts.map(async (contact) => {
      await sleep(random() * seconds * 800);
      await ask(contact, phones.of(contact.id), notebook, random);
    }),
  ]);
  report('everything is said, waiting for what is open');
  await drain(world.postgres.ownerUrl, () => operators.every(({ isIdle }) => isIdle));
  isOver = true;
  await working;
  await drain(world.postgres.ownerUrl, () => true);
  notebook.unanswered.forEach((what) => report(`no answer to ${what}`));
  const ids = contacts.map(({ id }) => id);
  const verdict = await judge(world, ids, notebook, mail);
  const audit = await judgeAudit(world);
  const elapsedSeconds = Math.round((performance.now() - begun) / 1_000);
  const { queue, seed } = options;
  console.log(JSON.stringify({ ...verdict, ...audit, ...mischief, seconds: elapsedSeconds, queue, seed }));
  isGood = isRight(verdict, mischief.kills + mischief.postgresRestarts) && isSound(audit);
} finally {
  await world.stop();
  await mail.stop();
}
process.exit(isGood ? 0 : 1);

/** A restart of the database is a kill for whoever was about to record that a mail had been taken. */
function isRight(verdict: Verdict, kills: number): boolean {
  const { unresolved, acceptedTwice, missing, mailsRepeated, mailsUnknown, mailsMissing } = verdict;
  const { lost, doubled, toWrongContact, toWrongOperator, outOfOrder } = verdict;
  return (
    unresolved + acceptedTwice + missing + mailsUnknown + mailsMissing === 0 &&
    lost + doubled + toWrongContact + toWrongOperator + outOfOrder === 0 &&
    mailsRepeated <= kills
  );
}
