import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { faultsOf } from '../../common/validation.js';
import { DocumentFields } from '../documents/document.dto.js';
import type { ImportOptions } from './import-formats.js';

export interface LineError {
  /** The line of a JSONL file, the row of a sheet as a spreadsheet numbers it; from 1. */
  line: number;
  code: 'line.too-long' | 'line.not-utf8' | 'line.not-json' | 'line.invalid' | 'line.duplicate';
  message: string;
}

/** What one line of a file came to. */
export type Entry = { line: number; document: DocumentFields } | { error: LineError };

export type EntryDefaults = Pick<ImportOptions, 'category' | 'language'>;

/** Checks what a line says; fields that a document does not have are left out. */
export function toEntry(line: number, value: object, defaults: EntryDefaults = {}): Entry {
  const document = plainToInstance(DocumentFields, value);
  document.category ??= defaults.category ?? null;
  document.language ??= defaults.language ?? null;
  const faults = faultsOf(validateSync(document, { whitelist: true }));
  return faults.length > 0 ? { error: { line, code: 'line.invalid', message: faults.join('; ') } } : { line, document };
}
