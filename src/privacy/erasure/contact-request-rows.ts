import type { AccountId, ContactId, ContactRequestId } from '../../common/ids.js';
import type { Author } from '../../common/access.js';

export const contactRequestKinds = ['export', 'erasure'] as const;
export type ContactRequestKind = (typeof contactRequestKinds)[number];
export const contactRequestStates = ['queued', 'running', 'completed', 'failed'] as const;
export type ContactRequestState = (typeof contactRequestStates)[number];

/** How far it is. Of a copy: the rows by part; of an erasure: the erasers that are done, and what is erased. */
export interface ContactRequestProgress {
  rows?: Readonly<Record<string, number>>;
  done?: readonly string[];
  /** An ISO moment: what came later stays. It is when nothing was under way any more. */
  until?: string;
}

/** What somebody asks for in a contact's name: his copy, or that he be forgotten. */
export interface ContactRequest {
  id: ContactRequestId;
  contact_id: ContactId;
  account_id: AccountId;
  kind: ContactRequestKind;
  status: ContactRequestState;
  reason: string;
  created_by: Author;
  request_id: string;
  progress: ContactRequestProgress;
  attempts: number;
  /** Of the worker that has it: a transaction that carries an old one changes nothing. */
  token: string;
  failure: string | null;
  bytes: string | null;
  sha256: string | null;
  created_at: Date;
  finished_at: Date | null;
}

export const CONTACT_REQUEST_COLUMNS = `id, contact_id, account_id, kind, status, reason, created_by, request_id, progress,
  attempts, token, failure, bytes, sha256, created_at, finished_at`;
