import { setImmediate } from 'node:timers/promises';
import { Postings } from './postings.js';
import { countedTermsOf } from './terms.js';

/** Saturation of repeated terms and weight of a text's length, as in Okapi BM25. */
const K1 = 1.2;
const B = 0.75;
/** What is written in an answer says less of what it answers than a question does. */
const ANSWER_WEIGHT = 0.2;
/** How long a build may hold the process before it lets others run. */
const SLICE_MS = 5;

/** What the index needs to know of a document; it gives the same object back. */
export interface Searchable {
  question: string;
  similarQuestions: readonly string[];
  answer: string;
}

export interface Match<Document> {
  document: Document;
  /** The score relative to that of the question against itself: 1 is an exact match. */
  score: number;
}

/** What the first match looks like; all from 0 to 1. */
export interface Evidence {
  /** The score of the first match, relative to that of the question against itself. */
  score: number;
  /** How far the first is ahead of the second, on the same scale. */
  lead: number;
  /** Likeness in both directions, the cosine of the weighted terms: low when the matched question says much more. */
  likeness: number;
}

export interface SearchResult<Document> {
  /** Best first. */
  matches: Match<Document>[];
  evidence: Evidence;
}

const NO_EVIDENCE: Evidence = { score: 0, lead: 0, likeness: 0 };

interface Unit {
  document: number;
  isAnswer: boolean;
  length: number;
  /** The length of the vector of weighted terms; set when the build is complete. */
  norm: number;
}

/**
 * BM25 in memory. Each question of a document is scored by itself and the best counts, so that a document is not
 * punished for having many ways of being asked; the answer adds a little.
 */
export class LexicalIndex<Document extends Searchable> {
  private readonly postings = new Map<string, Postings>();
  private readonly units: Unit[] = [];
  private readonly meanLength = { question: 1, answer: 1 };

  private constructor(private readonly documents: readonly Document[]) {}

  /** Gives way to other work every few milliseconds. */
  static async build<Document extends Searchable>(documents: readonly Document[]): Promise<LexicalIndex<Document>> {
    const index = new LexicalIndex(documents);
    let sliceEnd = performance.now() + SLICE_MS;
    const breathe = async (): Promise<void> => {
      if (performance.now() > sliceEnd) {
        await setImmediate();
        sliceEnd = performance.now() + SLICE_MS;
      }
    };
    for (const [number, document] of documents.entries()) {
      index.add(number, document);
      await breathe();
    }
    index.measureLengths();
    for (const postings of index.postings.values()) {
      index.addToNorms(postings);
      await breathe();
    }
    return index;
  }

  get size(): number {
    return this.documents.length;
  }

  search(query: string, limit: number, accepts: (document: Document) => boolean): SearchResult<Document> {
    const counts = countedTermsOf(query);
    const self = this.scoreAgainstItself(counts);
    const found = this.bestQuestions(counts);
    const ranked = [...found]
      .map(([number, { question, answer }]) => ({ number, question, total: (question.score + answer) / self }))
      .filter(({ number, total }) => total > 0 && accepts(this.document(number)))
      .toSorted((a, b) => b.total - a.total || a.number - b.number);
    const [first, second] = ranked;
    return {
      matches: ranked
        .slice(0, limit)
        .map(({ number, total }) => ({ document: this.document(number), score: Math.min(1, total) })),
      evidence: first === undefined ? NO_EVIDENCE : this.evidence(counts, first, second?.total ?? 0),
    };
  }

  private add(number: number, document: Document): void {
    this.addUnit(number, document.question, false);
    for (const question of document.similarQuestions) {
      this.addUnit(number, question, false);
    }
    this.addUnit(number, document.answer, true);
  }

  private addUnit(document: number, text: string, isAnswer: boolean): void {
    const counts = countedTermsOf(text);
    const unit = this.units.push({ document, isAnswer, length: lengthOf(counts), norm: 0 }) - 1;
    for (const [term, count] of counts) {
      let postings = this.postings.get(term);
      if (postings === undefined) {
        postings = new Postings();
        this.postings.set(term, postings);
      }
      postings.add(unit, count, document);
    }
  }

  private measureLengths(): void {
    for (const field of ['question', 'answer'] as const) {
      const lengths = this.units.filter((unit) => unit.isAnswer === (field === 'answer')).map(({ length }) => length);
      const total = lengths.reduce((sum, length) => sum + length, 0);
      this.meanLength[field] = Math.max(1, total / Math.max(1, lengths.length));
    }
  }

  private addToNorms(postings: Postings): void {
    const weight = this.weight(postings);
    postings.forEach((number, count) => {
      const unit = this.unit(number);
      unit.norm = Math.hypot(unit.norm, weight * count);
    });
  }

  /** How rare a term is: the inverse document frequency. Positive for every term, also for one that none has. */
  private weight(postings: Postings | undefined): number {
    const having = postings?.documents ?? 0;
    return Math.log(1 + (this.documents.length - having + 0.5) / (having + 0.5));
  }

  private saturation(count: number, unit: Pick<Unit, 'length' | 'isAnswer'>): number {
    const mean = unit.isAnswer ? this.meanLength.answer : this.meanLength.question;
    return (count * (K1 + 1)) / (count + K1 * (1 - B + (B * unit.length) / mean));
  }

  private scoreAgainstItself(counts: ReadonlyMap<string, number>): number {
    const length = lengthOf(counts);
    let score = 0;
    for (const [term, count] of counts) {
      score += this.weight(this.postings.get(term)) * this.saturation(count, { length, isAnswer: false });
    }
    return score;
  }

  /** For each document that has any of the terms: its best question, and what its answer adds. */
  private bestQuestions(counts: ReadonlyMap<string, number>): Map<number, Found> {
    const scores = new Map<number, number>();
    for (const term of counts.keys()) {
      const postings = this.postings.get(term);
      if (postings === undefined) {
        continue;
      }
      const weight = this.weight(postings);
      postings.forEach((number, count) => {
        const gain = weight * this.saturation(count, this.unit(number));
        scores.set(number, (scores.get(number) ?? 0) + gain);
      });
    }
    return this.byDocument(scores);
  }

  private byDocument(scores: ReadonlyMap<number, number>): Map<number, Found> {
    const found = new Map<number, Found>();
    for (const [number, score] of scores) {
      const { document, isAnswer } = this.unit(number);
      const entry = found.get(document) ?? { question: { unit: undefined, score: 0 }, answer: 0 };
      if (isAnswer) {
        entry.answer = score * ANSWER_WEIGHT;
      } else if (score > entry.question.score) {
        entry.question = { unit: number, score };
      }
      found.set(document, entry);
    }
    return found;
  }

  private evidence(counts: ReadonlyMap<string, number>, first: Ranked, second: number): Evidence {
    const score = Math.min(1, first.total);
    const lead = Math.max(0, score - second);
    const { unit } = first.question;
    if (unit === undefined) {
      return { score, lead, likeness: 0 };
    }
    let norm = 0;
    let product = 0;
    for (const [term, count] of counts) {
      const postings = this.postings.get(term);
      const weight = this.weight(postings);
      const there = postings?.countIn(unit) ?? 0;
      norm = Math.hypot(norm, weight * count);
      product += weight * weight * count * there;
    }
    return { score, lead, likeness: Math.min(1, product / (norm * this.unit(unit).norm)) };
  }

  private document(number: number): Document {
    const document = this.documents[number];
    if (document === undefined) {
      throw new RangeError(`no document ${number}`);
    }
    return document;
  }

  private unit(number: number): Unit {
    const unit = this.units[number];
    if (unit === undefined) {
      throw new RangeError(`no unit ${number}`);
    }
    return unit;
  }
}

interface Found {
  question: { unit: number | undefined; score: number };
  answer: number;
}

interface Ranked {
  question: { unit: number | undefined };
  total: number;
}

function lengthOf(counts: ReadonlyMap<string, number>): number {
  let length = 0;
  for (const count of counts.values()) {
    length += count;
  }
  return length;
}
