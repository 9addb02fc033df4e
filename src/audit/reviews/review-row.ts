import type { AuditReviewId, SavedSearchId, SearchRunId } from '../../common/ids.js';
import type { Schedule } from './schedule.js';

export const verdicts = ['ok', 'wrong', 'unsafe', 'privacy'] as const;
export type Verdict = (typeof verdicts)[number];

export interface SavedSearchRow {
  id: SavedSearchId;
  name: string;
  filters: unknown;
  schedule: Schedule | null;
  sample: number;
  enabled: boolean;
  version: number;
  ran_until: Date;
  next_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

export const SEARCH_COLUMNS =
  'id, name, filters, schedule, sample, enabled, version, ran_until, next_at, created_at, updated_at';

export interface SearchRunRow {
  id: SearchRunId;
  from_at: Date;
  to_at: Date;
  state: 'done' | 'missed';
  found: number;
  sampled: number;
  asked_by: { kind: string; id?: string } | null;
  created_at: Date;
}

export const RUN_COLUMNS = 'id, from_at, to_at, state, found, sampled, asked_by, created_at';

export interface ReviewRow {
  id: AuditReviewId;
  search_id: SavedSearchId;
  search_name: string;
  from_at: Date;
  to_at: Date;
  event_id: string;
  event_at: Date;
  account_id: string | null;
  conversation_id: string | null;
  message_id: string | null;
  verdict: Verdict | null;
  note: string | null;
  reviewed_by: { kind: string; id?: string } | null;
  reviewed_at: Date | null;
  version: number;
  created_at: Date;
}
