import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { contactTexts } from '../src/handoff/texts/contact-texts.js';
import { importSampleKnowledge, sampleQuestions } from './child-app.js';
import { type BenchDesk, inTurns } from './handoff-desk.js';

const INTERLEAVINGS = 1_000;
const AT_ONCE = 20;
/**
 * The claim comes at a random moment of so long after the question at first; then of less where an answer came before it,
 * and of more where none did, so that the claims meet every moment of the turns, however fast they are.
 */
const CLAIM_MS_MAX = 600;
const CLAIM_MS_FACTOR = 1.03;
/** How long WeCom takes to answer, so that claims also meet what is on its way. */
const WECOM_MS = 30;

interface Outcome {
  interleavings: number;
  /** Answers of the bot that were accepted before the claim was confirmed. */
  answered: number;
  /** Messages of the bot that were accepted after the claim was confirmed. */
  after: number;
  /** Claims that were not confirmed. */
  unconfirmed: number;
}

/** Somebody claims a case at a random moment while the bot answers a question of its contact. */
export async function measureSilence(desk: BenchDesk): Promise<Outcome> {
  await importSampleKnowledge(desk.app);
  const questions = sampleQuestions();
  const contacts = Array.from({ length: INTERLEAVINGS }, (_, n) => `guest-${n}`);
  await inTurns(contacts, AT_ONCE, (contact) => desk.askForHuman(contact));
  await desk.quiet();
  const open = await desk.rows<{ id: string; contact: string }>(
    `select h.id, c.external_id as contact from handoffs h join contacts c on c.id = h.contact_id
      where h.state in ('requested', 'offered')`,
  );
  desk.wecom.messages.clear();
  desk.wecom.setFault({ delayMs: WECOM_MS });
  const answered = new Set<string>();
  desk.wecom.messages.on('message', ({ touser }) => answered.add(touser));
  let claimMsMax = CLAIM_MS_MAX;
  await inTurns([...open.entries()], AT_ONCE, async ([n, { id, contact }]) => {
    const operator = desk.operators[n % desk.operators.length];
    await desk.say(contact, questions[n % questions.length] ?? '');
    await delay(randomInt(Math.ceil(claimMsMax)));
    claimMsMax *= answered.has(contact) ? 1 / CLAIM_MS_FACTOR : CLAIM_MS_FACTOR;
    await desk.claim(id, operator?.id ?? '');
  });
  desk.wecom.setFault(null);
  await desk.quiet();
  return outcomeOf(desk);
}

async function outcomeOf(desk: BenchDesk): Promise<Outcome> {
  const cases = await desk.rows<{ contact: string; confirmedAt: Date | null }>(
    `select c.external_id as contact, h.confirmed_at as "confirmedAt"
       from handoffs h join contacts c on c.id = h.contact_id where h.state = 'claimed'`,
  );
  const confirmedAt = new Map(cases.map((one) => [one.contact, one.confirmedAt?.getTime()]));
  const ofService = new Set(['zh-Hans', 'zh-Hant', 'en'].map((language) => contactTexts(language).cases.claimed));
  const ofBot = desk.wecom.accepted.filter(({ touser, text }) => confirmedAt.has(touser) && !ofService.has(text ?? ''));
  const after = ofBot.filter(({ touser, at }) => at > (confirmedAt.get(touser) ?? -Infinity));
  return {
    interleavings: cases.length,
    answered: ofBot.length - after.length,
    after: after.length,
    unconfirmed: cases.filter((one) => one.confirmedAt === null).length,
  };
}
