import type { DocumentFields } from '../documents/document.dto.js';
import type { Entry } from './entry.js';
import type { FileToRead, ImportBatch } from './import-messages.js';
import type { NearDuplicates } from './near-duplicates.js';

/** How much is handed out at once: what the main thread can take in without a pause that anybody would notice. */
const BATCH = { entries: 250, characters: 100_000 };

/** Puts the entries of a file into batches, and looks at each beside those before it. */
export class ImportBatcher {
  private readonly lines = new Map<string, number>();
  private batch: ImportBatch;
  private position = 0;
  private characters = 0;
  private duplicatesLeft: number;

  constructor(
    private readonly total: number,
    private readonly file: Pick<FileToRead, 'skipped' | 'duplicatesMax'>,
    private readonly known: NearDuplicates,
  ) {
    this.duplicatesLeft = file.duplicatesMax;
    this.batch = emptyBatch(total);
  }

  get isFull(): boolean {
    return this.batch.entries >= BATCH.entries || this.characters >= BATCH.characters;
  }

  get isEmpty(): boolean {
    return this.batch.entries === 0;
  }

  take(): ImportBatch {
    const { batch } = this;
    this.batch = emptyBatch(this.total);
    this.characters = 0;
    return batch;
  }

  add(entry: Entry): void {
    this.position += 1;
    const checked = this.checkRepeated(entry);
    const isSkipped = this.position <= this.file.skipped;
    if (!('error' in checked)) {
      this.addDocument(checked, isSkipped);
    } else if (!isSkipped) {
      this.batch.errors.push(checked.error);
    }
    this.batch.entries += Number(!isSkipped);
  }

  private addDocument({ line, document }: { line: number; document: DocumentFields }, isSkipped: boolean): void {
    if (!isSkipped) {
      this.batch.documents.push(document);
      this.characters += document.answer.length;
    }
    if (this.duplicatesLeft === 0) {
      return;
    }
    const { externalId, question, similarQuestions } = document;
    const asked = { externalId, question, similarQuestions: similarQuestions ?? [] };
    const match = isSkipped ? undefined : this.known.find(asked);
    this.known.add(asked);
    if (match !== undefined) {
      this.duplicatesLeft -= 1;
      this.batch.duplicates.push({ line, externalId, ...match });
    }
  }

  /** Of two documents with one external id the first counts, and the other is an error that names it. */
  private checkRepeated(entry: Entry): Entry {
    if ('error' in entry) {
      return entry;
    }
    const { line, document } = entry;
    const first = this.lines.get(document.externalId);
    if (first === undefined) {
      this.lines.set(document.externalId, line);
      return entry;
    }
    const message = `externalId: line ${first} has the same one already`;
    return { error: { line, code: 'line.duplicate', message } };
  }
}

function emptyBatch(total: number): ImportBatch {
  return { total, entries: 0, documents: [], errors: [], duplicates: [] };
}
