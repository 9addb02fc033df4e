import { setImmediate } from 'node:timers/promises';
import { isFunctionWord } from './function-words.js';
import { GrowingNumbers } from './growing-numbers.js';
import { mergedTerms, sentencesOf, TERM_KINDS, type TermCounts, type TermKind, termsOf } from './terms.js';

/** Saturation of repeated terms, and weight of a text's length by its field, as in Okapi BM25. */
const K1 = 1.2;
const B = [0.9, 0.75, 0.9];
/** A term of grammar never weighs more than this share of a term that no document has. */
const FUNCTION_WORD_WEIGHT_MAX = 0.3;
/** How long a build may hold the process before it lets others run. */
const SLICE_MS = 5;

/** What the index needs to know of a document; it gives the same object back. */
export interface Searchable {
  question: string;
  similarQuestions: readonly string[];
  answer: string;
}

/** What a unit of text is: one of the questions; question and answer; question and one sentence of the answer. */
export const FIELD = { question: 0, whole: 1, sentence: 2 } as const;
const FIELDS = Object.values(FIELD);

/** How often a term counts that stands `count` times in a unit of that norm. */
export function saturation(count: number, norm: number): number {
  return (count * (K1 + 1)) / (count + norm);
}

/**
 * The texts of all documents in typed arrays: the terms of each unit, and for each term the units that hold it. The
 * units of a document are neighbours. No posting leads to a sentence: what holds its terms is found by the whole.
 */
export class TermTable {
  documents = 0;
  /** The first unit of each document, and the end. */
  documentStarts = new Int32Array(1);
  unitDocuments = new Int32Array(0);
  unitFields = new Int32Array(0);
  /** The norm of each unit for `saturation`. */
  norms = new Float32Array(0);
  /** The first of each unit's terms in `terms`, and the end. */
  termStarts = new Int32Array(1);
  terms = new Int32Array(0);
  counts = new Int32Array(0);
  /** The place of each term's kind in `TERM_KINDS`. */
  termKinds = new Int32Array(0);
  /** How rare each term is, its inverse document frequency; bounded for terms of grammar. */
  weights = new Float32Array(0);
  /** The first of each term's postings in `postingUnits`, and the end. */
  postingStarts = new Int32Array(1);
  postingUnits = new Int32Array(0);
  postingCounts = new Uint8Array(0);
  private readonly ids: Record<TermKind, Map<string, number>> = {
    character: new Map(),
    pair: new Map(),
    word: new Map(),
  };
  private readonly meanLengths = FIELDS.map(() => 1);

  /** Gives way to other work every few milliseconds. */
  static async build(documents: readonly Searchable[]): Promise<TermTable> {
    const table = new TermTable();
    const draft = new Draft(table.ids);
    let sliceEnd = performance.now() + SLICE_MS;
    const breathe = async (): Promise<void> => {
      if (performance.now() > sliceEnd) {
        await setImmediate();
        sliceEnd = performance.now() + SLICE_MS;
      }
    };
    for (const document of documents) {
      draft.add(document);
      await breathe();
    }
    await table.take(draft, documents.length, breathe);
    await table.invert(draft, breathe);
    return table;
  }

  idOf(kind: TermKind, term: string): number | undefined {
    return this.ids[kind].get(term);
  }

  /** How rare a term is that stands in so many documents. Positive for every term, also for one that none has. */
  rarity(term: string, having: number): number {
    const rarity = (count: number): number => Math.log(1 + (this.documents - count + 0.5) / (count + 0.5));
    return isFunctionWord(term) ? Math.min(rarity(having), FUNCTION_WORD_WEIGHT_MAX * rarity(0)) : rarity(having);
  }

  norm(length: number, field: number): number {
    const b = B[field] ?? 0;
    return K1 * (1 - b + (b * length) / (this.meanLengths[field] ?? 1));
  }

  private async take(draft: Draft, documents: number, breathe: () => Promise<void>): Promise<void> {
    this.documents = documents;
    this.documentStarts = draft.documentStarts.toArray();
    this.unitDocuments = draft.unitDocuments.toArray();
    this.unitFields = draft.unitFields.toArray();
    this.termStarts = draft.termStarts.toArray();
    this.terms = draft.terms.toArray();
    this.counts = draft.counts.toArray();
    this.termKinds = draft.termKinds.toArray();
    const having = draft.having.toArray();
    this.weights = new Float32Array(having.length);
    for (const kind of TERM_KINDS) {
      for (const [term, id] of this.ids[kind]) {
        this.weights[id] = this.rarity(term, having[id] ?? 0);
        await breathe();
      }
    }
    const lengths = draft.lengths.toArray();
    for (const field of FIELDS) {
      const ofField = lengths.filter((_, unit) => this.unitFields[unit] === field);
      const total = ofField.reduce((sum, length) => sum + length, 0);
      this.meanLengths[field] = Math.max(1, total / Math.max(1, ofField.length));
      await breathe();
    }
    this.norms = new Float32Array(lengths.length);
    for (const [unit, length] of lengths.entries()) {
      this.norms[unit] = this.norm(length, this.unitFields[unit] ?? 0);
    }
  }

  private async invert(draft: Draft, breathe: () => Promise<void>): Promise<void> {
    const sizes = draft.postings.toArray();
    this.postingStarts = new Int32Array(sizes.length + 1);
    for (const [term, size] of sizes.entries()) {
      this.postingStarts[term + 1] = (this.postingStarts[term] ?? 0) + size;
    }
    const ends = this.postingStarts.slice();
    this.postingUnits = new Int32Array(this.postingStarts.at(-1) ?? 0);
    this.postingCounts = new Uint8Array(this.postingUnits.length);
    for (const [unit, field] of this.unitFields.entries()) {
      if (field === FIELD.sentence) {
        continue;
      }
      for (let at = this.termStarts[unit] ?? 0; at < (this.termStarts[unit + 1] ?? 0); at++) {
        const term = this.terms[at] ?? 0;
        const end = ends[term] ?? 0;
        this.postingUnits[end] = unit;
        this.postingCounts[end] = Math.min(255, this.counts[at] ?? 0);
        ends[term] = end + 1;
      }
      await breathe();
    }
  }
}

/** What grows while documents are read. */
class Draft {
  readonly documentStarts = new GrowingNumbers();
  readonly unitDocuments = new GrowingNumbers();
  readonly unitFields = new GrowingNumbers();
  readonly lengths = new GrowingNumbers();
  readonly termStarts = new GrowingNumbers();
  readonly terms = new GrowingNumbers();
  readonly counts = new GrowingNumbers();
  readonly termKinds = new GrowingNumbers();
  /** In how many documents each term is, and in how many units that have postings. */
  readonly having = new GrowingNumbers();
  readonly postings = new GrowingNumbers();
  private readonly lastDocuments = new GrowingNumbers();
  private documents = 0;

  constructor(private readonly ids: Record<TermKind, Map<string, number>>) {
    this.documentStarts.push(0);
    this.termStarts.push(0);
  }

  add({ question, similarQuestions, answer }: Searchable): void {
    const title = termsOf(question);
    this.addUnit(title, FIELD.question);
    for (const similar of similarQuestions) {
      this.addUnit(termsOf(similar), FIELD.question);
    }
    const sentences = sentencesOf(answer).map(termsOf);
    if (sentences.length > 0) {
      this.addUnit(mergedTerms([title, ...sentences]), FIELD.whole);
      sentences.forEach((sentence) => this.addUnit(mergedTerms([title, sentence]), FIELD.sentence));
    }
    this.documents += 1;
    this.documentStarts.push(this.unitDocuments.length);
  }

  private addUnit(terms: TermCounts, field: number): void {
    for (const [kindNumber, kind] of TERM_KINDS.entries()) {
      for (const [term, count] of terms[kind]) {
        const id = this.idOf(kind, kindNumber, term);
        this.terms.push(id);
        this.counts.push(count);
        if (this.lastDocuments.at(id) !== this.documents) {
          this.lastDocuments.set(id, this.documents);
          this.having.set(id, this.having.at(id) + 1);
        }
        if (field !== FIELD.sentence) {
          this.postings.set(id, this.postings.at(id) + 1);
        }
      }
    }
    this.unitDocuments.push(this.documents);
    this.unitFields.push(field);
    this.lengths.push(lengthOf(terms));
    this.termStarts.push(this.terms.length);
  }

  private idOf(kind: TermKind, kindNumber: number, term: string): number {
    let id = this.ids[kind].get(term);
    if (id === undefined) {
      id = this.termKinds.length;
      this.ids[kind].set(term, id);
      this.termKinds.push(kindNumber);
      this.having.push(0);
      this.postings.push(0);
      this.lastDocuments.push(-1);
    }
    return id;
  }
}

/** In characters of scripts without spaces, and words of others. */
export function lengthOf(terms: TermCounts): number {
  let length = 0;
  for (const count of terms.character.values()) {
    length += count;
  }
  return length;
}
