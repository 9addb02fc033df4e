import { createHash } from 'node:crypto';
import type { DocumentId } from '../../common/ids.js';

/** So many ways of asking have a vector of their own; more would say the same. */
const QUESTIONS_MAX = 20;
/** Long texts mean too many things at once, and models read no further. */
const TEXT_LENGTH_MAX = 1_500;

/** A FAQ entry, or a passage of a text. */
export interface EmbeddedUnit {
  id: DocumentId;
  revision: number;
  /** Of the passage; 0 for a FAQ entry. */
  ordinal: number;
  question: string;
  similar_questions: string[];
  answer: string | null;
  /** Of a passage. */
  heading_path: string[] | null;
  text: string | null;
}

/** What becomes one vector. */
export interface EmbeddingInput {
  documentId: DocumentId;
  revision: number;
  ordinal: number;
  text: string;
  /** SHA-256 of the text, in hexadecimal. */
  hash: string;
}

/** Of a FAQ entry, each way of asking, and its question with the answer; a passage under its headings. */
export function inputsOf(unit: EmbeddedUnit): EmbeddingInput[] {
  const { id: documentId, revision } = unit;
  if (unit.text !== null) {
    const text = `${[unit.question, ...(unit.heading_path ?? [])].join(' › ')}\n${unit.text}`;
    return [input({ documentId, revision, ordinal: unit.ordinal }, text)];
  }
  const questions = [unit.question, ...unit.similar_questions].slice(0, QUESTIONS_MAX);
  const texts = [...questions, `${unit.question}\n${unit.answer ?? ''}`];
  return texts.map((text, ordinal) => input({ documentId, revision, ordinal }, text));
}

function input(key: Omit<EmbeddingInput, 'text' | 'hash'>, whole: string): EmbeddingInput {
  const text = whole.slice(0, TEXT_LENGTH_MAX).toWellFormed();
  return { ...key, text, hash: createHash('sha256').update(text).digest('hex') };
}
