import { describe, expect, it } from 'vitest';
import { newId, type OperatorId } from '../../common/ids.js';
import { type Candidate, rankOperators } from './rank-operators.js';

function candidate(fields: Partial<Candidate> = {}): Candidate {
  return {
    operatorId: newId<OperatorId>(),
    presence: 'online',
    isAtWork: true,
    isTheContact: false,
    languages: [],
    capacity: 5,
    claimed: 0,
    offered: 0,
    lastOfferedAt: null,
    servedContactAt: null,
    ...fields,
  };
}

/** In the order in which they are given. */
function idsOf(...candidates: Candidate[]): OperatorId[] {
  return candidates.map(({ operatorId }) => operatorId);
}

describe('who is not asked', () => {
  it.each([
    ['busy', { presence: 'busy' }],
    ['away', { presence: 'away' }],
    ['outside his working hours', { isAtWork: false }],
    ['the contact himself', { isTheContact: true }],
    ['at capacity', { capacity: 2, claimed: 2 }],
    ['at capacity with what he is asked', { capacity: 2, claimed: 1, offered: 1 }],
  ] as const)('one who is %s', (_, fields) => {
    const free = candidate();

    expect(rankOperators([candidate(fields), free], {})).toEqual(idsOf(free));
  });

  it('one who was asked already', () => {
    const [asked, other] = [candidate(), candidate()];

    expect(rankOperators([asked, other], { exclude: idsOf(asked) })).toEqual(idsOf(other));
  });

  it('anybody, where nobody is free', () => {
    expect(rankOperators([candidate({ presence: 'away' })], {})).toEqual([]);
    expect(rankOperators([], {})).toEqual([]);
  });
});

describe('who is asked first', () => {
  const early = new Date('2026-11-16T09:00:00Z');
  const late = new Date('2026-11-16T10:00:00Z');

  it('speaks the language, even with more to do; but who does not is asked after all', () => {
    const english = candidate({ languages: ['en'], claimed: 3 });
    const chinese = candidate({ languages: ['zh'] });

    expect(rankOperators([chinese, english], { language: 'en' })).toEqual(idsOf(english, chinese));
    expect(rankOperators([english, chinese], { language: 'zh-Hant' })).toEqual(idsOf(chinese, english));
  });

  it('has room', () => {
    const small = candidate({ capacity: 5, claimed: 3, offered: 1 });
    const large = candidate({ capacity: 10, claimed: 6, offered: 1, lastOfferedAt: late });

    expect(rankOperators([small, large], {})).toEqual(idsOf(large, small));
  });

  it('was not asked for longest, of those who have room', () => {
    const idle = candidate({ capacity: 10, lastOfferedAt: late });
    const busier = candidate({ capacity: 10, claimed: 2, lastOfferedAt: early });
    const busy = candidate({ capacity: 10, claimed: 8 });

    expect(rankOperators([idle, busier, busy], {})).toEqual(idsOf(busier, idle, busy));
  });

  it('knows the contact, of those who have room', () => {
    const stranger = candidate();
    const long = candidate({ servedContactAt: early, lastOfferedAt: late });
    const last = candidate({ servedContactAt: late, lastOfferedAt: late });
    const loaded = candidate({ servedContactAt: late, claimed: 4 });

    expect(rankOperators([stranger, long, loaded, last], {})).toEqual(idsOf(last, long, stranger, loaded));
  });

  it('was not asked for longest', () => {
    const [recent, before, never] = [
      candidate({ lastOfferedAt: late }),
      candidate({ lastOfferedAt: early }),
      candidate(),
    ];

    expect(rankOperators([recent, before, never], {})).toEqual(idsOf(never, before, recent));
  });
});

/** Each case goes to the first in rank, is worked for some time, and ends. */
function serve(team: Candidate[], cases: number, random: () => number): Map<OperatorId, number> {
  const offers = new Map(team.map(({ operatorId }) => [operatorId, 0]));
  const ends: { at: number; operator: Candidate }[] = [];
  for (let now = 1; now <= cases; now += 1) {
    for (const { operator } of ends.filter(({ at }) => at === now)) {
      operator.claimed -= 1;
    }
    const [first] = rankOperators(team, {});
    const operator = team.find(({ operatorId }) => operatorId === first);
    if (operator !== undefined) {
      operator.claimed += 1;
      operator.lastOfferedAt = new Date(now);
      offers.set(operator.operatorId, (offers.get(operator.operatorId) ?? 0) + 1);
      ends.push({ at: now + 1 + Math.floor(random() * 60), operator });
    }
  }
  return offers;
}

/** Mulberry32: the same numbers for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('over many cases', () => {
  it.each([1, 2, 3, 4, 5])('offers are even to ±20 %%, seed %i', (seed) => {
    const random = randomFrom(seed);
    const size = 2 + Math.floor(random() * 30);
    const offers = serve(
      Array.from({ length: size }, () => candidate()),
      size * 200,
      random,
    );

    const even = [...offers.values()].reduce((sum, count) => sum + count, 0) / size;
    expect(Math.min(...offers.values())).toBeGreaterThan(0.8 * even);
    expect(Math.max(...offers.values())).toBeLessThan(1.2 * even);
  });

  it('nobody is above capacity', () => {
    const random = randomFrom(7);
    const team = Array.from({ length: 6 }, (_, index) => candidate({ capacity: 1 + index }));

    for (let round = 0; round < 20; round += 1) {
      serve(team, 100, random);
      expect(team.every(({ claimed, capacity }) => claimed <= capacity)).toBe(true);
      for (const operator of team) {
        operator.claimed = 0;
      }
    }
  });
});
