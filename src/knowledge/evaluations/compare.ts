import type { CategoryRules } from '../categories/category-rules.js';

export const changes = ['better', 'worse', 'new', 'lost', 'changed', 'same'] as const;
export type Change = (typeof changes)[number];

/** What a question comes to without a model: the first hit is quoted, the contact is asked what is meant, or neither. */
export const findingActions = ['answer', 'clarify', 'none'] as const;
export type FindingAction = (typeof findingActions)[number];

export interface FoundDocument {
  documentId: string;
  externalId: string;
  title: string;
  /** What would be quoted. */
  text: string;
}

/** What one edition of the knowledge base makes of a question. */
export interface Finding {
  action: FindingAction;
  /** Best first, each once. */
  documents: readonly FoundDocument[];
  /** How likely the first answers the question, 0..1. */
  confidence: number;
  /** How likely the edition holds an answer at all, 0..1. */
  inScope: number;
}

/** How many documents a contact chooses from. */
const OPTIONS_MAX = 3;

export function actionOf(
  isFound: boolean,
  confidence: number,
  { answerFrom, clarifyFrom }: Pick<CategoryRules, 'answerFrom' | 'clarifyFrom'>,
): FindingAction {
  if (!isFound || confidence < clarifyFrom) {
    return 'none';
  }
  return confidence >= answerFrom ? 'answer' : 'clarify';
}

/** The place of a document among those that were found, from 1; undefined if it is not among them. */
export function rankOf({ documents }: Finding, externalId: string): number | undefined {
  const index = documents.findIndex((document) => document.externalId === externalId);
  return index < 0 ? undefined : index + 1;
}

/**
 * What publishing would change for a question. A hit is an answer, and where it is known which document answers, one
 * from that document: `new` and `lost`. Otherwise it is `better` or `worse` for the contact: right choices
 * instead of none, no answer instead of a wrong one, the right document higher up. `changed`: the contact reads
 * something else, and nothing says which is better.
 * @param expected the external id of the document that answers, if that is known.
 */
export function compare(live: Finding, candidate: Finding, expected?: string): Change {
  const [before, after] = [live, candidate].map((finding) => gradeOf(finding, expected));
  if (before === undefined || after === undefined) {
    throw new TypeError('two findings have two grades');
  }
  if (before !== after && Math.max(before, after) === GRADES.hit) {
    return after === GRADES.hit ? 'new' : 'lost';
  }
  const gain = after - before || climbOf(live, candidate, expected);
  if (gain !== 0) {
    return gain > 0 ? 'better' : 'worse';
  }
  return seenIn(live) === seenIn(candidate) ? 'same' : 'changed';
}

/** From what harms the contact to what helps. */
const GRADES = { wrongAnswer: 0, nothing: 1, choice: 2, hit: 3 };

function gradeOf(finding: Finding, expected: string | undefined): number {
  const rank = expected === undefined ? 1 : (rankOf(finding, expected) ?? Infinity);
  switch (finding.action) {
    case 'answer':
      return rank === 1 ? GRADES.hit : GRADES.wrongAnswer;
    case 'clarify':
      return rank <= OPTIONS_MAX ? GRADES.choice : GRADES.nothing;
    case 'none':
      return GRADES.nothing;
  }
}

/** Above 0 when the expected document comes higher up than before. */
function climbOf(live: Finding, candidate: Finding, expected: string | undefined): number {
  if (expected === undefined) {
    return 0;
  }
  const [before, after] = [1 / (rankOf(live, expected) ?? Infinity), 1 / (rankOf(candidate, expected) ?? Infinity)];
  return after - before;
}

/** What the contact would read, so that two of them can be compared. */
function seenIn({ action, documents }: Finding): string {
  switch (action) {
    case 'answer':
      return JSON.stringify([action, ...documents.slice(0, 1)]);
    case 'clarify':
      return JSON.stringify([
        action,
        ...documents.slice(0, OPTIONS_MAX).map(({ documentId, title }) => [documentId, title]),
      ]);
    case 'none':
      return action;
  }
}
