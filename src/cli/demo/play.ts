import { setTimeout as delay } from 'node:timers/promises';
import type { MessageView } from '../../messaging/conversations.dto.js';
import type { OutcomeEvent } from './demo-api.js';
import type { DemoDesk } from './demo-desk.js';
import { type ContactRecord, type SentMessage, summarize } from './play-summary.js';
import { renderTable } from './play-table.js';

const POLL_MS = 250;
/** Nothing new for so long means that nothing more will come: two turns' deadlines. */
const SILENCE_MAX_MS = 60_000;
const CALLS_AT_ONCE = 8;

/** Sends the messages as many contacts at once and prints what became of them. Resolves with the exit code. */
export async function play(
  desk: DemoDesk,
  texts: readonly string[],
  contactCount: number = texts.length,
): Promise<number> {
  const startedAt = new Date();
  const byContact = assign(texts, Math.min(contactCount, texts.length), startedAt);
  console.log(`\n${byContact.size} contact(s) send ${texts.length} message(s) …`);
  const sent = new Map(
    await Promise.all(
      [...byContact].map(async ([contact, lines]) => [contact, await send(desk, contact, lines)] as const),
    ),
  );
  const outcomes = await waitForOutcomes(desk, texts.length, startedAt);
  const summary = summarize(await collect(desk, sent), outcomes);
  console.log(`\n${renderTable(summary)}`);
  return summary.exactlyOne === texts.length && summary.pending === 0 ? 0 : 1;
}

/** In turn, so that each contact has its share. The names are new in each run. */
function assign(texts: readonly string[], contactCount: number, startedAt: Date): Map<string, string[]> {
  const run = startedAt.getTime().toString(36);
  const byContact = new Map<string, string[]>();
  for (const [index, text] of texts.entries()) {
    const contact = `contact-${run}-${(index % contactCount) + 1}`;
    byContact.set(contact, [...(byContact.get(contact) ?? []), text]);
  }
  return byContact;
}

/** One after the other, as a person types them. */
async function send(desk: DemoDesk, contact: string, texts: readonly string[]): Promise<SentMessage[]> {
  const sent: SentMessage[] = [];
  for (const text of texts) {
    const sentAt = Date.now();
    const { acked } = await desk.wecom.say(contact, text);
    sent.push({ sentAt, acked });
  }
  return sent;
}

async function waitForOutcomes(desk: DemoDesk, wanted: number, since: Date): Promise<OutcomeEvent[]> {
  let found = 0;
  let changedAt = performance.now();
  for (;;) {
    const events = await desk.api.outcomes(since);
    const count = events.reduce((sum, { details }) => sum + details.inbound.length, 0);
    if (count !== found) {
      found = count;
      changedAt = performance.now();
    }
    if (count >= wanted || performance.now() - changedAt > SILENCE_MAX_MS) {
      return events;
    }
    await delay(POLL_MS);
  }
}

/** What each contact sent, what is stored about it, and what reached it. */
async function collect(desk: DemoDesk, sent: ReadonlyMap<string, SentMessage[]>): Promise<ContactRecord[]> {
  const conversations = (await desk.api.conversations()).toReversed();
  const waiting = [...sent];
  const records: ContactRecord[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [contact, messages] = next;
      const ids = conversations.filter(({ externalId }) => externalId === contact).map(({ id }) => id);
      const history = await settledHistory(desk, ids);
      const received = desk.wecom.accepted.filter(({ to }) => to.includes(contact.toLowerCase()));
      records.push({ sent: messages, history, received });
    }
  };
  await Promise.all(Array.from({ length: CALLS_AT_ONCE }, work));
  return records;
}

/** Once all that is to be sent was sent or refused. */
async function settledHistory(desk: DemoDesk, conversationIds: readonly string[]): Promise<MessageView[]> {
  const until = performance.now() + SILENCE_MAX_MS;
  for (;;) {
    const pages = await Promise.all(conversationIds.map((id) => desk.api.messages(id)));
    const history = pages.flat();
    const isSettled = history.every(({ direction, status }) => direction === 'inbound' || status !== 'pending');
    if (isSettled || performance.now() > until) {
      return history;
    }
    await delay(POLL_MS);
  }
}
