import type { ContactId, EvaluationId, ImportId } from '../common/ids.js';

/** Every job and what it carries: ids, never rows. Each is safe to run twice. A job's name is its queue's name. */
export interface Jobs {
  'dialog.turn': { contactId: ContactId };
  'outbox.deliver': { contactId: ContactId };
  'knowledge.import': { importId: ImportId };
  'knowledge.embed': { model: string };
  'knowledge.evaluate': { evaluationId: EvaluationId };
}

export type JobName = keyof Jobs;

export const jobNames = [
  'dialog.turn',
  'outbox.deliver',
  'knowledge.import',
  'knowledge.embed',
  'knowledge.evaluate',
] as const satisfies readonly JobName[];
