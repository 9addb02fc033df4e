import { ApiProperty } from '@nestjs/swagger';
import type { Comparison } from '../documents/store-documents.js';
import { type ImportFormat, importFormats } from './import-formats.js';
import { type ImportRow, type ImportStatus, importStatuses, type ImportSummary, KEPT } from './import-row.js';

class ImportFailureView {
  @ApiProperty({ description: 'A code of docs/errors.md.' })
  code!: string;
  @ApiProperty({ description: 'What is wrong with the file.' })
  message!: string;
}

class ImportErrorView {
  @ApiProperty({ description: 'The line of the file, or the row as a spreadsheet numbers it; from 1.' })
  line!: number;
  @ApiProperty({
    enum: ['line.too-long', 'line.not-utf8', 'line.not-json', 'line.invalid', 'line.duplicate'],
    description: 'What is wrong with the line.',
  })
  code!: string;
  @ApiProperty({ description: 'The same in words.' })
  message!: string;
}

class DuplicateView {
  @ApiProperty({ description: 'As that of an error.' })
  line!: number;
  @ApiProperty()
  externalId!: string;
  @ApiProperty({ description: 'The externalId of the document, of the file or stored, that asks the same.' })
  of!: string;
  @ApiProperty({ minimum: 0, maximum: 1, description: '1: the same but for punctuation, script and width.' })
  likeness!: number;
}

class ChangeView {
  @ApiProperty()
  externalId!: string;
  @ApiProperty({ enum: ['created', 'updated', 'unchanged'], description: 'What the line did to the base.' })
  change!: Comparison['change'];
  @ApiProperty({ type: [String], description: 'The fields that would change, when it is updated.' })
  fields!: string[];
}

export class ImportItem {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ enum: importFormats, description: 'What the file is.' })
  format!: ImportFormat;
  @ApiProperty({ type: String, nullable: true, description: 'The name of the file, if it was told.' })
  name!: string | null;
  @ApiProperty({ description: 'Whether its documents are published at once.' })
  publish!: boolean;
  @ApiProperty({ description: 'Nothing was written: the counts say what would be.' })
  dryRun!: boolean;
  @ApiProperty({ enum: importStatuses, description: 'How far it is.' })
  status!: ImportStatus;
  @ApiProperty({ description: 'Entries of the file; 0 until it was read.' })
  total!: number;
  @ApiProperty({ description: 'How many documents were looked at.' })
  processed!: number;
  @ApiProperty({ description: 'How many were new.' })
  created!: number;
  @ApiProperty({ description: 'How many were changed.' })
  updated!: number;
  @ApiProperty({ description: 'How many were there already, word by word.' })
  unchanged!: number;
  @ApiProperty({ description: 'Entries that are wrong; the others are imported.' })
  failed!: number;
  @ApiProperty({ type: ImportFailureView, nullable: true, description: 'Why the whole import failed.' })
  failure!: ImportFailureView | null;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class ImportView extends ImportItem {
  @ApiProperty({ type: [ImportErrorView], description: `The first ${KEPT.errors}.` })
  errors!: ImportErrorView[];
  @ApiProperty({ type: [DuplicateView], description: `A warning; the first ${KEPT.duplicates}.` })
  duplicates!: DuplicateView[];
  @ApiProperty({ type: [ChangeView], description: `Of a dry run: the first ${KEPT.changes}.` })
  changes!: ChangeView[];
}

export class ImportPage {
  @ApiProperty({ type: [ImportItem] })
  items!: ImportItem[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

export function presentImport(row: ImportRow): ImportView {
  return { ...summaryOf(row), errors: row.errors, duplicates: row.duplicates, changes: row.changes };
}

export function presentSummary(row: ImportSummary): ImportItem {
  return summaryOf(row);
}

function summaryOf(row: ImportSummary) {
  return {
    id: row.id,
    format: row.format,
    name: row.options.name ?? null,
    publish: row.publish,
    dryRun: row.dry_run,
    status: row.status,
    total: row.total,
    processed: row.processed,
    created: row.created,
    updated: row.updated,
    unchanged: row.unchanged,
    failed: row.failed,
    failure: row.failure,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
