/** What is recorded of files that auditors take with them. */
export type ExportDeed =
  | {
      action: 'audit.export-requested';
      details: {
        auditExportId: string;
        subject: string;
        format: string;
        filters: Readonly<Record<string, unknown>>;
        purpose: string;
      };
    }
  | {
      action: 'audit.export-completed';
      details: { auditExportId: string; rows: number; truncated: boolean; bytes: number; sha256: string };
    }
  | { action: 'audit.export-failed'; details: { auditExportId: string; reason: string } }
  | { action: 'audit.export-cancelled' | 'audit.export-removed'; details: { auditExportId: string } }
  | { action: 'audit.export-downloaded'; details: { auditExportId: string; sha256: string } };
