import { type Evidence, NO_EVIDENCE, type ScoredDocument, weighEvidence } from './evidence.js';
import { type Question, readQuestion } from './question.js';
import { FIELD, saturation, type Searchable, TermTable } from './term-table.js';
import { TopUnits } from './top-units.js';

/** How many postings of the question's rarest terms are read to choose who is compared in full. */
const POSTINGS_MAX = 30_000;
/** How many units are compared with the question in full. */
const CANDIDATES_MAX = 150;
/** The best sentence of an answer says more of a match than question and answer as a whole. */
const SENTENCE_SHARE = 2 / 3;

export interface Match<Document> {
  document: Document;
  /** The score relative to that of the question against itself: 1 is an exact match. */
  score: number;
}

export interface SearchResult<Document> {
  /** Best first. */
  matches: Match<Document>[];
  evidence: Evidence;
}

/**
 * BM25 in memory over characters, pairs of characters and words. Each question of a document is scored by itself and
 * the best counts, so that a document is not punished for having many ways of being asked; so is each sentence of its
 * answer. Only the documents that share the question's rarest terms are compared with all of it.
 */
export class LexicalIndex<Document extends Searchable> {
  private readonly sums: Float32Array;
  private readonly touched: Int32Array;
  private readonly termWeights: Float32Array;

  private constructor(
    private readonly documents: readonly Document[],
    private readonly table: TermTable,
  ) {
    this.sums = new Float32Array(table.unitFields.length);
    this.touched = new Int32Array(table.unitFields.length);
    this.termWeights = new Float32Array(table.weights.length);
  }

  /** Gives way to other work every few milliseconds. */
  static async build<Document extends Searchable>(documents: readonly Document[]): Promise<LexicalIndex<Document>> {
    return new LexicalIndex(documents, await TermTable.build(documents));
  }

  get size(): number {
    return this.documents.length;
  }

  search(query: string, limit: number, accepts: (document: Document) => boolean): SearchResult<Document> {
    const question = readQuestion(query, this.table);
    const isAccepted = (document: number): boolean => accepts(this.document(document));
    let candidates = this.candidates(question, POSTINGS_MAX, isAccepted);
    if (candidates.size < limit) {
      candidates = this.candidates(question, Infinity, isAccepted);
    }
    const ranked = this.scored(question, candidates);
    return {
      matches: ranked
        .slice(0, limit)
        .map(({ document, score }) => ({ document: this.document(document), score: Math.min(1, score) })),
      evidence: ranked.length === 0 ? NO_EVIDENCE : weighEvidence(question, ranked, this.table),
    };
  }

  /** The documents of the units with the best sums over the rarest terms. */
  private candidates(
    question: Question,
    postingsMax: number,
    isAccepted: (document: number) => boolean,
  ): ReadonlySet<number> {
    const touched = this.addUp(question, postingsMax);
    const { unitDocuments, unitFields } = this.table;
    const top = new TopUnits(CANDIDATES_MAX);
    for (let at = 0; at < touched; at++) {
      const unit = this.touched[at] ?? 0;
      const score = (this.sums[unit] ?? 0) / (question.ownSaturation[unitFields[unit] ?? 0] ?? 1);
      this.sums[unit] = 0;
      if (score > top.threshold && isAccepted(unitDocuments[unit] ?? 0)) {
        top.offer(unit, score);
      }
    }
    return new Set(Array.from(top.kept(), (unit) => unitDocuments[unit] ?? 0));
  }

  /** Reads the postings of the rarest terms first, and returns how many units were touched. */
  private addUp(question: Question, postingsMax: number): number {
    const { postingStarts, postingUnits, postingCounts, norms } = this.table;
    const { sums, touched } = this;
    const lists = question.terms
      .map(({ id = -1, weight }) => ({ weight, start: postingStarts[id] ?? 0, end: postingStarts[id + 1] ?? 0, id }))
      .filter(({ id }) => id >= 0)
      .toSorted((a, b) => a.end - a.start - (b.end - b.start));
    let units = 0;
    let read = 0;
    for (const { weight, start, end } of lists) {
      if (read > 0 && read + end - start > postingsMax) {
        break;
      }
      read += end - start;
      for (let at = start; at < end; at++) {
        const unit = postingUnits[at] ?? 0;
        const sum = sums[unit] ?? 0;
        if (sum === 0) {
          touched[units++] = unit;
        }
        sums[unit] = sum + weight * saturation(postingCounts[at] ?? 0, norms[unit] ?? 1);
      }
    }
    return units;
  }

  /** Each document compared with the whole question, best first. */
  private scored(question: Question, documents: ReadonlySet<number>): ScoredDocument[] {
    for (const { id, weight } of question.terms) {
      if (id !== undefined) {
        this.termWeights[id] = weight;
      }
    }
    const scored = [...documents].map((document) => this.score(question, document));
    for (const { id } of question.terms) {
      if (id !== undefined) {
        this.termWeights[id] = 0;
      }
    }
    return scored.toSorted((a, b) => b.score - a.score || a.document - b.document);
  }

  private score({ ownSaturation }: Question, document: number): ScoredDocument {
    const { documentStarts, unitFields } = this.table;
    const best = Object.values(FIELD).map(() => ({ unit: -1, score: 0 }));
    for (let unit = documentStarts[document] ?? 0; unit < (documentStarts[document + 1] ?? 0); unit++) {
      const field = unitFields[unit] ?? 0;
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
    const end = termStarts[unit + 1] ?? 0;
    let score = 0;
    for (let at = termStarts[unit] ?? 0; at < end; at++) {
      const weight = this.termWeights[terms[at] ?? 0] ?? 0;
      if (weight > 0) {
        score += weight * saturation(counts[at] ?? 0, norm);
      }
    }
    return score;
  }

  private document(number: number): Document {
    const document = this.documents[number];
    if (document === undefined) {
      throw new RangeError(`no document ${number}`);
    }
    return document;
  }
}
