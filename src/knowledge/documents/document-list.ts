import { toMoment } from '../../common/moment.js';
import type { Sql } from '../../database/database.js';
import type { DocumentKind } from './document.dto.js';
import { COLUMNS, type DocumentRow } from './document-row.js';
import type { DocumentState } from './document-states.js';

/** Undefined: whatever it is. */
export interface DocumentFilter {
  state?: DocumentState | undefined;
  kind?: DocumentKind | undefined;
  category?: string | undefined;
  tag?: string | undefined;
  language?: string | undefined;
  /** A day or a moment with its offset. */
  updatedSince?: string | undefined;
  /** Part of the question or of the external id, whatever its case. */
  q?: string | undefined;
}

/** By when they were made, which is what their ids say. */
export const documentOrders = ['createdAt', '-createdAt'] as const;
export type DocumentOrder = (typeof documentOrders)[number];

/** How many characters of answers a page of an export holds; a single document may be longer. */
const EXPORT_CHARACTERS_MAX = 4_000_000;

/** As the index `documents_searched` has it: what may hold a text, which is then looked for in it. */
const LETTERS = `letters_and_pairs(question || ' ' || external_id)`;

/** A parameter that is null drops its condition: the plan is made for the parameters, so that an index serves the rest. */
const conditionsFor = (beyond: '>' | '<'): string => `($2::uuid is null or id ${beyond} $2)
          and ($3::text is null or state = $3)
          and ($4::text is null or kind = $4)
          and ($5::text is null or category = $5)
          and ($6::text is null or tags @> array[$6])
          and ($7::text is null or language = $7)
          and ($8::timestamptz is null or updated_at >= $8)
          and ($9::text is null or question ilike $9 or external_id ilike $9)
          and ($10::text is null or ${LETTERS} @> letters_and_pairs($10))`;
const CONDITIONS = conditionsFor('>');

/** A page of texts with their answers would be too long to read. */
export type DocumentSummary = Omit<DocumentRow, 'answer' | 'index_version'> & { answer: string | null };

/** In the order in which they were made. */
export function listDocuments(
  sql: Sql,
  filter: DocumentFilter,
  after: string | undefined,
  limit: number,
): Promise<DocumentRow[]> {
  return sql.rows<DocumentRow>(
    `select * from documents where ${CONDITIONS} order by id limit $1`,
    parametersOf(filter, after, limit),
  );
}

/** As `listDocuments`, but the answers of texts are null, and in either order. */
export function summarizeDocuments(
  sql: Sql,
  { sort = 'createdAt', ...filter }: DocumentFilter & { sort?: DocumentOrder },
  after: string | undefined,
  limit: number,
): Promise<DocumentSummary[]> {
  const [beyond, order] = sort === 'createdAt' ? (['>', 'asc'] as const) : (['<', 'desc'] as const);
  return sql.rows<DocumentSummary>(
    `select id, ${COLUMNS.replace('answer', "case kind when 'faq' then answer end as answer")}, state, revision,
            published_at, created_at, updated_at
       from documents where ${conditionsFor(beyond)} order by id ${order} limit $1`,
    parametersOf(filter, after, limit),
  );
}

/** As `listDocuments`, but the page also ends after so many characters. Empty: there are no more. */
export function exportDocuments(
  sql: Sql,
  filter: DocumentFilter,
  after: string | undefined,
  limit: number,
): Promise<DocumentRow[]> {
  return sql.rows<DocumentRow>(
    `select d.*
       from (select id, sum(length(answer)) over (order by id) - length(answer) as before
               from (select id, answer from documents where ${CONDITIONS} order by id limit $1) as page) as page
       join documents d on d.id = page.id
      where page.before < $11
      order by d.id`,
    [...parametersOf(filter, after, limit), EXPORT_CHARACTERS_MAX],
  );
}

function parametersOf(filter: DocumentFilter, after: string | undefined, limit: number): unknown[] {
  return [
    limit,
    after ?? null,
    filter.state ?? null,
    filter.kind ?? null,
    filter.category ?? null,
    filter.tag ?? null,
    filter.language ?? null,
    toMoment(filter.updatedSince),
    filter.q === undefined ? null : `%${filter.q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`,
    filter.q ?? null,
  ];
}
