import { compareOrder, type OrderEvidence } from './order.js';
import type { Question, QuestionTerm } from './question.js';
import type { TermTable } from './term-table.js';
import { TERM_KINDS } from './terms.js';

/** What speaks for and against the first match, mostly from 0 to 1. */
export interface Evidence extends OrderEvidence {
  /** The score of the first match, relative to that of the question against itself. */
  score: number;
  /** How far the first is ahead of the second, on the same scale, and as a share of the first. */
  lead: number;
  relativeLead: number;
  /** Likeness in both directions, the cosine of the weighted terms: low when the matched text says much more. */
  likeness: number;
  /** The share of the question's weight that the match has, by characters and by pairs but those of grammar. */
  characterCover: number;
  pairCover: number;
  /** The share of the question's pairs that the document has anywhere, and how many the match has, as a logarithm. */
  documentPairCover: number;
  sharedPairs: number;
  /** The share of the match's weight, but that of grammar, that the question has. */
  matchCover: number;
  /** The share of the question's characters that no document has. */
  unknown: number;
  /** 1 if it was found by its answer, 0 by a question. */
  passage: number;
  /** The logarithm of the length of the question, relative to some ten characters. */
  length: number;
  /** Below 1 if the question was found by another reading than its own words. */
  certainty: number;
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
  likeness: 0,
  characterCover: 0,
  pairCover: 0,
  documentPairCover: 0,
  sharedPairs: 0,
  matchCover: 0,
  order: 0,
  tripleCover: 0,
  unknown: 1,
  passage: 0,
  length: 0,
  certainty: 1,
};

const CHARACTER = TERM_KINDS.indexOf('character');
const PAIR = TERM_KINDS.indexOf('pair');

/** For the first of the ranked documents, beside the second; `text` is that of the first one's best unit. */
export function weighEvidence(
  question: Question,
  [first, second]: readonly [ScoredDocument, ...ScoredDocument[]],
  text: string,
  table: TermTable,
): Evidence {
  const lead = first.score - (second?.score ?? 0);
  return {
    score: Math.min(1, first.score),
    lead: Math.min(1, lead),
    relativeLead: Math.max(-1, lead / first.score),
    ...overlap(question, first, table),
    ...compareOrder(question.text, text),
    passage: first.isPassage ? 1 : 0,
    length: Math.log((question.length + 1) / 10),
    certainty: 1,
  };
}

type Overlap = Pick<
  Evidence,
  'likeness' | 'characterCover' | 'pairCover' | 'documentPairCover' | 'sharedPairs' | 'matchCover' | 'unknown'
>;

function overlap({ terms }: Question, { unit, document }: ScoredDocument, table: TermTable): Overlap {
  const match = new Map(table.countsOf(unit));
  const whole = new Map(table.countsOf(table.wholeUnit(document) ?? unit));
  const isThere = ({ id = -1 }: QuestionTerm): boolean => match.has(id);
  const isAnywhere = ({ id = -1 }: QuestionTerm): boolean => match.has(id) || whole.has(id);
  const isUnknown = ({ id }: QuestionTerm): boolean => id === undefined;
  const termsOf = (wanted: number): QuestionTerm[] => terms.filter(({ kind }) => kind === wanted);
  const contentOf = (wanted: number): QuestionTerm[] => termsOf(wanted).filter((term) => !term.isFunctionWord);
  return {
    ...likeness(terms, match, table),
    characterCover: share(contentOf(CHARACTER), isThere, rarityOf),
    pairCover: share(contentOf(PAIR), isThere, rarityOf),
    documentPairCover: share(termsOf(PAIR), isAnywhere, () => 1),
    sharedPairs: Math.log(1 + termsOf(PAIR).filter(isThere).length),
    unknown: share(termsOf(CHARACTER), isUnknown, () => 1),
  };
}

/** Both ways between the question's terms and those of the match. */
function likeness(
  terms: readonly QuestionTerm[],
  match: ReadonlyMap<number, number>,
  table: TermTable,
): Pick<Evidence, 'likeness' | 'matchCover'> {
  let product = 0;
  let questionNorm = 0;
  let shared = 0;
  for (const { id = -1, rarity, count, isFunctionWord } of terms) {
    const there = match.get(id) ?? 0;
    product += rarity * rarity * damped(count) * damped(there);
    questionNorm += (rarity * damped(count)) ** 2;
    shared += there > 0 && !isFunctionWord ? rarity : 0;
  }
  let matchNorm = 0;
  let total = 0;
  for (const [id, count] of match) {
    const rarity = table.rarityOf(id);
    matchNorm += (rarity * damped(count)) ** 2;
    total += table.isOfGrammar(id) ? 0 : rarity;
  }
  return {
    likeness: Math.min(1, ratio(product, Math.sqrt(questionNorm * matchNorm))),
    matchCover: ratio(shared, total),
  };
}

function rarityOf({ rarity }: QuestionTerm): number {
  return rarity;
}

/** Of the summed weight of the terms, the share of those that are meant. */
function share(
  terms: readonly QuestionTerm[],
  isMeant: (term: QuestionTerm) => boolean,
  weightOf: (term: QuestionTerm) => number,
): number {
  const sum = (some: readonly QuestionTerm[]): number => some.reduce((total, term) => total + weightOf(term), 0);
  return ratio(sum(terms.filter(isMeant)), sum(terms));
}

function damped(count: number): number {
  return count === 0 ? 0 : 1 + Math.log(count);
}

function ratio(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}
