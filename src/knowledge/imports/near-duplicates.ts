import { normalise } from '../lexical/terms.js';

export interface KnownQuestion {
  externalId: string;
  question: string;
  similarQuestions: readonly string[];
}

export interface Match {
  /** The external id of the other document. */
  of: string;
  /** 1: the same but for spaces, punctuation, script and width. */
  likeness: number;
}

/** The share of their pairs of characters that two questions have in common (Dice) from which they are alike. */
const LIKENESS_MIN = 0.8;
/** A bound on the time of one question, however usual its words are. */
const CANDIDATES_MAX = 2_000;
const NOT_WORDS = /[^\p{L}\p{N}]+/gu;

/**
 * Finds questions that were asked before, the same or nearly, among some hundred thousand. Only the rarest pairs of a
 * question are looked up: two questions that are alike enough share at least one of them.
 */
export class NearDuplicates {
  /** By a question without its punctuation, or a similar question. */
  private readonly exact = new Map<string, number>();
  private readonly externalIds: string[] = [];
  private readonly pairIds = new Map<string, number>();
  private readonly pairsOf: (readonly number[])[] = [];
  private readonly holders: number[][] = [];

  add({ externalId, question, similarQuestions }: KnownQuestion): void {
    const entry = this.externalIds.push(externalId) - 1;
    for (const form of [question, ...similarQuestions].map(plain)) {
      if (form !== '' && !this.exact.has(form)) {
        this.exact.set(form, entry);
      }
    }
    const pairs = Array.from(pairsIn(plain(question)), (pair) => this.idOf(pair));
    this.pairsOf.push(pairs);
    pairs.forEach((pair) => this.holders[pair]?.push(entry));
  }

  /** The likest question of another document. */
  find({ externalId, question, similarQuestions }: KnownQuestion): Match | undefined {
    for (const form of [question, ...similarQuestions].map(plain)) {
      const entry = this.exact.get(form);
      if (entry !== undefined && this.externalIds[entry] !== externalId) {
        return { of: this.externalIds[entry] ?? '', likeness: 1 };
      }
    }
    return this.findNear(externalId, pairsIn(plain(question)));
  }

  private findNear(externalId: string, wanted: ReadonlySet<string>): Match | undefined {
    const count = wanted.size;
    const known = new Set(Array.from(wanted, (pair) => this.pairIds.get(pair)).filter((id) => id !== undefined));
    // Alike means 2 · common ≥ LIKENESS_MIN · (count + other), and other ≥ common.
    const commonMin = Math.ceil((LIKENESS_MIN * count) / (2 - LIKENESS_MIN));
    if (known.size < commonMin) {
      return undefined;
    }
    const rarest = [...known].toSorted((left, right) => this.frequency(left) - this.frequency(right));
    let best: Match | undefined;
    for (const entry of this.candidates(rarest.slice(0, known.size - commonMin + 1), count)) {
      const pairs = this.pairsOf[entry] ?? [];
      const of = this.externalIds[entry] ?? '';
      const common = pairs.reduce((sum, pair) => sum + Number(known.has(pair)), 0);
      const likeness = (2 * common) / (pairs.length + count);
      if (of !== externalId && likeness >= LIKENESS_MIN && likeness > (best?.likeness ?? 0)) {
        best = { of, likeness };
      }
    }
    return best === undefined ? undefined : { ...best, likeness: Math.round(best.likeness * 100) / 100 };
  }

  /** Those that hold one of the pairs, and are neither too long nor too short to be alike. */
  private candidates(pairs: readonly number[], count: number): Set<number> {
    const candidates = new Set<number>();
    for (const pair of pairs) {
      for (const entry of this.holders[pair] ?? []) {
        const other = this.pairsOf[entry]?.length ?? 0;
        if (2 * Math.min(other, count) >= LIKENESS_MIN * (other + count)) {
          candidates.add(entry);
          if (candidates.size === CANDIDATES_MAX) {
            return candidates;
          }
        }
      }
    }
    return candidates;
  }

  private frequency(pair: number): number {
    return this.holders[pair]?.length ?? 0;
  }

  private idOf(pair: string): number {
    const known = this.pairIds.get(pair);
    if (known !== undefined) {
      return known;
    }
    const id = this.holders.push([]) - 1;
    this.pairIds.set(pair, id);
    return id;
  }
}

function plain(question: string): string {
  return normalise(question).replaceAll(NOT_WORDS, '');
}

/** Each pair of neighbouring characters, once; a single character is one by itself. */
function pairsIn(text: string): ReadonlySet<string> {
  const characters = Array.from(text);
  return characters.length === 1
    ? new Set(characters)
    : new Set(characters.slice(1).map((character, index) => `${characters[index]}${character}`));
}
