import type { Author } from '../../common/access.js';

export const heldThings = ['contact', 'conversation', 'account'] as const;
export type HeldThing = (typeof heldThings)[number];

export interface HoldRow {
  id: string;
  contact_id: string | null;
  conversation_id: string | null;
  account_id: string | null;
  reason: string;
  placed_by: Author;
  until: Date | null;
  released_by: Author | null;
  released_at: Date | null;
  version: number;
  created_at: Date;
}

export const HOLD_COLUMNS =
  'id, contact_id, conversation_id, account_id, reason, placed_by, until, released_by, released_at, version, created_at';

/** What a hold is on; the table sees to it that it is exactly one thing. */
export function subjectOf(row: HoldRow): { subject: HeldThing; subjectId: string } {
  if (row.contact_id !== null) {
    return { subject: 'contact', subjectId: row.contact_id };
  }
  if (row.conversation_id !== null) {
    return { subject: 'conversation', subjectId: row.conversation_id };
  }
  return { subject: 'account', subjectId: row.account_id ?? '' };
}
