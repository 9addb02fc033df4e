import type { Retrieval } from '../knowledge/knowledge.js';
import type { Difficulty } from '../models/routes/route.js';

const EASY_LENGTH_MAX = 60;

/**
 * Whether a small model will do: the base answers a short question in so many words, or there is something to weigh.
 * @param answerFrom the confidence from which the best entry would be quoted as it stands.
 */
export function difficultyOf(question: string, { confidence }: Retrieval, answerFrom: number): Difficulty {
  const isShort = question.length <= EASY_LENGTH_MAX && !question.includes('\n');
  return isShort && confidence >= answerFrom ? 'easy' : 'hard';
}
