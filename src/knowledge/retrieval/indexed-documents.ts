import type { DocumentId } from '../../common/ids.js';
import { cutPassages } from '../documents/cut-passages.js';
import type { Searchable } from '../lexical/term-table.js';

/** What can be found: a FAQ entry, or a passage of a text. */
export interface IndexedEntry extends Searchable {
  key: string;
  documentId: DocumentId;
  externalId: string;
  /** Of the document: a passage's own question names its headings too. */
  title: string;
  category: string | undefined;
  revision: number;
  /** Milliseconds since 1970. */
  validFrom: number;
  validUntil: number;
  passage?: { ordinal: number; headingPath: string[] };
}

export interface IndexedDocument {
  id: DocumentId;
  revision: number;
  /** Whether it belongs to the edition. A text without a passage does, and has no entries. */
  isFound: boolean;
  /** Passages in the order of their ordinals. */
  entries: IndexedEntry[];
}

/** As the index reads it: `is_found` says whether it belongs to the edition. */
export interface StoredDocument {
  id: DocumentId;
  external_id: string;
  kind: string;
  question: string;
  similar_questions: string[];
  /** Empty where the passages are read instead. */
  answer: string;
  category: string | null;
  revision: number;
  valid_from: Date | null;
  valid_until: Date | null;
  is_found: boolean;
  /** A bigint, hence a string. */
  index_version: string;
  /** What a draft says instead. */
  draft: StoredDraft | null;
}

/** As `document_drafts.fields` keeps it. */
interface StoredDraft {
  kind: string;
  question: string;
  similarQuestions: string[];
  answer: string;
  category: string | null;
  validFrom: string | null;
  validUntil: string | null;
}

export interface StoredPassage {
  document_id: DocumentId;
  ordinal: number;
  heading_path: string[];
  text: string;
}

/** @param passages of this document's revision; what a draft says is cut here. */
export function toIndexed(stored: StoredDocument, passages: readonly StoredPassage[]): IndexedDocument {
  const { id, revision } = stored;
  if (!stored.is_found) {
    return { id, revision, isFound: false, entries: [] };
  }
  const row = withDraft(stored);
  const base = {
    documentId: id,
    externalId: row.external_id,
    title: row.question,
    category: row.category ?? undefined,
    revision,
    validFrom: row.valid_from?.getTime() ?? -Infinity,
    validUntil: row.valid_until?.getTime() ?? Infinity,
  };
  if (row.kind === 'faq') {
    const { question, similar_questions: similarQuestions, answer } = row;
    return { id, revision, isFound: true, entries: [{ ...base, key: id, question, similarQuestions, answer }] };
  }
  const cut = stored.draft === null ? passages : cutDraft(id, row);
  return {
    id,
    revision,
    isFound: true,
    entries: cut.map(({ ordinal, heading_path: headingPath, text }) => ({
      ...base,
      key: `${id}#${ordinal}`,
      question: [row.question, ...headingPath].join(' › '),
      similarQuestions: [],
      answer: text,
      passage: { ordinal, headingPath },
    })),
  };
}

function withDraft(stored: StoredDocument): StoredDocument {
  const { draft } = stored;
  if (draft === null) {
    return stored;
  }
  return {
    ...stored,
    kind: draft.kind,
    question: draft.question,
    similar_questions: draft.similarQuestions,
    answer: draft.answer,
    category: draft.category,
    valid_from: draft.validFrom === null ? null : new Date(draft.validFrom),
    valid_until: draft.validUntil === null ? null : new Date(draft.validUntil),
  };
}

function cutDraft(documentId: DocumentId, { question, answer }: StoredDocument): StoredPassage[] {
  return cutPassages(answer, question).map(({ headingPath, text }, ordinal) => ({
    document_id: documentId,
    ordinal,
    heading_path: headingPath,
    text,
  }));
}
