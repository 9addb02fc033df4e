import { InvalidRequestError } from '../../common/app-error.js';
import { isStorable } from '../../common/storable.js';

export const QUESTIONS_MAX = 500;
export const QUESTION_LENGTH_MAX = 2_000;
const FAULTS_MAX = 20;

/**
 * The questions of a file: JSON Lines, each line a string or an object with `question`, or one JSON document with a list
 * of such. What an object says besides is left aside, so that files of the knowledge base and of evaluations will do.
 * @throws {InvalidRequestError} that says what is wrong in which line.
 */
export function readQuestions(bytes: Buffer): string[] {
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  const items =
    listOf(parse(text)) ??
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map(parse);
  if (items.length === 0 || items.length > QUESTIONS_MAX) {
    throw new InvalidRequestError(`a trial takes 1 to ${QUESTIONS_MAX} questions, not ${items.length}`);
  }
  const questions = items.map(questionOf);
  const faults = questions.flatMap((question, index) =>
    question === undefined ? [`question ${index + 1}: must be a text of 1 to ${QUESTION_LENGTH_MAX} characters`] : [],
  );
  if (faults.length > 0) {
    throw new InvalidRequestError('the questions cannot be read', faults.slice(0, FAULTS_MAX));
  }
  return questions.filter((question) => question !== undefined);
}

/** Undefined for what is no JSON. */
function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function listOf(document: unknown): unknown[] | undefined {
  const list =
    typeof document === 'object' && document !== null && 'questions' in document ? document.questions : document;
  return Array.isArray(list) ? list : undefined;
}

function questionOf(item: unknown): string | undefined {
  const question = typeof item === 'object' && item !== null && 'question' in item ? item.question : item;
  const isQuestion =
    typeof question === 'string' &&
    question.trim() !== '' &&
    question.length <= QUESTION_LENGTH_MAX &&
    isStorable(question);
  return isQuestion ? question.trim() : undefined;
}
