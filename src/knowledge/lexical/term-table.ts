import { unitNorm } from './bm25.js';
import { isFunctionWord } from './function-words.js';
import { GrowingNumbers } from './growing-numbers.js';
import { Postings } from './postings.js';
import { Slices } from './slices.js';
import { lengthOf, mergedTerms, sentencesOf, TERM_KINDS, type TermCounts, type TermKind, termsOf } from './terms.js';

/** The weight of a text's length, by its field. */
const B = [0.9, 0.75, 0.9];
/** A term of grammar never weighs more than this share of a term that no document has. */
const FUNCTION_WORD_WEIGHT_MAX = 0.3;

/** What the index needs to know of a document; it gives the same object back. */
export interface Searchable {
  question: string;
  similarQuestions: readonly string[];
  answer: string;
}

/** What a unit of text is: one of the questions; question and answer; question and one sentence of the answer. */
export const FIELD = { question: 0, whole: 1, sentence: 2 } as const;
const FIELDS = Object.values(FIELD);

/**
 * The texts of all documents in typed arrays: the terms of each unit, and for each term the units that hold it. The
 * units of a document are neighbours. No posting leads to a sentence: what holds its terms is found by the whole.
 * A removed document leaves its units behind, but counts for nothing.
 */
export class TermTable {
  /** How many documents count, and how many were ever added: a document's number is below that. */
  documents = 0;
  documentsEver = 0;
  readonly postings = new Postings();
  readonly unitDocuments = new GrowingNumbers();
  readonly unitFields = new GrowingNumbers();
  /** The first of each unit's terms in `terms`, and the end. */
  readonly termStarts = new GrowingNumbers();
  readonly terms = new GrowingNumbers();
  readonly counts = new GrowingNumbers();
  /** The first unit of each document, and the end. */
  private readonly documentStarts = new GrowingNumbers();
  private readonly lengths = new GrowingNumbers();
  /** Of each term: in how many documents it is, the last of them, and 1 if it is of grammar. */
  private readonly having = new GrowingNumbers();
  private readonly lastDocuments = new GrowingNumbers();
  private readonly ofGrammar = new GrowingNumbers();
  private readonly ids: Record<TermKind, Map<string, number>> = {
    character: new Map(),
    pair: new Map(),
    word: new Map(),
  };
  /** Of each field: how many units count, and the sum of their lengths. */
  private readonly fieldUnits = FIELDS.map(() => 0);
  private readonly fieldLengths = FIELDS.map(() => 0);
  private unitNorms = new Float32Array(0);
  private areNormsStale = true;

  constructor() {
    this.documentStarts.push(0);
    this.termStarts.push(0);
  }

  /** Gives way to other work every few milliseconds. */
  static async build(documents: readonly Searchable[]): Promise<TermTable> {
    const table = new TermTable();
    const slices = new Slices();
    for (const document of documents) {
      table.append(document, (term) => table.postings.expect(term));
      await slices.next();
    }
    await table.postings.pack(
      {
        units: table.units,
        starts: table.termStarts,
        terms: table.terms,
        counts: table.counts,
        isPosted: (unit) => table.unitFields.at(unit) !== FIELD.sentence,
      },
      slices,
    );
    table.terms.trim();
    table.counts.trim();
    return table;
  }

  get units(): number {
    return this.unitDocuments.length;
  }

  /** How many terms were ever seen: a term's number is below that. */
  get termsEver(): number {
    return this.having.length;
  }

  /** The norm of each unit for `saturation`. */
  get norms(): Float32Array {
    if (this.areNormsStale) {
      this.renewNorms();
    }
    return this.unitNorms;
  }

  /** Returns the document's number. */
  add(document: Searchable): number {
    this.append(document, (term, unit, count) => this.postings.add(term, unit, count));
    return this.documentsEver - 1;
  }

  /** Only to be called once for a document. */
  remove(document: number): void {
    const terms = new Set<number>();
    for (let unit = this.firstUnit(document); unit < this.firstUnit(document + 1); unit++) {
      this.countUnit(unit, -1);
      for (let at = this.termStarts.at(unit); at < this.termStarts.at(unit + 1); at++) {
        terms.add(this.terms.at(at));
      }
    }
    terms.forEach((term) => this.having.increase(term, -1));
    this.documents -= 1;
  }

  /** Undefined where no document has the term. */
  idOf(kind: TermKind, term: string): number | undefined {
    const id = this.ids[kind].get(term);
    return id === undefined || this.having.at(id) === 0 ? undefined : id;
  }

  /** How many documents have the term. */
  havingOf(kind: TermKind, term: string): number {
    const id = this.ids[kind].get(term);
    return id === undefined ? 0 : this.having.at(id);
  }

  /** All terms of the kind, in the order in which they were first seen. */
  termsOf(kind: TermKind): Iterable<string> {
    return this.ids[kind].keys();
  }

  /** The first of the document's units. */
  firstUnit(document: number): number {
    return this.documentStarts.at(document);
  }

  /** The unit of the document's question and answer; undefined if it has no answer. */
  wholeUnit(document: number): number | undefined {
    for (let unit = this.firstUnit(document); unit < this.firstUnit(document + 1); unit++) {
      if (this.unitFields.at(unit) === FIELD.whole) {
        return unit;
      }
    }
    return undefined;
  }

  /** The unit's terms, each with how often it stands there. */
  countsOf(unit: number): [term: number, count: number][] {
    const start = this.termStarts.at(unit);
    return Array.from({ length: this.termStarts.at(unit + 1) - start }, (_, place) => [
      this.terms.at(start + place),
      this.counts.at(start + place),
    ]);
  }

  isOfGrammar(term: number): boolean {
    return this.ofGrammar.at(term) === 1;
  }

  /** How rare a term is, its inverse document frequency; bounded for terms of grammar. */
  rarityOf(term: number): number {
    return this.rarity(this.having.at(term), this.isOfGrammar(term));
  }

  /** How rare a term is that no document has. */
  rarityOfUnknown(term: string): number {
    return this.rarity(0, isFunctionWord(term));
  }

  /** The norm of a unit of that length for `saturation`. */
  normOf(length: number, field: number): number {
    const mean = (this.fieldLengths[field] ?? 0) / Math.max(1, this.fieldUnits[field] ?? 0);
    return unitNorm(length / Math.max(1, mean), B[field] ?? 0);
  }

  /** Positive for every term, also for one that all documents have. */
  private rarity(having: number, isOfGrammar: boolean): number {
    const rarity = (count: number): number => Math.log(1 + (this.documents - count + 0.5) / (count + 0.5));
    return isOfGrammar ? Math.min(rarity(having), FUNCTION_WORD_WEIGHT_MAX * rarity(0)) : rarity(having);
  }

  private append({ question, similarQuestions, answer }: Searchable, post: Post): void {
    const title = termsOf(question);
    const others = similarQuestions.map(termsOf);
    const sentences = sentencesOf(answer).map(termsOf);
    [title, ...others].forEach((terms) => this.addUnit(terms, FIELD.question, post));
    if (sentences.length > 0) {
      this.addUnit(mergedTerms([title, ...sentences]), FIELD.whole, post);
      sentences.forEach((sentence) => this.addUnit(mergedTerms([title, sentence]), FIELD.sentence, post));
    }
    this.documents += 1;
    this.documentsEver += 1;
    this.documentStarts.push(this.units);
  }

  private addUnit(terms: TermCounts, field: number, post: Post): void {
    const unit = this.units;
    for (const kind of TERM_KINDS) {
      for (const [term, count] of terms[kind]) {
        const id = this.ids[kind].get(term) ?? this.addTerm(kind, term);
        this.terms.push(id);
        this.counts.push(count);
        if (this.lastDocuments.at(id) !== this.documentsEver) {
          this.lastDocuments.set(id, this.documentsEver);
          this.having.increase(id, 1);
        }
        if (field !== FIELD.sentence) {
          post(id, unit, count);
        }
      }
    }
    this.unitDocuments.push(this.documentsEver);
    this.unitFields.push(field);
    this.lengths.push(lengthOf(terms));
    this.termStarts.push(this.terms.length);
    this.countUnit(unit, 1);
  }

  private addTerm(kind: TermKind, term: string): number {
    const id = this.having.length;
    this.ids[kind].set(term, id);
    this.having.push(0);
    this.lastDocuments.push(-1);
    this.ofGrammar.push(isFunctionWord(term) ? 1 : 0);
    this.postings.addTerm();
    return id;
  }

  private countUnit(unit: number, by: number): void {
    const field = this.unitFields.at(unit);
    this.fieldUnits[field] = (this.fieldUnits[field] ?? 0) + by;
    this.fieldLengths[field] = (this.fieldLengths[field] ?? 0) + by * this.lengths.at(unit);
    this.areNormsStale = true;
  }

  /** All of them change a little with each document, as they are relative to the mean. */
  private renewNorms(): void {
    if (this.unitNorms.length < this.units) {
      this.unitNorms = new Float32Array(Math.ceil(this.units * 1.2));
    }
    for (let unit = 0; unit < this.units; unit++) {
      this.unitNorms[unit] = this.normOf(this.lengths.at(unit), this.unitFields.at(unit));
    }
    this.areNormsStale = false;
  }
}

/** The text of one of a document's units, counted from its first. */
export function unitText({ question, similarQuestions, answer }: Searchable, place: number): string {
  const asked = [question, ...similarQuestions][place];
  if (asked !== undefined) {
    return asked;
  }
  const sentence = sentencesOf(answer)[place - similarQuestions.length - 2];
  return `${question}\n${sentence ?? answer}`;
}

type Post = (term: number, unit: number, count: number) => void;
