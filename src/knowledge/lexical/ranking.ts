import { saturation } from './bm25.js';
import type { ScoredDocument } from './evidence.js';
import { GrowingNumbers } from './growing-numbers.js';
import type { Question } from './question.js';
import { FIELD, type TermTable } from './term-table.js';
import { TopUnits } from './top-units.js';

/** How many postings of the question's rarest terms are read to choose who is compared in full. */
const POSTINGS_MAX = 30_000;
/** How many units are compared with the question in full. */
const CANDIDATES_MAX = 150;
/** The best sentence of an answer says more of a match than question and answer as a whole. */
const SENTENCE_SHARE = 2 / 3;
const FIELDS = Object.values(FIELD);

/** Scores the documents of a table. Only those that share the question's rarest terms are compared with all of it. */
export class Ranking {
  private readonly touched = new GrowingNumbers();
  private sums = new Float32Array(0);
  private termWeights = new Float32Array(0);

  constructor(private readonly table: TermTable) {}

  /** The documents that fit best, in no order; `limit` of them at least, if so many share anything with the question. */
  rank(question: Question, limit: number, isAccepted: (document: number) => boolean): ScoredDocument[] {
    let candidates = this.candidates(question, POSTINGS_MAX, isAccepted);
    if (candidates.size < limit) {
      candidates = this.candidates(question, Infinity, isAccepted);
    }
    return this.score(question, candidates);
  }

  /** The given documents compared with the whole question. */
  score(question: Question, documents: Iterable<number>): ScoredDocument[] {
    if (this.termWeights.length < this.table.termsEver) {
      this.termWeights = new Float32Array(Math.ceil(this.table.termsEver * 1.2));
    }
    this.setWeights(question, ({ weight }) => weight);
    const scored = Array.from(documents, (document) => this.scoreOne(question, document));
    this.setWeights(question, () => 0);
    return scored;
  }

  /** The documents of the units with the best sums over the rarest terms. */
  private candidates(
    question: Question,
    postingsMax: number,
    isAccepted: (document: number) => boolean,
  ): ReadonlySet<number> {
    this.addUp(question, postingsMax);
    const { unitDocuments, unitFields } = this.table;
    const top = new TopUnits(CANDIDATES_MAX);
    for (let at = 0; at < this.touched.length; at++) {
      const unit = this.touched.at(at);
      const score = (this.sums[unit] ?? 0) / (question.ownSaturation[unitFields.at(unit)] ?? 1);
      this.sums[unit] = 0;
      if (score > top.threshold && isAccepted(unitDocuments.at(unit))) {
        top.offer(unit, score);
      }
    }
    return new Set(Array.from(top.kept(), (unit) => unitDocuments.at(unit)));
  }

  /** Reads the postings of the rarest terms first. */
  private addUp(question: Question, postingsMax: number): void {
    const { postings, norms } = this.table;
    if (this.sums.length < this.table.units) {
      this.sums = new Float32Array(Math.ceil(this.table.units * 1.2));
    }
    this.touched.length = 0;
    const lists = question.terms
      .flatMap(({ id, weight }) => (id === undefined ? [] : [{ id, weight, size: postings.sizeOf(id) }]))
      .toSorted((a, b) => a.size - b.size);
    let read = 0;
    for (const { id, weight, size } of lists) {
      if (read > 0 && read + size > postingsMax) {
        break;
      }
      read += size;
      postings.addUp(id, weight, norms, { sums: this.sums, touched: this.touched });
    }
  }

  private setWeights({ terms }: Question, weightOf: (term: { weight: number }) => number): void {
    for (const term of terms) {
      if (term.id !== undefined) {
        this.termWeights[term.id] = weightOf(term);
      }
    }
  }

  private scoreOne({ ownSaturation }: Question, document: number): ScoredDocument {
    const { unitFields } = this.table;
    const best = FIELDS.map(() => ({ unit: -1, score: 0 }));
    const end = this.table.firstUnit(document + 1);
    for (let unit = this.table.firstUnit(document); unit < end; unit++) {
      const field = unitFields.at(unit);
      const score = this.unitScore(unit) / (ownSaturation[field] ?? 1);
      if (score > (best[field]?.score ?? 0)) {
        best[field] = { unit, score };
      }
    }
    const [asked = { unit: -1, score: 0 }, whole = asked, sentence = whole] = best;
    const passage = whole.score * (1 - SENTENCE_SHARE) + sentence.score * SENTENCE_SHARE;
    return passage > asked.score
      ? { document, score: passage, unit: sentence.unit < 0 ? whole.unit : sentence.unit, isPassage: true }
      : { document, score: asked.score, unit: asked.unit, isPassage: false };
  }

  private unitScore(unit: number): number {
    const { termStarts, terms, counts, norms } = this.table;
    const norm = norms[unit] ?? 1;
    const end = termStarts.at(unit + 1);
    let score = 0;
    for (let at = termStarts.at(unit); at < end; at++) {
      const weight = this.termWeights[terms.at(at)] ?? 0;
      if (weight > 0) {
        score += weight * saturation(counts.at(at), norm);
      }
    }
    return score;
  }
}
