import { setTimeout as sleep } from 'node:timers/promises';
import type { AcceptedMessage } from '../../../src/simulator/message-log.js';
import type { Notebook } from './notebook.js';
import type { Phone } from './phones.js';

/** So many sentences a contact says to an operator. */
const SENTENCES = 5;
const PAUSE_MS_MAX = 2_500;
const WAIT_MS = 120_000;
const SAYS_SOMETHING_MEANWHILE = 0.3;

export interface Contact {
  id: string;
  /** In which language a human is asked for: by it the group is picked. */
  language: 'zh' | 'en';
}

/**
 * Asks for a human, may say something to the bot meanwhile, and says the numbered sentences once an operator is there.
 * @returns whether one was.
 */
export async function ask(
  { id, language }: Contact,
  phone: Phone,
  notebook: Notebook,
  random: () => number,
): Promise<boolean> {
  await phone.write(language === 'zh' ? '转人工' : 'I want to talk to a human agent, please');
  if (random() < SAYS_SOMETHING_MEANWHILE) {
    await sleep(random() * PAUSE_MS_MAX);
    await notebook.say(phone);
  }
  const servedAt = await phone.find((message) => (isServed(message) ? Date.now() : undefined), 0, WAIT_MS);
  if (servedAt === undefined) {
    return false;
  }
  notebook.servedAt.set(id, servedAt);
  for (let sentence = 0; sentence < SENTENCES; sentence += 1) {
    await sleep(random() * PAUSE_MS_MAX);
    const { words } = await notebook.say(phone);
    if (sentence === SENTENCES - 1) {
      notebook.lastWords.set(id, words);
    }
  }
  return true;
}

function isServed({ text = '' }: AcceptedMessage): boolean {
  return text.includes('人工客服已接入');
}
