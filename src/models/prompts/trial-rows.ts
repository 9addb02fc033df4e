import type { AccountId, PromptTrialId } from '../../common/ids.js';
import type { TrialAnswer, TrialOutcome } from './trial-runner.js';

export const trialStatuses = ['queued', 'running', 'completed', 'failed'] as const;
export type TrialStatus = (typeof trialStatuses)[number];

/** What one version made of all questions. */
export interface VersionFigures {
  outcomes: Record<TrialOutcome, number>;
  /** Over the questions that have one; null without any. */
  meanConfidence: number | null;
  meanMs: number | null;
  cost: number;
}

export interface TrialReport {
  questions: number;
  /** Questions on which the contact would read something else. */
  changed: number;
  before: VersionFigures;
  after: VersionFigures;
}

export interface TrialRow {
  id: PromptTrialId;
  version: string;
  against: string;
  account_id: AccountId | null;
  language: string | null;
  status: TrialStatus;
  total: number;
  processed: number;
  report: TrialReport | null;
  failure: { code: string; message: string } | null;
  created_at: Date;
  updated_at: Date;
}

export const TRIAL_COLUMNS = `id, version, against, account_id, language, status, total, processed, report, failure,
  created_at, updated_at`;

export interface TrialResult {
  ordinal: number;
  text: string;
  before: TrialAnswer;
  after: TrialAnswer;
}
