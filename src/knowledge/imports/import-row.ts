import type { ImportId } from '../../common/ids.js';
import type { Author } from '../../common/access.js';
import type { Comparison } from '../documents/store-documents.js';
import type { LineError } from './entry.js';
import type { ImportFormat, ImportOptions } from './import-formats.js';
import type { Duplicate } from './import-messages.js';

export const importStatuses = ['queued', 'running', 'completed', 'failed'] as const;
export type ImportStatus = (typeof importStatuses)[number];

/** How much of each list is kept; the counts say how much there is. */
export const KEPT = { errors: 1_000, duplicates: 100, changes: 100 };

export interface ImportCounts {
  /** Entries of the file: lines that are not blank, rows below the header, 1 for a text. Known once it was read. */
  total: number;
  processed: number;
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
}

/** Why nothing more is imported: a code of the error catalogue, and what is wrong with the file. */
export interface ImportFailure {
  code: string;
  message: string;
}

export interface ImportSummary extends ImportCounts {
  id: ImportId;
  format: ImportFormat;
  publish: boolean;
  dry_run: boolean;
  options: ImportOptions;
  status: ImportStatus;
  failure: ImportFailure | null;
  created_by: Author;
  created_at: Date;
  updated_at: Date;
}

export interface ImportRow extends ImportSummary {
  errors: LineError[];
  duplicates: Duplicate[];
  changes: Comparison[];
}

export const SUMMARY_COLUMNS = `id, format, publish, dry_run, options, status, total, processed, created, updated,
  unchanged, failed, failure, created_by, created_at, updated_at`;
