export const importFormats = ['jsonl', 'csv', 'xlsx', 'md', 'html', 'docx', 'pdf'] as const;
export type ImportFormat = (typeof importFormats)[number];

/** A file of these is one text; a file of the others has one document a row. */
export const textFormats = ['md', 'html', 'docx', 'pdf'] as const satisfies readonly ImportFormat[];
export type TextFormat = (typeof textFormats)[number];

export const sheetFormats = ['csv', 'xlsx'] as const satisfies readonly ImportFormat[];

export function isTextFormat(format: ImportFormat): format is TextFormat {
  return textFormats.some((text) => text === format);
}

/** The fields that a column of a sheet can fill. */
export const columnFields = [
  'externalId',
  'kind',
  'question',
  'similarQuestions',
  'answer',
  'category',
  'tags',
  'language',
  'validFrom',
  'validUntil',
] as const;
export type ColumnField = (typeof columnFields)[number];

/** What a caller says about a file. */
export interface ImportOptions {
  /** The file's name. */
  name?: string | undefined;
  /** Of the text that the file is. */
  externalId?: string | undefined;
  title?: string | undefined;
  /** Of every document that names none itself. */
  category?: string | undefined;
  language?: string | undefined;
  /** The header of the column that fills a field, where it is not one of the usual ones. */
  mapping?: Readonly<Partial<Record<ColumnField, string>>> | undefined;
  /** The name of the sheet of an XLSX file; the first one without it. */
  sheet?: string | undefined;
}
