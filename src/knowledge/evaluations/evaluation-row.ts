import type { EvaluationId } from '../../common/ids.js';
import type { Author } from '../../common/access.js';
import type { Change, FindingAction } from './compare.js';

export const evaluationStatuses = ['queued', 'running', 'completed', 'failed'] as const;
export type EvaluationStatus = (typeof evaluationStatuses)[number];

/** Where the questions come from, without the questions. */
export type EvaluationSource =
  | { kind: 'questions'; accountId?: string | undefined }
  | { kind: 'asked'; days: number; limit: number; accountId?: string | undefined };

/** How many questions one edition answers, asks back on, or neither. */
export interface ActionCounts {
  answered: number;
  clarified: number;
  unanswered: number;
}

export interface ChangeCounts {
  better: number;
  worse: number;
  newHits: number;
  lostHits: number;
  changed: number;
  same: number;
}

/** Counts are of different questions, however often each was asked. Before: what is live; after: the candidate. */
export interface EvaluationReport extends ChangeCounts {
  questions: number;
  /** Of how many it is known which document answers them. */
  expected: number;
  /** Of the questions whose document is known, the share that has it first, 0..1; null without any. */
  recallAt1Before: number | null;
  recallAt1After: number | null;
  /** Over all questions, 0..1; null without any. */
  meanConfidenceBefore: number | null;
  meanConfidenceAfter: number | null;
  before: ActionCounts;
  after: ActionCounts;
}

export interface EvaluationRow {
  id: EvaluationId;
  source: EvaluationSource;
  status: EvaluationStatus;
  total: number;
  processed: number;
  report: EvaluationReport | null;
  failure: { code: string; message: string } | null;
  created_by: Author;
  created_at: Date;
  updated_at: Date;
}

/** What one edition made of a question, as it is kept. */
export interface KeptFinding {
  action: FindingAction;
  confidence: number;
  inScope: number;
  /** The first document; null when nothing was found. */
  first: { documentId: string; externalId: string; title: string } | null;
  /** The place of the document that answers it, from 1; null when that is not known or not among the best. */
  expectedRank: number | null;
}

export interface EvaluationQuestion {
  ordinal: number;
  text: string;
  asked: number;
  account_id: string | null;
  expected_external_id: string | null;
}

export interface ComparedQuestion extends EvaluationQuestion {
  change: Change;
  live: KeptFinding;
  candidate: KeptFinding;
}

export const EVALUATION_COLUMNS =
  'id, source, status, total, processed, report, failure, created_by, created_at, updated_at';
