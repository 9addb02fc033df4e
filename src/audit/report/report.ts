import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { ContentPage } from '../exports/export-contents.js';
import type { Line } from '../exports/export-lines.js';
import type { ExportRow } from '../exports/export-row.js';

/** Noto Sans SC: the characters of GB 2312 and Latin ones. It lies beside the sources and beside what is built of them. */
const FONT = join('assets', 'fonts', 'noto-sans-sc-regular.ttf');
const font = fontAbove(dirname(fileURLToPath(import.meta.url)));

const MARGIN = 40;
const SIZES = { title: 18, heading: 12, text: 9, small: 7 };
const VALUE_LENGTH_MAX = 600;
/** Rows that are drawn before others have their turn. */
const ROWS_AT_ONCE = 25;
const TITLES = { events: '审计报告 Audit report', reviews: '答复复核报告 Review report' } as const;
const TIME = new Set(['at', 'createdAt']);
const KIND = new Set(['action', 'verdict', 'searchName']);

/**
 * A report in PDF: what was asked for and by whom, how many rows of which kind there are, and the rows, newest first. All
 * of it is kept in memory until it ends, therefore a report is bounded by its rows.
 */
export async function* reportOf(
  row: ExportRow,
  columns: readonly string[],
  pages: AsyncGenerator<ContentPage>,
  isTruncated: () => boolean,
): AsyncGenerator<Buffer> {
  // Loaded with the first report: it takes memory, and most processes never write one.
  const { default: Pdf } = await import('pdfkit');
  const document = new Pdf({ size: 'A4', margin: MARGIN, font, info: { Title: TITLES[row.subject] } });
  const pieces: Buffer[] = [];
  document.on('data', (piece: Buffer) => pieces.push(piece));
  const ended = new Promise<void>((resolve) => document.once('end', resolve));
  const lines: Line[] = [];
  for await (const page of pages) {
    lines.push(...page.lines);
  }
  drawHead(document, row, lines, isTruncated());
  for (const [index, line] of lines.entries()) {
    drawLine(document, columns, line);
    if (index % ROWS_AT_ONCE === 0) {
      await setImmediate();
    }
  }
  document.end();
  await ended;
  yield* pieces;
}

function drawHead(document: PDFKit.PDFDocument, row: ExportRow, lines: readonly Line[], isTruncated: boolean): void {
  document.fontSize(SIZES.title).text(TITLES[row.subject]);
  document.moveDown(0.5).fontSize(SIZES.text);
  for (const [name, value] of [
    ['编号 Export', row.id],
    ['申请人 Requested by', `${row.created_by.kind} ${row.created_by.id ?? ''}`],
    ['用途 Purpose', row.purpose],
    ['截至 As of', row.until.toISOString()],
    ['条件 Filters', JSON.stringify(row.filters)],
    ['条数 Rows', `${lines.length}${isTruncated ? '（仅最新部分 only the newest are shown）' : ''}`],
  ]) {
    document.text(`${name}：${value}`);
  }
  document.text(
    '个人信息以占位符显示。签名见随附的签名文件。 Personal data is shown as placeholders; the signature stands beside this file.',
  );
  document.moveDown().fontSize(SIZES.heading).text('汇总 Summary').fontSize(SIZES.text);
  for (const [kind, count] of countsOf(lines)) {
    document.text(`${kind}：${count}`);
  }
  document.moveDown().fontSize(SIZES.heading).text('明细 Details');
}

/** Most frequent first. */
function countsOf(lines: readonly Line[]): [string, number][] {
  const groups = Map.groupBy(lines, (line) => shown(line['action'] ?? line['verdict'] ?? '未复核 open'));
  return [...groups].map(([kind, group]): [string, number] => [kind, group.length]).toSorted(([, a], [, b]) => b - a);
}

function drawLine(document: PDFKit.PDFDocument, columns: readonly string[], line: Line): void {
  const heading = columns.filter((column) => TIME.has(column) || KIND.has(column)).map((column) => shown(line[column]));
  document.moveDown(0.5).fontSize(SIZES.text).text(heading.join('  '));
  const rest = columns
    .filter((column) => !TIME.has(column) && !KIND.has(column) && shown(line[column]) !== '')
    .map((column) => `${column}=${shown(line[column])}`);
  document.fontSize(SIZES.small).text(rest.join('  '), { indent: 10 });
}

function shown(value: unknown): string {
  if (value === null || value === undefined) {
    return '';
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= VALUE_LENGTH_MAX ? text : `${text.slice(0, VALUE_LENGTH_MAX)}…`;
}

function fontAbove(folder: string): string {
  const path = join(folder, FONT);
  if (existsSync(path)) {
    return path;
  }
  const above = dirname(folder);
  if (above === folder) {
    throw new TypeError(`there is no ${FONT}`);
  }
  return fontAbove(above);
}
