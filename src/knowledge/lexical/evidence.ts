import type { Question } from './question.js';
import { saturation, type TermTable } from './term-table.js';
import { TERM_KINDS } from './terms.js';

/** What speaks for and against the first match, mostly from 0 to 1. */
export interface Evidence {
  /** The score of the first match, relative to that of the question against itself. */
  score: number;
  /** How far the first is ahead of the second, on the same scale, and as a share of the first. */
  lead: number;
  relativeLead: number;
  /** How far the first is ahead of the mean of the ten best, as a share of the first. */
  prominence: number;
  /** Likeness in both directions, the cosine of the weighted terms: low when the matched text says much more. */
  likeness: number;
  /** The share of the question's weight that the match has, by characters but those of grammar, and by pairs. */
  characterCover: number;
  pairCover: number;
  /** The share of the match's weight that the question has. */
  matchCover: number;
  /** The share of the kinds of terms that by themselves would put it first. */
  agreement: number;
  /** The share of the question's characters that no document has. */
  unknown: number;
  /** 1 if it was found by its answer, 0 by a question. */
  passage: number;
  /** The logarithm of the length of the question, relative to some ten characters. */
  length: number;
  /** How small the base is: 1 with one document, 0 with very many. */
  smallness: number;
}

export interface ScoredDocument {
  document: number;
  score: number;
  /** The unit that matched best. */
  unit: number;
  /** Whether it matched by its answer. */
  isPassage: boolean;
}

export const NO_EVIDENCE: Evidence = {
  score: 0,
  lead: 0,
  relativeLead: 0,
  prominence: 0,
  likeness: 0,
  characterCover: 0,
  pairCover: 0,
  matchCover: 0,
  agreement: 0,
  unknown: 1,
  passage: 0,
  length: 0,
  smallness: 0,
};

const RIVALS = 10;

/** Documents are best first, and there is one at least. */
export function weighEvidence(question: Question, ranked: readonly ScoredDocument[], table: TermTable): Evidence {
  const [first, second] = ranked;
  if (first === undefined || first.score === 0) {
    return NO_EVIDENCE;
  }
  const rivals = ranked.slice(0, RIVALS);
  const mean = rivals.reduce((sum, { score }) => sum + score, 0) / RIVALS;
  const lead = first.score - (second?.score ?? 0);
  return {
    score: Math.min(1, first.score),
    lead: Math.min(1, lead),
    relativeLead: lead / first.score,
    prominence: 1 - mean / first.score,
    ...overlap(question, first.unit, table),
    agreement: agreement(question, rivals, table),
    passage: first.isPassage ? 1 : 0,
    length: Math.log((question.length + 1) / 10),
    smallness: 1 / (1 + Math.log(Math.max(1, table.documents))),
  };
}

type Overlap = Pick<Evidence, 'likeness' | 'characterCover' | 'pairCover' | 'matchCover' | 'unknown'>;

function overlap(question: Question, unit: number, table: TermTable): Overlap {
  const counts = countsOf(unit, table);
  let product = 0;
  let questionNorm = 0;
  let shared = 0;
  let unknown = 0;
  const asked = [0, 0, 0];
  const covered = [0, 0, 0];
  for (const { id = -1, kind, rarity, count, isFunctionWord } of question.terms) {
    const there = counts.get(id) ?? 0;
    product += rarity * rarity * damped(count) * damped(there);
    questionNorm += (rarity * damped(count)) ** 2;
    unknown += kind === 0 && id < 0 ? 1 : 0;
    shared += there > 0 ? rarity : 0;
    if (!isFunctionWord) {
      asked[kind] = (asked[kind] ?? 0) + rarity;
      covered[kind] = (covered[kind] ?? 0) + (there > 0 ? rarity : 0);
    }
  }
  let unitNorm = 0;
  let total = 0;
  for (const [id, count] of counts) {
    const weight = table.weights[id] ?? 0;
    unitNorm += (weight * damped(count)) ** 2;
    total += weight;
  }
  const characters = question.terms.filter(({ kind }) => kind === 0).length;
  return {
    likeness: Math.min(1, ratio(product, Math.sqrt(questionNorm * unitNorm))),
    characterCover: ratio(covered[0] ?? 0, asked[0] ?? 0),
    pairCover: ratio(covered[1] ?? 0, asked[1] ?? 0),
    matchCover: ratio(shared, total),
    unknown: ratio(unknown, characters),
  };
}

/** Of the kinds of terms, the share by which none of the rivals is better than the first. */
function agreement(question: Question, rivals: readonly ScoredDocument[], table: TermTable): number {
  const scores = rivals.map(({ unit }) => {
    const counts = countsOf(unit, table);
    const norm = table.norms[unit] ?? 1;
    const sums = TERM_KINDS.map(() => 0);
    for (const { id = -1, kind, weight } of question.terms) {
      sums[kind] = (sums[kind] ?? 0) + weight * saturation(counts.get(id) ?? 0, norm);
    }
    return sums;
  });
  const [first = [], ...others] = scores;
  const agreeing = first.filter((score, kind) => score > 0 && others.every((other) => (other[kind] ?? 0) <= score));
  return agreeing.length / TERM_KINDS.length;
}

function countsOf(unit: number, { termStarts, terms, counts }: TermTable): Map<number, number> {
  const found = new Map<number, number>();
  for (let at = termStarts[unit] ?? 0; at < (termStarts[unit + 1] ?? 0); at++) {
    found.set(terms[at] ?? 0, counts[at] ?? 0);
  }
  return found;
}

function damped(count: number): number {
  return count === 0 ? 0 : 1 + Math.log(count);
}

function ratio(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}
