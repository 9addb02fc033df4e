import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsObject, IsOptional, IsString, IsUUID, MaxLength, MinLength, ValidateNested } from 'class-validator';
import { EventFilterBody } from '../search/event.dto.js';
import {
  type ExportFormat,
  exportFormats,
  type ExportRow,
  type ExportStatus,
  exportStatuses,
  type ExportSubject,
  exportSubjects,
} from './export-row.js';

/** Two ideographs say what something is for. */
const PURPOSE = { minimum: 2, maximum: 200 };

export class ExportBody {
  @ApiPropertyOptional({
    enum: exportSubjects,
    default: 'events',
    description: 'What is exported: audit events, or the reviews of answers.',
  })
  @IsIn(exportSubjects)
  subject: ExportSubject = 'events';

  @ApiProperty({
    enum: exportFormats,
    description: 'pdf: a report of the newest 2,000; package: events with what proves them, to be verified offline.',
  })
  @IsIn(exportFormats)
  format!: ExportFormat;

  @ApiPropertyOptional({ type: EventFilterBody, description: 'Of events; nothing: all of them.' })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => EventFilterBody)
  filters?: EventFilterBody;

  @ApiPropertyOptional({ format: 'uuid', description: 'Of reviews: only those that this saved search asked for.' })
  @IsOptional()
  @IsUUID()
  savedSearchId?: string;

  @ApiProperty({ minLength: PURPOSE.minimum, maxLength: PURPOSE.maximum, description: 'What it is for.' })
  @IsString()
  @MinLength(PURPOSE.minimum)
  @MaxLength(PURPOSE.maximum)
  purpose!: string;
}

export class StreamedExportQuery extends EventFilterBody {
  @ApiProperty({ enum: ['jsonl', 'csv'] })
  @IsIn(['jsonl', 'csv'])
  format!: 'jsonl' | 'csv';
}

class ExportFailureView {
  @ApiProperty({ description: 'A code of docs/errors.md.' })
  code!: string;
  @ApiProperty({ description: 'What went wrong, in words.' })
  message!: string;
}

export class FileSignatureView {
  @ApiProperty({ enum: ['ed25519', 'sm2'], description: 'What the file was signed with.' })
  algorithm!: string;
  @ApiProperty({ description: 'The fingerprint of the key, as anchors and the log of the start say it.' })
  keyId!: string;
  @ApiProperty({ description: 'PEM.' })
  publicKey!: string;
  @ApiProperty({
    description:
      'What was signed, UTF-8, a line each: a title, the export, its format, as of when, its bytes, its SHA-256.',
  })
  signed!: string;
  @ApiProperty({ description: 'Base64.' })
  signature!: string;
}

export class ExportView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ enum: exportSubjects, description: 'What is exported: audit events, or the reviews of answers.' })
  subject!: ExportSubject;
  @ApiProperty({ enum: exportFormats, description: 'What the file is.' })
  format!: ExportFormat;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'What was asked for.' })
  filters!: unknown;
  @ApiProperty({ description: 'What the caller said that it is for.' })
  purpose!: string;
  @ApiProperty({ format: 'date-time', description: 'What happened later is not in it.' })
  until!: string;
  @ApiProperty({ enum: exportStatuses, description: 'How far it is.' })
  status!: ExportStatus;
  @ApiProperty({ description: 'Rows that were written until now.' })
  processed!: number;
  @ApiProperty({ minimum: 0, maximum: 1, description: 'How much of the time was looked through.' })
  progress!: number;
  @ApiProperty({
    description: 'Whether there were more rows than a file of the format holds: the oldest are left out.',
  })
  truncated!: boolean;
  @ApiProperty({ type: Number, nullable: true, description: 'The size of the file; null while there is none.' })
  bytes!: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'Of the file, in hexadecimal.' })
  sha256!: string | null;
  @ApiProperty({ type: FileSignatureView, nullable: true, description: 'Once it is completed.' })
  signature!: FileSignatureView | null;
  @ApiProperty({ type: ExportFailureView, nullable: true, description: 'Why it failed; null where it did not.' })
  failure!: ExportFailureView | null;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
  @ApiProperty({ format: 'date-time', type: String, nullable: true })
  finishedAt!: string | null;
}

export class ExportPage {
  @ApiProperty({ type: [ExportView] })
  items!: ExportView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

export function presentExport(row: ExportRow): ExportView {
  const { id, subject, format, filters, purpose, status, processed, progress, truncated, sha256 } = row;
  return {
    id,
    subject,
    format,
    filters,
    purpose,
    until: row.until.toISOString(),
    status,
    processed,
    progress,
    truncated,
    bytes: row.bytes === null ? null : Number(row.bytes),
    sha256,
    signature: row.signature,
    failure: row.failure,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}
