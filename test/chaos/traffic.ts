import { setTimeout as sleep } from 'node:timers/promises';
import type { WecomSimulator } from '../../src/simulator/simulator.js';
import { phoneOf } from './personal-data.js';

const MESSAGES_PER_CONTACT = 10;
const FIRST_MSG_ID = 9_100_000_000_000_000_000n;
/** So many are sent a second time after they were acknowledged, as WeCom does when it missed the answer. */
const REPEATED_SHARE = 0.05;

export interface Sent {
  msgId: string;
  contact: string;
  phone: string;
  /** Its place among the contact's messages. */
  place: number;
}

/**
 * Many contacts at once, each saying one thing after the other within the given time. What is not acknowledged is said
 * again until it is; what comes next is said only then, so that the order of each contact is known.
 */
export async function send(
  wecom: WecomSimulator,
  messages: number,
  seconds: number,
  random: () => number,
): Promise<Sent[]> {
  const acknowledged: Sent[] = [];
  const contacts = Math.ceil(messages / MESSAGES_PER_CONTACT);
  const begun = Date.now();
  await Promise.all(
    Array.from({ length: contacts }, async (_, contact) => {
      const count = Math.min(MESSAGES_PER_CONTACT, messages - contact * MESSAGES_PER_CONTACT);
      const times = Array.from({ length: count }, () => random() * seconds * 1_000).toSorted((a, b) => a - b);
      for (const [place, time] of times.entries()) {
        const msgId = `${FIRST_MSG_ID + BigInt(contact * 100 + place)}`;
        const sent = { msgId, contact: `contact-${contact}`, phone: phoneOf(contact), place };
        await sleep(Math.max(0, begun + time - Date.now()));
        await sayUntilAcknowledged(wecom, sent);
        acknowledged.push(sent);
        if (random() < REPEATED_SHARE) {
          void wecom.say(sent.contact, textOf(sent), { msgId: sent.msgId });
        }
      }
    }),
  );
  return acknowledged;
}

async function sayUntilAcknowledged(wecom: WecomSimulator, sent: Sent): Promise<void> {
  for (;;) {
    const { acked } = await wecom.say(sent.contact, textOf(sent), { msgId: sent.msgId });
    if (acked) {
      return;
    }
    await sleep(100);
  }
}

/** Every third one asks for something that needs no knowledge, and the one before it tells a number. */
function textOf({ place, phone }: Sent): string {
  return ['帮助', `第 ${place} 个问题`, `第 ${place} 个问题，我的手机号是${phone}`][(place + 1) % 3] ?? '';
}
