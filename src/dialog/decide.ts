import type { LowConfidenceAction } from '../config/low-confidence.js';
import type { Hit, Retrieval } from '../knowledge/knowledge.js';
import type { Completion } from '../models/models.js';
import { clarifyingText, optionsOf } from './clarification.js';
import type { Decision, Unanswered } from './decision.js';
import { NO_ANSWER } from './prompt.js';
import { quotationOf } from './quotation.js';
import { unanswered } from './unanswered.js';

/** What applies to the category of the first hit. */
export interface AnswerRules {
  /** From this confidence on the first hit is quoted. */
  answerFrom: number;
  /** From this confidence on the contact is asked what is meant. */
  clarifyFrom: number;
  lowConfidenceAction: LowConfidenceAction;
}

export interface Circumstances {
  rules: AnswerRules;
  /** The question before was answered by asking what is meant: that is not done twice in a row. */
  wasClarified: boolean;
  /** Is appended to what a model wrote, as Chinese rules ask for. */
  aiLabel: string;
}

/** Below this the base holds nothing on the subject, and a model would only be tempted to invent. */
const MODEL_SCOPE_MIN = 0.2;

/** Whether the passages are worth a completion. */
export function isWorthAsking({ hits, inScope }: Retrieval): boolean {
  return hits.length > 0 && inScope >= MODEL_SCOPE_MIN;
}

/** The end of a question's turn: by the model's answer, or by what was found where there is no model or it failed. */
export function decide(
  retrieval: Retrieval,
  completion: Completion | undefined,
  circumstances: Circumstances,
): Decision {
  const { rules, aiLabel } = circumstances;
  if (completion?.outcome === 'completed') {
    return completion.text.includes(NO_ANSWER)
      ? unanswered('nothing-relevant', rules.lowConfidenceAction)
      : { kind: 'answer', reason: 'model', text: withLabel(completion.text, aiLabel) };
  }
  const [best] = retrieval.hits;
  return best === undefined
    ? unanswered('nothing-relevant', rules.lowConfidenceAction)
    : withoutModel(best, retrieval, circumstances);
}

/** Quote, ask once what is meant, then ask a human; where not even that is likely, what the category says. */
function withoutModel(best: Hit, retrieval: Retrieval, { rules, wasClarified }: Circumstances): Decision {
  const { answerFrom, clarifyFrom, lowConfidenceAction } = rules;
  const { confidence, hits } = retrieval;
  if (confidence >= answerFrom) {
    return { kind: 'answer', reason: 'quoted', text: quotationOf(best) };
  }
  if (confidence < clarifyFrom) {
    return unanswered(whyUnsure(retrieval, rules), lowConfidenceAction);
  }
  if (wasClarified) {
    return unanswered('low-confidence', 'handoff');
  }
  const options = optionsOf(hits);
  return { kind: 'clarify', reason: 'did-you-mean', options, text: clarifyingText(options) };
}

function whyUnsure({ inScope }: Retrieval, { clarifyFrom }: AnswerRules): Unanswered {
  return inScope < clarifyFrom ? 'nothing-relevant' : 'low-confidence';
}

/** A model that sees earlier answers copies their label now and then. */
function withLabel(text: string, label: string): string {
  return text.endsWith(label) ? text : `${text}\n\n${label}`;
}
