import { saturation } from './bm25.js';
import { isFunctionWord } from './function-words.js';
import { FIELD, type TermTable } from './term-table.js';
import { lengthOf, TERM_KINDS, termsOf } from './terms.js';

/** What the kinds of terms give to a score, by their place in `TERM_KINDS`. */
const KIND_SHARES = [1, 0.5, 0.4];

export interface QuestionTerm {
  /** Undefined where no document has the term. */
  id: number | undefined;
  kind: number;
  count: number;
  rarity: number;
  isFunctionWord: boolean;
  /** What it gives to a score, before saturation; all together 1. */
  weight: number;
}

/** A question, made ready to be compared with the units of a table. */
export interface Question {
  text: string;
  length: number;
  terms: QuestionTerm[];
  /** For each field, the saturation of a term of the question if the question itself were a unit. */
  ownSaturation: number[];
}

export function readQuestion(text: string, table: TermTable): Question {
  const counts = termsOf(text);
  const length = lengthOf(counts);
  const terms = TERM_KINDS.flatMap((kind, kindNumber) =>
    [...counts[kind]].map(([term, count]) => {
      const id = table.idOf(kind, term);
      const rarity = id === undefined ? table.rarityOfUnknown(term) : table.rarityOf(id);
      return { id, kind: kindNumber, count, rarity, isFunctionWord: isFunctionWord(term), weight: 0 };
    }),
  );
  const totals = KIND_SHARES.map((_, kind) =>
    sum(terms.filter((term) => term.kind === kind).map(({ rarity }) => rarity)),
  );
  const shares = KIND_SHARES.map((share, kind) => ((totals[kind] ?? 0) > 0 ? share : 0));
  for (const term of terms) {
    term.weight = (term.rarity * (shares[term.kind] ?? 0)) / (totals[term.kind] ?? 1) / sum(shares);
  }
  return {
    text,
    length,
    terms,
    ownSaturation: Object.values(FIELD).map((field) => saturation(1, table.normOf(length, field))),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
