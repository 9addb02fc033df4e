import type {
  ContactId,
  EvaluationId,
  HandoffId,
  ImportId,
  MediaId,
  PromptTrialId,
  ReplayId,
  TicketId,
} from '../common/ids.js';

/** Every job and what it carries: ids, never rows. Each is safe to run twice. A job's name is its queue's name. */
export interface Jobs {
  'dialog.turn': { contactId: ContactId };
  'outbox.deliver': { contactId: ContactId };
  'answers.warm': { knowledgeVersion: number };
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
  'prompt.trial': { trialId: PromptTrialId };
  'ticket.summarise': { ticketId: TicketId };
}

export type JobName = keyof Jobs;

export const jobNames = [
  'dialog.turn',
  'outbox.deliver',
  'answers.warm',
  'knowledge.import',
  'knowledge.embed',
  'knowledge.evaluate',
  'dialog.replay',
  'handoff.offer',
  'handoff.clock',
  'media.fetch',
  'notification.send',
  'prompt.trial',
  'ticket.summarise',
] as const satisfies readonly JobName[];
