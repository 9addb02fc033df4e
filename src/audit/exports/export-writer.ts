import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { reportOf } from '../report/report.js';
import { SigningKeys } from '../seals/signing-keys.js';
import { AuditPackages } from '../verification/audit-packages.js';
import { type ContentPage, type Contents, ExportContents } from './export-contents.js';
import type { UnfinishedFile } from './export-files.js';
import { headOf, linesOf } from './export-lines.js';
import { ExportProgress, type Written } from './export-progress.js';
import { type ExportRow, type FileSignature, ROWS_MAX } from './export-row.js';

/** Events get their seal within two seconds, while anybody seals. */
const [SEAL_TRIES, SEAL_WAIT_MS] = [40, 250];

/** How many rows were written, and whether some were left out. */
interface Count {
  rows: number;
  truncated: boolean;
}

/** Writes the file of an export, and signs what its digest is. */
@Injectable()
export class ExportWriter {
  constructor(
    private readonly database: Database,
    private readonly contents: ExportContents,
    private readonly progress: ExportProgress,
    private readonly packages: AuditPackages,
    private readonly keys: SigningKeys,
  ) {}

  /** @throws {OvertakenError} soon after the export was cancelled; what the signal is aborted with. */
  async write(row: ExportRow, { handle }: UnfinishedFile, signal: AbortSignal): Promise<Written> {
    const contents = await this.contents.of(row.subject, row.filters, row.until);
    const count: Count = { rows: 0, truncated: false };
    const hash = createHash('sha256');
    let bytes = 0;
    if (row.format === 'package') {
      await this.awaitSeals(row.until, signal);
    }
    for await (const piece of this.piecesOf(row, contents, count)) {
      signal.throwIfAborted();
      const buffer = Buffer.from(piece);
      hash.update(buffer);
      bytes += buffer.length;
      await handle.writeFile(buffer);
    }
    const sha256 = hash.digest('hex');
    return { ...count, bytes, sha256, signature: await this.sign(row, sha256, bytes) };
  }

  /** The newest events, such as that somebody looked at them, would be in a package without being proven. */
  private async awaitSeals(until: Date, signal: AbortSignal): Promise<void> {
    for (let tries = 0; tries < SEAL_TRIES; tries += 1) {
      const [row] = await this.database.rows<{ waits: boolean }>(
        'select exists (select from audit_unsealed where event_at < $1 and not lost) as waits',
        [until],
      );
      if (row?.waits !== true) {
        return;
      }
      await sleep(SEAL_WAIT_MS, undefined, { signal });
    }
  }

  private piecesOf(row: ExportRow, contents: Contents, count: Count): AsyncGenerator<string | Buffer> {
    const pages = this.counted(row, contents, count);
    switch (row.format) {
      case 'jsonl':
      case 'csv':
        return asLines(row.format, contents.columns, pages);
      case 'pdf':
        return reportOf(row, contents.columns, pages, () => count.truncated);
      case 'package':
        return this.asPackage(pages);
    }
  }

  /** The pages up to what a file may hold; each one tells how far it is. */
  private async *counted(row: ExportRow, { pages, oldest }: Contents, count: Count): AsyncGenerator<ContentPage> {
    const most = ROWS_MAX[row.format];
    for await (const page of pages) {
      const lines = page.lines.slice(0, most - count.rows);
      count.rows += lines.length;
      count.truncated = lines.length < page.lines.length;
      await this.progress.advance(row, count.rows, partOf(row.until, oldest, page.at));
      yield { ...page, lines };
      if (count.truncated) {
        return;
      }
    }
  }

  /** Oldest first, as they stand in the chain. */
  private async *asPackage(pages: AsyncGenerator<ContentPage>): AsyncGenerator<string> {
    const ids: string[] = [];
    for await (const { lines } of pages) {
      ids.push(...lines.map(({ id }) => String(id)));
    }
    yield* this.packages.write({ eventIds: ids.toReversed() });
  }

  private async sign(row: ExportRow, sha256: string, bytes: number): Promise<FileSignature> {
    const signed = `wecom-kefu export 1\n${row.id}\n${row.format}\n${row.until.toISOString()}\n${bytes}\n${sha256}\n`;
    const { keyId, algorithm, signature } = await this.keys.sign(signed);
    const key = (await this.keys.list()).find(({ id }) => id === keyId);
    return { algorithm, keyId, publicKey: key?.public_key ?? '', signed, signature: signature.toString('base64') };
  }
}

async function* asLines(
  format: 'jsonl' | 'csv',
  columns: readonly string[],
  pages: AsyncGenerator<ContentPage>,
): AsyncGenerator<string> {
  yield headOf(format, columns);
  for await (const { lines } of pages) {
    yield linesOf(format, columns, lines);
  }
}

/** How much of the time was looked through, newest first. */
function partOf(until: Date, oldest: Date | undefined, at: Date | undefined): number {
  if (oldest === undefined || at === undefined || oldest >= until) {
    return 0;
  }
  const part = (until.getTime() - at.getTime()) / (until.getTime() - oldest.getTime());
  return Math.min(0.99, Math.max(0, part));
}
