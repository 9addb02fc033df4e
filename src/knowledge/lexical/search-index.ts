import { type Evidence, NO_EVIDENCE, type ScoredDocument, weighEvidence } from './evidence.js';
import { readPinyin } from './pinyin-words.js';
import { type Question, readQuestion } from './question.js';
import { WordRules } from './readings.js';
import { type Keyed, Shelf } from './shelf.js';
import { Slices } from './slices.js';
import { withoutTypos } from './typos.js';
import { unitText } from './term-table.js';
import { NO_WORDS, type VocabularyWords } from './vocabulary-words.js';

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

interface Change<Document> {
  changed: readonly Document[];
  removedKeys: readonly string[];
}

/** A document with the reading of the question that it fits best. */
interface Ranked extends ScoredDocument {
  question: Question;
  certainty: number;
}

/**
 * BM25 in memory over characters, pairs of characters and words. Each question of a document is scored by itself and
 * the best counts, so that a document is not punished for having many ways of being asked; so is each sentence of its
 * answer. What changes is found at once; when much has changed, the index is built anew beside the searches.
 */
export class SearchIndex<Document extends Keyed> {
  /** Changes are made one after the other. */
  private queue: Promise<void> = Promise.resolve();
  private merging: Promise<void> = Promise.resolve();
  /** What changed since a fresh index was begun; undefined while none is built. */
  private missed: Change<Document>[] | undefined;

  private constructor(
    private shelf: Shelf<Document>,
    private rules: WordRules,
  ) {}

  /** Gives way to other work every few milliseconds. Of documents with one key the last counts. */
  static async build<Document extends Keyed>(
    documents: readonly Document[],
    words: VocabularyWords = NO_WORDS,
  ): Promise<SearchIndex<Document>> {
    return new SearchIndex(await Shelf.build(documents), new WordRules(words));
  }

  /** How many documents there are. */
  get size(): number {
    return this.shelf.size;
  }

  /** Takes effect on the next search. */
  use(words: VocabularyWords): void {
    this.rules = new WordRules(words);
  }

  /** Adds documents, or puts them in place of those with their keys, and removes others; gives way while it does. */
  update(changed: readonly Document[], removedKeys: readonly string[]): Promise<void> {
    const updated = this.queue.then(() => this.apply({ changed, removedKeys }));
    this.queue = updated.catch(() => undefined);
    return updated;
  }

  /** Resolves when no change and no building is under way. */
  async settled(): Promise<void> {
    await this.queue;
    await this.merging;
  }

  /** The documents that fit best among the accepted ones. */
  search(query: string, limit: number, accepts: (document: Document) => boolean): SearchResult<Document> {
    const ranked = this.rank(query, limit, accepts);
    return {
      matches: ranked
        .slice(0, limit)
        .map(({ document, score }) => ({ document: this.shelf.at(document), score: Math.min(1, score) })),
      evidence: this.weigh(ranked),
    };
  }

  /** What speaks for one document as if it were the first match, as another search may find. */
  evidenceFor(query: string, key: string, accepts: (document: Document) => boolean = () => true): Evidence {
    const number = this.shelf.numberOf(key);
    if (number === undefined) {
      return NO_EVIDENCE;
    }
    const ranked = this.rank(query, 1, accepts, number);
    const isMeant = ({ document }: Ranked): boolean => document === number;
    return this.weigh([...ranked.filter(isMeant), ...ranked.filter((one) => !isMeant(one))]);
  }

  private rank(query: string, limit: number, accepts: (document: Document) => boolean, always?: number): Ranked[] {
    const { ranking } = this.shelf;
    const isAccepted = (document: number): boolean => this.shelf.has(document) && accepts(this.shelf.at(document));
    const best = new Map<number, Ranked>();
    for (const { question, certainty } of this.questions(query)) {
      const scored = ranking.rank(question, limit, isAccepted);
      if (always !== undefined && scored.every(({ document }) => document !== always)) {
        scored.push(...ranking.score(question, [always]));
      }
      for (const one of scored) {
        const score = one.score * certainty;
        if (score > (best.get(one.document)?.score ?? -1)) {
          best.set(one.document, { ...one, score, question, certainty });
        }
      }
    }
    return [...best.values()].toSorted((a, b) => b.score - a.score || this.byKey(a, b));
  }

  /** As it stands, with synonyms, from pinyin and without typos; where it has nothing that no document has, no corrections. */
  private questions(query: string): { question: Question; certainty: number }[] {
    const { table, sounds } = this.shelf;
    const [plain, ...others] = this.rules.readingsOf(query);
    const question = readQuestion(plain.text, table);
    if (question.terms.some(({ id }) => id === undefined)) {
      const spelt = readPinyin(plain, table, sounds);
      others.push(...(spelt === undefined ? withoutTypos(plain, table, sounds) : [spelt]));
    }
    return [
      { question, certainty: plain.certainty },
      ...others.map(({ text, certainty }) => ({ question: readQuestion(text, table), certainty })),
    ];
  }

  /** So that equals come in the same order, whatever was changed when. */
  private byKey(a: Ranked, b: Ranked): number {
    return this.shelf.at(a.document).key < this.shelf.at(b.document).key ? -1 : 1;
  }

  private weigh(ranked: readonly Ranked[]): Evidence {
    const [first, ...others] = ranked;
    if (first === undefined || first.score === 0) {
      return NO_EVIDENCE;
    }
    const text = this.textOf(first);
    // Whoever was entered twice is no rival of itself.
    const rival = others.find((other) => other.isPassage || this.textOf(other) !== text);
    const compared: [Ranked, ...Ranked[]] = rival === undefined ? [first] : [first, rival];
    return { ...weighEvidence(first.question, compared, text, this.shelf.table), certainty: first.certainty };
  }

  /** The question, passage or sentence that matched. */
  private textOf({ document, unit }: Ranked): string {
    return unitText(this.shelf.at(document), unit - this.shelf.table.firstUnit(document));
  }

  private async apply(change: Change<Document>): Promise<void> {
    await applyTo(this.shelf, change);
    this.missed?.push(change);
    if (this.missed === undefined && this.shelf.isWorn) {
      this.missed = [];
      this.merging = this.merge();
    }
  }

  /** If it fails, the worn index still tells everything, and the next change tries again. */
  private async merge(): Promise<void> {
    try {
      const fresh = await Shelf.build(this.shelf.all());
      const replaced = this.queue.then(() => this.replaceBy(fresh));
      this.queue = replaced.catch(() => undefined);
      await replaced;
    } catch {
      this.missed = undefined;
    }
  }

  private async replaceBy(fresh: Shelf<Document>): Promise<void> {
    for (const change of this.missed ?? []) {
      await applyTo(fresh, change);
    }
    this.missed = undefined;
    this.shelf = fresh;
  }
}

async function applyTo<Document extends Keyed>(
  shelf: Shelf<Document>,
  { changed, removedKeys }: Change<Document>,
): Promise<void> {
  const slices = new Slices();
  for (const key of removedKeys) {
    shelf.remove(key);
    await slices.next();
  }
  for (const document of changed) {
    shelf.put(document);
    await slices.next();
  }
}
