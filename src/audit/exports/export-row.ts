import type { AuditExportId } from '../../common/ids.js';

export const exportSubjects = ['events', 'reviews'] as const;
export type ExportSubject = (typeof exportSubjects)[number];

export const exportFormats = ['jsonl', 'csv', 'pdf', 'package'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const exportStatuses = ['queued', 'running', 'completed', 'failed', 'cancelled', 'expired'] as const;
export type ExportStatus = (typeof exportStatuses)[number];

/** Says of a file what its digest is; verifies with the public key and nothing else. */
export interface FileSignature {
  algorithm: string;
  keyId: string;
  /** PEM. */
  publicKey: string;
  /** What was signed, in UTF-8. */
  signed: string;
  /** Base64. */
  signature: string;
}

export interface ExportRow {
  id: AuditExportId;
  subject: ExportSubject;
  format: ExportFormat;
  filters: unknown;
  purpose: string;
  until: Date;
  status: ExportStatus;
  attempts: number;
  processed: number;
  progress: number;
  truncated: boolean;
  bytes: string | null;
  sha256: string | null;
  signature: FileSignature | null;
  failure: { code: string; message: string } | null;
  created_by: { kind: string; id?: string };
  request_id: string;
  created_at: Date;
  finished_at: Date | null;
}

export const EXPORT_COLUMNS = `id, subject, format, filters, purpose, until, status, attempts, processed, progress,
  truncated, bytes, sha256, signature, failure, created_by, request_id, created_at, finished_at`;

/** So many rows a file of a format holds; what is older is left out, and it says so. */
export const ROWS_MAX: Readonly<Record<ExportFormat, number>> = {
  jsonl: 5_000_000,
  csv: 1_000_000,
  pdf: 2_000,
  package: 100_000,
};
