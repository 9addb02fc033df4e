import { toMoment } from '../../common/moment.js';
import { type DocumentId, newId } from '../../common/ids.js';
import type { DocumentFields, DocumentKind } from './document.dto.js';
import type { DocumentState } from './document-states.js';

/** What a document says: what a caller writes, and what each revision keeps. */
export interface DocumentContent {
  kind: DocumentKind;
  /** The title of a text. */
  question: string;
  similar_questions: string[];
  answer: string;
  category: string | null;
  tags: string[];
  language: string | null;
  valid_from: Date | null;
  valid_until: Date | null;
}

export interface DocumentRow extends DocumentContent {
  id: DocumentId;
  external_id: string;
  state: DocumentState;
  revision: number;
  /** The first time; null: no answer can have quoted it. */
  published_at: Date | null;
  /** The knowledge version of its last change that can be found. A bigint, hence a string. */
  index_version: string;
  created_at: Date;
  updated_at: Date;
}

/** The columns of what a caller writes, under the names that callers know them by. */
export const fieldColumns = {
  kind: 'kind',
  question: 'question',
  similarQuestions: 'similar_questions',
  answer: 'answer',
  category: 'category',
  tags: 'tags',
  language: 'language',
  validFrom: 'valid_from',
  validUntil: 'valid_until',
} as const satisfies Partial<Record<keyof DocumentFields, keyof DocumentContent>>;

export const CONTENT_COLUMNS = Object.values(fieldColumns).join(', ');
export const COLUMNS = `external_id, ${CONTENT_COLUMNS}`;

/** What `jsonb_to_recordset` reads of what `toRecord` wrote. */
export const RECORD = `r (id uuid, external_id text, kind text, question text, similar_questions text[], answer text,
                   category text, tags text[], language text, valid_from timestamptz, valid_until timestamptz)`;

/** `question, answer` as `d.question, d.answer`. */
export function of(alias: string, columns: string): string {
  return columns.replaceAll(/\w+/g, `${alias}.$&`);
}

/** With every field, and moments in ISO 8601 UTC. */
export function complete(fields: DocumentFields): Required<DocumentFields> {
  return {
    externalId: fields.externalId,
    kind: fields.kind ?? 'faq',
    question: fields.question,
    similarQuestions: fields.similarQuestions ?? [],
    answer: fields.answer,
    category: fields.category ?? null,
    tags: fields.tags ?? [],
    language: fields.language ?? null,
    validFrom: toMoment(fields.validFrom),
    validUntil: toMoment(fields.validUntil),
  };
}

export function toRecord(fields: DocumentFields): Record<string, unknown> {
  const all = complete(fields);
  return {
    id: newId<DocumentId>(),
    external_id: all.externalId,
    kind: all.kind,
    question: all.question,
    similar_questions: all.similarQuestions,
    answer: all.answer,
    category: all.category,
    tags: all.tags,
    language: all.language,
    valid_from: all.validFrom,
    valid_until: all.validUntil,
  };
}

/** The other way round: what a caller would write to get this document. */
export function toFields(externalId: string, row: DocumentContent): Required<DocumentFields> {
  return {
    externalId,
    kind: row.kind,
    question: row.question,
    similarQuestions: row.similar_questions,
    answer: row.answer,
    category: row.category,
    tags: row.tags,
    language: row.language,
    validFrom: row.valid_from?.toISOString() ?? null,
    validUntil: row.valid_until?.toISOString() ?? null,
  };
}
