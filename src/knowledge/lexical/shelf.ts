import { Ranking } from './ranking.js';
import { Sounds } from './sounds.js';
import { type Searchable, TermTable } from './term-table.js';

/** Below so many documents that came or went, an uneven table is good enough. */
const CHANGES_MIN = 1_000;
const CHANGED_SHARE_MAX = 0.3;

export type Keyed = Searchable & { key: string };

/** Documents by their key, with the table of their terms. */
export class Shelf<Document extends Keyed> {
  readonly ranking: Ranking;
  readonly sounds: Sounds;
  private readonly documents: (Document | undefined)[] = [];
  private readonly numbers = new Map<string, number>();
  private changes = 0;

  private constructor(readonly table: TermTable) {
    this.ranking = new Ranking(table);
    this.sounds = new Sounds(table);
  }

  /** Of documents with one key the last counts. Gives way to other work every few milliseconds. */
  static async build<Document extends Keyed>(documents: readonly Document[]): Promise<Shelf<Document>> {
    const unique = [...new Map(documents.map((document) => [document.key, document])).values()];
    const shelf = new Shelf<Document>(await TermTable.build(unique));
    unique.forEach((document) => shelf.number(document));
    return shelf;
  }

  get size(): number {
    return this.numbers.size;
  }

  /** Whether a fresh table would be clearly smaller or faster. */
  get isWorn(): boolean {
    return this.changes > Math.max(CHANGES_MIN, CHANGED_SHARE_MAX * this.size);
  }

  all(): Document[] {
    return this.documents.filter((document) => document !== undefined);
  }

  numberOf(key: string): number | undefined {
    return this.numbers.get(key);
  }

  /** @throws {RangeError} if there is no such document. */
  at(number: number): Document {
    const document = this.documents[number];
    if (document === undefined) {
      throw new RangeError(`no document ${number}`);
    }
    return document;
  }

  has(number: number): boolean {
    return this.documents[number] !== undefined;
  }

  /** Takes the place of what had its key. */
  put(document: Document): void {
    this.table.add(document);
    this.remove(document.key);
    this.number(document);
    this.changes += 1;
  }

  remove(key: string): void {
    const number = this.numbers.get(key);
    if (number !== undefined) {
      this.table.remove(number);
      this.documents[number] = undefined;
      this.numbers.delete(key);
      this.changes += 1;
    }
  }

  private number(document: Document): void {
    this.numbers.set(document.key, this.documents.length);
    this.documents.push(document);
  }
}
