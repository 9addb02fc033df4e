import type { DocumentFields } from '../documents/document.dto.js';
import type { LineError } from './entry.js';
import type { FileErrorCode } from './file-error.js';
import type { ImportFormat, ImportOptions } from './import-formats.js';
import type { KnownQuestion, Match } from './near-duplicates.js';

/** A file to be read. */
export interface FileToRead {
  format: ImportFormat;
  content: Uint8Array<ArrayBuffer>;
  options: ImportOptions;
  /** So many entries were imported already: they are read again, for what follows refers to them, but not handed out. */
  skipped: number;
  /** How many duplicates may still be named. */
  duplicatesMax: number;
}

/** A document whose question another one asks too. */
export interface Duplicate extends Match {
  line: number;
  externalId: string;
}

/** Some entries of a file: so many lines or rows, of which each came to a document or an error. */
export interface ImportBatch {
  /** Of the whole file. */
  total: number;
  entries: number;
  documents: DocumentFields[];
  errors: LineError[];
  duplicates: Duplicate[];
}

/** What the thread is asked. Each request has one answer, and the next one is asked after it. */
export type ImportRequest = { kind: 'know'; questions: readonly KnownQuestion[] } | { kind: 'next' };

export type ImportAnswer =
  | { kind: 'known' }
  | { kind: 'batch'; batch: ImportBatch }
  | { kind: 'end'; total: number }
  | { kind: 'bad'; code: FileErrorCode; message: string };
