import { describe, expect, it } from 'vitest';
import { Automaton, PatternList } from './automaton.js';

const unitsOf = (text: string): number[] => Array.from({ length: text.length }, (_, n) => text.charCodeAt(n));

async function automatonOf(words: readonly string[]): Promise<Automaton> {
  const patterns = new PatternList();
  words.forEach((word) => patterns.add(unitsOf(word)));
  return Automaton.build(patterns);
}

function found(automaton: Automaton, words: readonly string[], text: string): string[] {
  const places: string[] = [];
  automaton.scan(Uint16Array.from(unitsOf(text)), text.length, (pattern, start, end) => {
    expect(text.slice(start, end)).toBe(words[pattern]);
    places.push(`${start} ${pattern}`);
  });
  return places.toSorted();
}

function placesOf(words: readonly string[], text: string): string[] {
  return words
    .flatMap((word, pattern) =>
      Array.from({ length: text.length }, (_, start) =>
        text.startsWith(word, start) ? [`${start} ${pattern}`] : [],
      ).flat(),
    )
    .toSorted();
}

describe('the automaton', () => {
  it('finds patterns within, beside and after one another', async () => {
    const words = ['he', 'she', 'his', 'hers', 'e', '赌博', '博彩', '赌博彩'];
    const automaton = await automatonOf(words);
    for (const text of ['ushers', 'shehishers', '网上赌博彩票', 'x', '']) {
      expect(found(automaton, words, text)).toEqual(placesOf(words, text));
    }
  });

  it('finds what a search for each pattern finds, a pattern that is there twice included', async () => {
    let seed = 5;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    const textOf = (length: number): string => Array.from({ length }, () => 'abc'.charAt(random(3))).join('');
    for (let round = 0; round < 40; round++) {
      const words = Array.from({ length: 30 }, () => textOf(1 + random(5)));
      const text = textOf(200);
      expect(found(await automatonOf(words), words, text)).toEqual(placesOf(words, text));
    }
  });

  it('finds nothing where there are no patterns', async () => {
    expect(found(await automatonOf([]), [], 'anything')).toEqual([]);
  });
});
