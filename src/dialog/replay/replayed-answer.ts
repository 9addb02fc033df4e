import { likeness } from '../../knowledge/lexical/likeness.js';

/** What a question came to, as far as two ways of answering it are compared. Texts are masked. */
export interface ReplayedAnswer {
  outcome: string;
  reason: string;
  /** What the contact read, or would read; null where nothing was said. */
  text: string | null;
  /** Of the answer where a model wrote one, else of the search. */
  confidence: number | null;
  route: string | null;
  arm: string | null;
  model: string | null;
  promptVersion: string | null;
  /** External ids of the documents that were found, the best first. */
  documents: readonly string[];
  milliseconds: number | null;
  cost: number | null;
}

/** `answered`: only the new way answers; `unanswered`: only the old one did. */
export const replayChanges = ['answered', 'unanswered', 'reworded', 'other', 'same'] as const;
export type ReplayChange = (typeof replayChanges)[number];

/** From so much on, two texts say the same in other words. */
const LIKENESS_MIN = 0.6;
/** What the contact can do something with; a question back or a handoff is none of it. */
const ANSWERS: ReadonlySet<string> = new Set(['quoted', 'model', 'chosen', 'flow-done']);

/** Whether the contact would be served otherwise; not, whether better: that people have to read. */
export function compareAnswers(before: ReplayedAnswer, after: ReplayedAnswer): ReplayChange {
  const wasAnswered = ANSWERS.has(before.reason);
  const isAnswered = ANSWERS.has(after.reason);
  if (wasAnswered !== isAnswered) {
    return isAnswered ? 'answered' : 'unanswered';
  }
  if (before.text === after.text || (!isAnswered && before.reason === after.reason)) {
    return 'same';
  }
  return isAnswered && likeness(before.text ?? '', after.text ?? '') >= LIKENESS_MIN ? 'reworded' : 'other';
}
