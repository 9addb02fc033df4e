import { setTimeout as delay } from 'node:timers/promises';
import { cpuMs } from './process-cost.js';
import { type BenchDesk, offerCardIn } from './handoff-desk.js';
import { quantile } from './turn-load.js';

const AT_ONCE = 200;
const ROUNDS = 2;
const LONE = 20;
const LONE_EVERY_MS = 150;
const CARDS_TIMEOUT_MS = 60_000;

type Road = (contact: string) => Promise<void>;

interface Case {
  handoffId: string;
  conversationId: string;
  contact: string;
  offerIds: string[];
}

interface Latency {
  /** Since the request was sent. */
  sentMs: number;
  /** Since it was acknowledged: it is stored then, and survives the process. */
  storedMs: number;
}

interface Round {
  latencies: Latency[];
  /** Of the program and its threads, from the first request to the last card, whatever else it did meanwhile. */
  cpuMs: number;
}

/**
 * From the request for a human to the card that WeCom accepted: of a contact who says so, which waits for no burst, and of
 * `POST /conversations/:id/handoff`; one by one, and 200 in the same moment.
 */
export async function measureNotified(desk: BenchDesk) {
  const contacts = Array.from({ length: AT_ONCE }, (_, n) => `contact-${n}`);
  const asks: Road = (contact) => desk.say(contact, '转人工');
  await round(desk, contacts, asks);
  const conversations = new Map((await openCases(desk, true)).map((one) => [one.contact, one.conversationId]));
  const calls: Road = async (contact) => {
    await desk.post(`/conversations/${conversations.get(contact)}/handoff`, { reason: 'bench' });
  };
  await round(desk, contacts, calls);
  const contactAtOnce = await rounds(desk, contacts, asks);
  const apiAtOnce = await rounds(desk, contacts, calls);
  const contactLone = figures([await round(desk, contacts.slice(0, LONE), asks, LONE_EVERY_MS)]);
  const apiLone = figures([await round(desk, contacts.slice(0, LONE), calls, LONE_EVERY_MS)]);
  return { contactAtOnce, apiAtOnce, contactLone, apiLone };
}

async function rounds(desk: BenchDesk, contacts: readonly string[], road: Road) {
  const measured: Round[] = [];
  for (let n = 0; n < ROUNDS; n += 1) {
    measured.push(await round(desk, contacts, road));
  }
  return figures(measured);
}

/** Everybody asks; afterwards all of them are back with the bot, and nothing is on its way any more. */
async function round(desk: BenchDesk, contacts: readonly string[], road: Road, everyMs = 0): Promise<Round> {
  desk.wecom.messages.clear();
  const cpuBefore = cpuMs(desk.app.pid);
  const asked = new Map<string, { sentAt: number; storedAt: number }>();
  await Promise.all(
    contacts.map(async (contact, index) => {
      await delay(index * everyMs);
      const sentAt = Date.now();
      await road(contact);
      asked.set(contact, { sentAt, storedAt: Date.now() });
    }),
  );
  const isCard = { where: (message: Parameters<typeof offerCardIn>[0]) => offerCardIn(message) !== undefined };
  const accepted = await desk.wecom.waitForMessages({ ...isCard, count: contacts.length }, CARDS_TIMEOUT_MS);
  const cpu = cpuMs(desk.app.pid) - cpuBefore;
  const cases = await openCases(desk, false);
  const acceptedAt = new Map(accepted.map((message) => [offerCardIn(message)?.offerId ?? '', message.at]));
  const latencies = cases.map(({ contact, offerIds }) => {
    const at = Math.min(...offerIds.map((id) => acceptedAt.get(id) ?? Infinity));
    const { sentAt = NaN, storedAt = NaN } = asked.get(contact) ?? {};
    return { sentMs: at - sentAt, storedMs: at - storedAt };
  });
  for (const { handoffId } of cases) {
    await desk.post(`/handoffs/${handoffId}/return`);
  }
  await desk.quiet();
  return { latencies, cpuMs: cpu };
}

function openCases(desk: BenchDesk, isOver: boolean): Promise<Case[]> {
  return desk.rows<Case>(
    `select h.id as "handoffId", h.conversation_id as "conversationId", c.external_id as contact,
            (select coalesce(array_agg(o.id::text), '{}') from handoff_offers o where o.handoff_id = h.id) as "offerIds"
       from handoffs h join contacts c on c.id = h.contact_id
      where (h.state in ('requested', 'offered', 'claimed')) = not $1::boolean`,
    [isOver],
  );
}

function figures(measured: readonly Round[]) {
  const latencies = measured.flatMap((one) => one.latencies);
  const cpu = measured.reduce((sum, one) => sum + one.cpuMs, 0);
  const stored = latencies.map(({ storedMs }) => storedMs);
  const sent = latencies.map(({ sentMs }) => sentMs);
  return {
    p50Ms: quantile(stored, 0.5),
    p99Ms: quantile(stored, 0.99),
    sentP50Ms: quantile(sent, 0.5),
    sentP99Ms: quantile(sent, 0.99),
    cpuMsEach: Number((cpu / latencies.length).toFixed(1)),
  };
}
