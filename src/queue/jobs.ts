import type { ContactId, EvaluationId, ImportId, PromptTrialId, ReplayId } from '../common/ids.js';

/** Every job and what it carries: ids, never rows. Each is safe to run twice. A job's name is its queue's name. */
export interface Jobs {
  'dialog.turn': { contactId: ContactId };
  'outbox.deliver': { contactId: ContactId };
  'answers.warm': { knowledgeVersion: number };
  'knowledge.import': { importId: ImportId };
  'knowledge.embed': { model: string };
  'knowledge.evaluate': { evaluationId: EvaluationId };
  'dialog.replay': { replayId: ReplayId };
  'prompt.trial': { trialId: PromptTrialId };
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
  'prompt.trial',
] as const satisfies readonly JobName[];
