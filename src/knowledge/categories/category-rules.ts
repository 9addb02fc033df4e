import { InvalidRequestError } from '../../common/app-error.js';
import type { LowConfidenceAction } from '../../config/low-confidence.js';
import type { Settings } from '../../settings/settings.js';

/** What applies to questions that a category's document would answer. `clarifyFrom` never exceeds `answerFrom`. */
export interface CategoryRules {
  answerFrom: number;
  clarifyFrom: number;
  lowConfidenceAction: LowConfidenceAction;
  /** The accounts that may quote it; undefined: all. */
  accountIds: readonly string[] | undefined;
}

/** What somebody set; null: what the settings say. */
export interface CategorySettings {
  answerFrom: number | null;
  clarifyFrom: number | null;
  lowConfidenceAction: LowConfidenceAction | null;
  accountIds: readonly string[] | null;
}

export const NOTHING_SET: CategorySettings = {
  answerFrom: null,
  clarifyFrom: null,
  lowConfidenceAction: null,
  accountIds: null,
};

/** A threshold of the settings may have been moved past one of the category: then there is nothing to clarify. */
export function rulesFrom(category: CategorySettings, settings: Settings): CategoryRules {
  const { answerFrom, clarifyFrom, lowConfidenceAction } = merged(category, settings);
  return {
    answerFrom,
    clarifyFrom: Math.min(clarifyFrom, answerFrom),
    lowConfidenceAction,
    accountIds: category.accountIds ?? undefined,
  };
}

/** @throws {InvalidRequestError} when it would clarify from where it answers already. */
export function assertOrdered(category: CategorySettings, settings: Settings): void {
  const { answerFrom, clarifyFrom } = merged(category, settings);
  if (clarifyFrom > answerFrom) {
    throw new InvalidRequestError('a category cannot clarify from where it answers already', [
      `clarifyFrom: ${clarifyFrom} is above answerFrom, ${answerFrom}`,
    ]);
  }
}

function merged(category: CategorySettings, settings: Settings): Omit<CategoryRules, 'accountIds'> {
  return {
    answerFrom: category.answerFrom ?? settings.get('dialog.quoteThreshold'),
    clarifyFrom: category.clarifyFrom ?? settings.get('dialog.clarifyThreshold'),
    lowConfidenceAction: category.lowConfidenceAction ?? settings.get('dialog.lowConfidenceAction'),
  };
}
