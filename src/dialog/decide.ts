import type { Retrieval } from '../knowledge/knowledge.js';
import type { Completion } from '../models/models.js';
import type { Decision } from './decision.js';
import { NO_ANSWER } from './prompt.js';
import { texts } from './texts.js';

export interface AnswerSettings {
  /** From this confidence on the best entry is quoted. */
  quoteThreshold: number;
  /** Is appended to what a model wrote, as Chinese rules ask for. */
  aiLabel: string;
}

/** Below this the base holds nothing on the subject, and a model would only be tempted to invent. */
const MODEL_SCOPE_MIN = 0.2;

/** Whether the passages are worth a completion. */
export function isWorthAsking({ hits, inScope }: Retrieval): boolean {
  return hits.length > 0 && inScope >= MODEL_SCOPE_MIN;
}

/**
 * The end of a question's turn: the model's answer, or the best entry quoted where there is no model or it failed,
 * or an honest "not found" with the offer of a human.
 */
export function decide(retrieval: Retrieval, completion: Completion | undefined, settings: AnswerSettings): Decision {
  if (completion?.outcome === 'completed') {
    return completion.text.includes(NO_ANSWER)
      ? nothingRelevant()
      : { kind: 'answer', reason: 'model', text: withLabel(completion.text, settings.aiLabel) };
  }
  const [best] = retrieval.hits;
  return best !== undefined && retrieval.confidence >= settings.quoteThreshold
    ? { kind: 'answer', reason: 'quoted', text: best.text }
    : nothingRelevant();
}

function nothingRelevant(): Decision {
  return { kind: 'clarify', reason: 'nothing-relevant', text: texts.nothingRelevant };
}

/** A model that sees earlier answers copies their label now and then. */
function withLabel(text: string, label: string): string {
  return text.endsWith(label) ? text : `${text}\n\n${label}`;
}
