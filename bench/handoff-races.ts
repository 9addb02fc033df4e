import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type BenchDesk, type BenchOperator, inTurns, type OfferCard, offerCardIn } from './handoff-desk.js';

const HANDOFFS = 1_000;
const ASKED_AT_ONCE = 20;
const RACING_AT_ONCE = 20;
/** Who claims beside the one who was asked. */
const RIVALS = 2;
/**
 * Rivals claim within so long at first; then within less where a press was faster, and within more where one of them was,
 * so that both win: a press is handled some time after its callback, by a machine that is faster or slower.
 */
const START_MS_MAX = 200;
const START_MS_FACTOR = 1.05;
const ATTEMPTS_MAX = 200;
/** WeCom takes 30 messages a minute for one member: the cards of some wait for the next one. */
const CARDS_TIMEOUT_MS = 600_000;
const TAKEN_TIMEOUT_MS = 120_000;

interface Pace {
  startMsMax: number;
  rivals: Generator<BenchOperator, never>;
}

interface Outcome {
  claimed: number;
  /** Of these: by the button of a card. */
  byPress: number;
  /** Handoffs that were claimed any other number of times than once, as the audit log has it. */
  notOnce: number;
  /** Handoffs of which two were told that they have them, or nobody was, or somebody else than who has it. */
  misled: number;
  /** Operators who have more than their capacity. */
  aboveCapacity: number;
  offersMin: number;
  offersMax: number;
  /** The largest distance from the same number of offers for everybody, as a share of it. */
  offersOffEven: number;
}

/**
 * 1,000 contacts ask for a human; for each, the operator who was asked presses 接入 in the same moment in which two others
 * claim through the API. All of them keep what they have, so that towards the end some are at their capacity.
 */
export async function measureRaces(desk: BenchDesk, capacity: number): Promise<Outcome> {
  const { wecom, operators } = desk;
  const byMember = new Map(operators.map((operator) => [operator.memberId, operator]));
  const told = new Map<string, string[]>();
  const pace: Pace = { startMsMax: START_MS_MAX, rivals: drawEvenly(operators) };
  const cards: OfferCard[] = [];
  const isCard = wecom.waitForMessages(
    { where: (message) => offerCardIn(message) !== undefined, count: HANDOFFS },
    CARDS_TIMEOUT_MS,
  );
  wecom.messages.on('message', (message) => {
    const card = offerCardIn(message);
    if (card !== undefined) {
      cards.push(card);
    }
  });
  const contacts = Array.from({ length: HANDOFFS }, (_, n) => `racer-${n}`);
  const isAsked = inTurns(contacts, ASKED_AT_ONCE, (contact) => desk.askForHuman(contact));
  const raced = new Set<string>();
  const race = async (): Promise<void> => {
    while (raced.size < HANDOFFS) {
      const card = cards.shift();
      if (card === undefined) {
        await delay(5);
        continue;
      }
      const asked = byMember.get(card.message.to[0] ?? '');
      const handoffId = await handoffOf(desk, card);
      if (asked !== undefined && !raced.has(handoffId)) {
        raced.add(handoffId);
        told.set(handoffId, await raceFor(desk, pace, handoffId, card, asked));
      }
    }
  };
  await Promise.all([isAsked, isCard, ...Array.from({ length: RACING_AT_ONCE }, race)]);
  return outcomeOf(desk, told, capacity);
}

/** @returns the operators whom the API told that they have it. */
async function raceFor(
  desk: BenchDesk,
  pace: Pace,
  handoffId: string,
  card: OfferCard,
  asked: BenchOperator,
): Promise<string[]> {
  const told: string[] = [];
  const claim = async ({ id }: BenchOperator): Promise<void> => {
    if ((await desk.claim(handoffId, id)) === 200) {
      told.push(id);
    }
  };
  const rivals = Array.from({ length: RIVALS }, () => pace.rivals.next().value).filter(({ id }) => id !== asked.id);
  await Promise.all([
    desk.wecom.press(asked.memberId, card.message, card.key),
    ...[...new Set(rivals)].map(async (rival) => {
      await delay(randomInt(Math.ceil(pace.startMsMax)));
      await claim(rival);
    }),
  ]);
  pace.startMsMax *= told.length === 0 ? 1 / START_MS_FACTOR : START_MS_FACTOR;
  for (let n = 0; n < ATTEMPTS_MAX && (await holderOf(desk, handoffId, asked.memberId)) === undefined; n += 1) {
    await claim(anyOf(desk.operators)); // all of them were at their capacity
  }
  return told;
}

async function outcomeOf(desk: BenchDesk, told: ReadonlyMap<string, string[]>, capacity: number): Promise<Outcome> {
  const cases = await desk.rows<{ id: string; operatorId: string | null; claims: number; byPress: number }>(
    `select h.id, h.operator_id as "operatorId",
            (select count(*)::int from audit_events a
              where a.action = 'handoff.claimed' and a.details ->> 'handoffId' = h.id::text) as claims,
            (select count(*)::int from audit_events a where a.action = 'handoff.claimed'
                and a.details ->> 'handoffId' = h.id::text and a.details ->> 'via' = 'press') as "byPress"
       from handoffs h where h.state = 'claimed'`,
  );
  const loads = desk.operators.map(({ id }) => cases.filter(({ operatorId }) => operatorId === id).length);
  const offers = await desk.rows<{ offers: number }>(
    `select (select count(*)::int from handoff_offers f where f.operator_id = o.id and f.stage = 'next') as offers
       from operators o`,
  );
  const counts = offers.map((row) => row.offers);
  const even = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const [offersMin, offersMax] = [Math.min(...counts), Math.max(...counts)];
  return {
    claimed: cases.length,
    byPress: cases.filter(({ byPress }) => byPress === 1).length,
    notOnce: HANDOFFS - cases.filter(({ claims }) => claims === 1).length,
    misled: cases.filter(({ id, operatorId, byPress }) => {
      const expected = byPress === 1 ? [] : [operatorId];
      return JSON.stringify(told.get(id)) !== JSON.stringify(expected);
    }).length,
    aboveCapacity: loads.filter((load) => load > capacity).length,
    offersMin,
    offersMax,
    offersOffEven: Number((Math.max(even - offersMin, offersMax - even) / even).toFixed(3)),
  };
}

/** Who has it, once nothing of whoever pressed waits any more: a press is answered some time after its callback. */
async function holderOf(desk: BenchDesk, handoffId: string, pressedBy: string): Promise<string | undefined> {
  const until = performance.now() + TAKEN_TIMEOUT_MS;
  while (performance.now() < until) {
    const [row] = await desk.rows<{ holder: string | null; isWaiting: boolean }>(
      `select (select operator_id from handoffs where id = $1 and state = 'claimed') as holder,
              exists (select 1 from inbox where state = 'open' and external_id = $2) as "isWaiting"`,
      [handoffId, pressedBy],
    );
    if (row?.isWaiting === false) {
      return row.holder ?? undefined;
    }
    await delay(20);
  }
  throw new Error('a press is not answered');
}

async function handoffOf(desk: BenchDesk, { offerId }: OfferCard): Promise<string> {
  const [row] = await desk.rows<{ id: string }>('select handoff_id as id from handoff_offers where id = $1', [offerId]);
  if (row === undefined) {
    throw new Error(`a card of an offer that there is not: ${offerId}`);
  }
  return row.id;
}

/** In a new order each time around, so that everybody claims as often as the others. */
function* drawEvenly(operators: readonly BenchOperator[]): Generator<BenchOperator, never> {
  for (;;) {
    const left = [...operators];
    while (left.length > 0) {
      yield* left.splice(randomInt(left.length), 1);
    }
  }
}

function anyOf(operators: readonly BenchOperator[]): BenchOperator {
  const one = operators[randomInt(operators.length)];
  if (one === undefined) {
    throw new TypeError('no operators');
  }
  return one;
}
