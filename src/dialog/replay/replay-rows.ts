import type { ReplayId } from '../../common/ids.js';
import type { KnowledgeEdition } from '../../models/routes/route.js';
import type { ReplayChange, ReplayedAnswer } from './replayed-answer.js';

export const replayStatuses = ['queued', 'running', 'completed', 'failed'] as const;
export type ReplayStatus = (typeof replayStatuses)[number];

/** What is not as it was; what is left out is as the routes have it now. */
export interface ReplayWay {
  /** Its arms, as far as they have a share, whatever its condition says. */
  routeId?: string | undefined;
  promptVersion?: string | undefined;
  knowledge?: KnowledgeEdition | undefined;
}

export interface ReplayReport {
  questions: number;
  changes: Record<ReplayChange, number>;
  /** Of those that are answered by it, in the currency of the prices. */
  costBefore: number;
  costAfter: number;
  meanMsBefore: number | null;
  meanMsAfter: number | null;
}

export interface ReplayRow {
  id: ReplayId;
  from_at: Date;
  to_at: Date;
  way: ReplayWay;
  status: ReplayStatus;
  total: number;
  processed: number;
  report: ReplayReport | null;
  failure: { code: string; message: string } | null;
  created_at: Date;
  updated_at: Date;
}

export const REPLAY_COLUMNS =
  'id, from_at, to_at, way, status, total, processed, report, failure, created_at, updated_at';

export interface ReplayedTurn {
  ordinal: number;
  turn_id: string;
  text: string;
  before: ReplayedAnswer;
  after: ReplayedAnswer;
  change: ReplayChange;
}
