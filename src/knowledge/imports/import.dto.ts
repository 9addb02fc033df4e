import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsOptional, IsString, Matches, MaxLength, ValidateBy } from 'class-validator';
import { InvalidRequestError } from '../../common/app-error.js';
import { IsStorable } from '../../common/storable.js';
import { CanonicalLanguage, LANGUAGE, Trim } from '../documents/document.dto.js';
import {
  type ColumnField,
  columnFields,
  type ImportFormat,
  importFormats,
  type ImportOptions,
  isTextFormat,
  sheetFormats,
  textFormats,
} from './import-formats.js';

const HEADER_LENGTH_MAX = 200;

/** A text of a query that may be left out. */
const OptionalText =
  (lengthMax: number, description: string): PropertyDecorator =>
  (target, key) => {
    ApiPropertyOptional({ type: String, maxLength: lengthMax, description })(target, key);
    for (const decorate of [IsOptional(), Trim(), IsString(), IsNotEmpty(), MaxLength(lengthMax), IsStorable()]) {
      decorate(target, key);
    }
  };

export class ImportQuery {
  @ApiProperty({ enum: importFormats })
  @IsIn(importFormats)
  format!: ImportFormat;

  @ApiPropertyOptional({
    type: Boolean,
    default: false,
    description: 'Publishes what is imported. Without it new documents are drafts and existing ones keep their state.',
  })
  @IsIn(['true', 'false'])
  publish: 'true' | 'false' = 'false';

  @ApiPropertyOptional({ type: Boolean, default: false, description: 'Says what would change, and writes nothing.' })
  @IsIn(['true', 'false'])
  dryRun: 'true' | 'false' = 'false';

  @OptionalText(200, 'The name of the file.')
  name?: string;

  @OptionalText(
    200,
    `Of the document that the file is: ${textFormats.join(', ')}. Left out: made of the name or title.`,
  )
  externalId?: string;

  @OptionalText(500, `Of the document that the file is: ${textFormats.join(', ')}. Left out: its first heading.`)
  title?: string;

  @OptionalText(100, 'Of the documents that name none themselves.')
  category?: string;

  @ApiPropertyOptional({ description: 'Of the documents that name none themselves. BCP 47, such as `zh-CN`.' })
  @IsOptional()
  @CanonicalLanguage()
  @Matches(LANGUAGE, { message: '$property must be a language such as zh-CN' })
  language?: string;

  @ApiPropertyOptional({
    description:
      'The headers of columns that are not named as usual, as a JSON object such as `{"question": "客户怎么问"}`; fields: ' +
      columnFields.join(', '),
  })
  @IsOptional()
  @ValidateBy({
    name: 'mapping',
    validator: {
      validate: (value) => typeof value === 'string' && parseMapping(value) !== undefined,
      defaultMessage: () => `$property must be a JSON object from ${columnFields.join(', ')} to headers`,
    },
  })
  mapping?: string;

  @OptionalText(100, 'The sheet of an XLSX file. Left out: the first one.')
  sheet?: string;
}

/**
 * What a query says about the file.
 * @throws {InvalidRequestError} when it says something that a file of that format has not.
 */
export function toImportOptions({ format, name, category, language, ...query }: ImportQuery): ImportOptions {
  const { externalId, title, mapping, sheet } = query;
  const misplaced = [
    ...(isTextFormat(format) ? [] : Object.entries({ externalId, title })),
    ...(sheetFormats.some((each) => each === format) ? [] : Object.entries({ mapping })),
    ...(format === 'xlsx' ? [] : Object.entries({ sheet })),
  ].filter(([, value]) => value !== undefined);
  if (misplaced.length > 0) {
    const faults = misplaced.map(([field]) => `${field}: means nothing for ${format}`);
    throw new InvalidRequestError('the request is not valid', faults);
  }
  return {
    name,
    externalId,
    title,
    category,
    language,
    mapping: mapping === undefined ? undefined : parseMapping(mapping),
    sheet,
  };
}

function parseMapping(json: string): Partial<Record<ColumnField, string>> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  const entries = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
  const mapping: Partial<Record<ColumnField, string>> = {};
  for (const [name, header] of entries) {
    const field = columnFields.find((known) => known === name);
    if (field === undefined || !isHeader(header)) {
      return undefined;
    }
    mapping[field] = header;
  }
  return entries.length > 0 ? mapping : undefined;
}

function isHeader(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= HEADER_LENGTH_MAX && !value.includes('\0');
}
