import { FileError } from './file-error.js';
import { type ColumnField, columnFields, type ImportOptions } from './import-formats.js';

/** The usual headers of a field, the surest first; compared without case, spaces and what stands in brackets. */
const HEADERS: Readonly<Record<ColumnField, readonly string[]>> = {
  externalId: ['externalid', '外部编号', '编号', '问题编号', '知识编号', 'id'],
  kind: ['kind'],
  question: ['question', '标准问题', '标准问', '主问题', '问题', '标题', 'title', 'q'],
  similarQuestions: [
    'similarquestions',
    '相似问题',
    '相似问',
    '相似问法',
    '相似提问',
    '扩展问',
    '扩展问题',
    '扩展问法',
  ],
  answer: ['answer', '答案', '标准答案', '回答', '回复', '答复', 'a'],
  category: ['category', '分类', '类目', '类别', '知识分类'],
  tags: ['tags', 'tag', '标签'],
  language: ['language', '语言', '语种'],
  validFrom: ['validfrom', '生效时间', '生效日期'],
  validUntil: ['validuntil', '失效时间', '失效日期', '过期时间'],
};
/** The header is looked for in so many rows: above it there may be a title and notes. */
const HEADER_WITHIN = 20;
const LISTED_HEADERS_MAX = 50;

/** Which columns fill a field, from 0; only similar questions have several. */
export type Columns = Readonly<Record<ColumnField, readonly number[]>>;

export interface SheetHead {
  columns: Columns;
  /** The index of the first row below the header. */
  firstRow: number;
}

/**
 * Finds the header of a sheet, and what its columns mean.
 * @throws {FileError} `knowledge.file-columns-missing`, which lists the headers that were found; `knowledge.file-empty`
 */
export function findHead(rows: readonly (readonly string[])[], mapping: ImportOptions['mapping'] = {}): SheetHead {
  const candidates = rows.slice(0, HEADER_WITHIN).map((row) => columnsOf(row, mapping));
  const found = candidates.findIndex(({ question, answer }) => question.length > 0 && answer.length > 0);
  const columns = candidates[found];
  if (columns === undefined) {
    throw missing(rows, candidates);
  }
  const headers = rows[found] ?? [];
  const absent = Object.entries(mapping).find(([, header]) => !headers.some((cell) => isHeader(cell, header)));
  if (absent !== undefined) {
    throw new FileError(
      'knowledge.file-columns-missing',
      `there is no column "${absent[1]}" for ${absent[0]}; the headers are: ${listed(headers)}`,
    );
  }
  return { columns, firstRow: found + 1 };
}

function columnsOf(row: readonly string[], mapping: NonNullable<ImportOptions['mapping']>): Columns {
  const headers = row.map(plain);
  const taken = new Set<number>();
  const columnsFor = (field: ColumnField): number[] => {
    const mapped = mapping[field];
    const names = mapped === undefined ? HEADERS[field] : [plain(mapped)];
    const matches = names.flatMap((name) => indexesOf(headers, name, field === 'similarQuestions'));
    const free = matches.filter((index) => !taken.has(index));
    const columns = field === 'similarQuestions' ? free.toSorted((left, right) => left - right) : free.slice(0, 1);
    columns.forEach((index) => taken.add(index));
    return columns;
  };
  // A column that the caller named is not taken by the usual name of another field.
  const order = columnFields.toSorted((left, right) => Number(right in mapping) - Number(left in mapping));
  const found = new Map(order.map((field) => [field, columnsFor(field)]));
  const of = (field: ColumnField): number[] => found.get(field) ?? [];
  return {
    externalId: of('externalId'),
    kind: of('kind'),
    question: of('question'),
    similarQuestions: of('similarQuestions'),
    answer: of('answer'),
    category: of('category'),
    tags: of('tags'),
    language: of('language'),
    validFrom: of('validFrom'),
    validUntil: of('validUntil'),
  };
}

/** 相似问1, 相似问2 … are all columns of similar questions. */
function indexesOf(headers: readonly string[], name: string, isNumbered: boolean): number[] {
  return headers.flatMap((header, index) => {
    const base = isNumbered ? header.replace(/\d{1,3}$/, '') : header;
    return header !== '' && (header === name || base === name) ? [index] : [];
  });
}

function isHeader(cell: string, header: string): boolean {
  const [wanted, found] = [plain(header), plain(cell)];
  return found === wanted || (found !== '' && found.replace(/\d{1,3}$/, '') === wanted);
}

function plain(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\([^)]*\)|\[[^\]]*\]|【[^】]*】/g, '')
    .replaceAll(/[\s_*:：\-\uFEFF]/g, '');
}

function missing(rows: readonly (readonly string[])[], candidates: readonly Columns[]): FileError {
  const filled = rows.findIndex((row) => row.some((cell) => cell.trim() !== ''));
  if (filled === -1) {
    return new FileError('knowledge.file-empty', 'the sheet holds no row');
  }
  const half = candidates.findIndex(({ question, answer }) => question.length + answer.length > 0);
  const at = half === -1 ? filled : half;
  const absent = (['question', 'answer'] as const).filter((field) => (candidates[at]?.[field].length ?? 0) === 0);
  return new FileError(
    'knowledge.file-columns-missing',
    `there is no column for ${absent.join(' and ')}; the headers are: ${listed(rows[at] ?? [])}`,
  );
}

function listed(headers: readonly string[]): string {
  const names = headers.map((header) => header.trim().slice(0, 50)).filter((header) => header !== '');
  return names.slice(0, LISTED_HEADERS_MAX).join(', ');
}
