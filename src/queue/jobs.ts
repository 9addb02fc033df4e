import type {
  AuditExportId,
  ContactId,
  ContactRequestId,
  EvaluationId,
  HandoffId,
  ImportId,
  MediaId,
  PromptTrialId,
  ReplayId,
  SavedSearchId,
  TicketId,
} from '../common/ids.js';

/** Every job and what it carries: ids, never rows. Each is safe to run twice. A job's name is its queue's name. */
export interface Jobs {
  'dialog.turn': { contactId: ContactId };
  'outbox.deliver': { contactId: ContactId };
  'answers.warm': { knowledgeVersion: number };
  'audit.export': { auditExportId: AuditExportId };
  /** Runs a saved search over the period that is over. */
  'audit.review': { savedSearchId: SavedSearchId };
  'knowledge.import': { importId: ImportId };
  'knowledge.embed': { model: string };
  'knowledge.evaluate': { evaluationId: EvaluationId };
  'dialog.replay': { replayId: ReplayId };
  /** Asks for whatever case is due. */
  'handoff.offer': Record<string, never>;
  'handoff.clock': { handoffId: HandoffId };
  'media.fetch': { mediaId: MediaId };
  /** Sends what is due in a lane: what waits in one holds up no other. */
  'notification.send': { lane: string };
  /** A contact's copy, or its erasure. */
  'privacy.request': { contactRequestId: ContactRequestId };
  /** Removes what was kept for long enough. */
  'privacy.retention': Record<string, never>;
  'prompt.trial': { trialId: PromptTrialId };
  'ticket.summarise': { ticketId: TicketId };
}

export type JobName = keyof Jobs;

export const jobNames = [
  'dialog.turn',
  'outbox.deliver',
  'answers.warm',
  'audit.export',
  'audit.review',
  'knowledge.import',
  'knowledge.embed',
  'knowledge.evaluate',
  'dialog.replay',
  'handoff.offer',
  'handoff.clock',
  'media.fetch',
  'notification.send',
  'privacy.request',
  'privacy.retention',
  'prompt.trial',
  'ticket.summarise',
] as const satisfies readonly JobName[];
