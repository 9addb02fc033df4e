import type { LowConfidenceAction } from '../config/low-confidence.js';
import type { Retrieval } from '../knowledge/knowledge.js';
import type { AnswerResult } from './answers/answer.js';
import { clarifyingText, optionsOf } from './clarification.js';
import type { Decision, Unanswered } from './decision.js';
import { quotationOf } from './quotation.js';
import type { Texts } from './texts/texts.js';
import { unanswered } from './unanswered.js';

/** What applies to the category of the first hit. */
export interface AnswerRules {
  /** From this confidence on the question is answered. */
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
  texts: Texts;
}

/** Below this the base holds nothing on the subject, and a model would only be tempted to invent. */
const MODEL_SCOPE_MIN = 0.2;

/** Whether the passages are worth a completion. */
export function isWorthAsking({ hits, inScope }: Retrieval): boolean {
  return hits.length > 0 && inScope >= MODEL_SCOPE_MIN;
}

/**
 * The end of a question's turn: by the model's answer, or by what was found where there is no model or all failed. The
 * thresholds are the same for both; what is held against them is how sure each is.
 */
export function decide(
  retrieval: Retrieval,
  answered: AnswerResult | undefined,
  circumstances: Circumstances,
): Decision {
  const { rules, aiLabel, texts } = circumstances;
  switch (answered?.kind) {
    case 'answer': {
      const text = withLabel(answered.text, aiLabel);
      return byConfidence(answered.confidence, { kind: 'answer', reason: 'model', text }, retrieval, circumstances);
    }
    case 'no-answer':
      return unanswered('nothing-relevant', rules.lowConfidenceAction, texts);
    case 'handoff':
      return { kind: 'handoff', reason: answered.reason, text: texts.humanNeeded };
    case 'confirm':
      return { kind: 'clarify', reason: 'confirm-tool', text: answered.text };
    case 'failed':
    case undefined: {
      const [best] = retrieval.hits;
      return best === undefined
        ? unanswered('nothing-relevant', rules.lowConfidenceAction, texts)
        : byConfidence(
            retrieval.confidence,
            { kind: 'answer', reason: 'quoted', text: quotationOf(best) },
            retrieval,
            circumstances,
          );
    }
  }
}

/** Answer, ask once what is meant, then ask a human; where not even that is likely, what the category says. */
function byConfidence(
  confidence: number,
  answer: Decision,
  retrieval: Retrieval,
  { rules, wasClarified, texts }: Circumstances,
): Decision {
  const { answerFrom, clarifyFrom, lowConfidenceAction } = rules;
  if (confidence >= answerFrom) {
    return answer;
  }
  if (confidence < clarifyFrom) {
    return unanswered(whyUnsure(retrieval, rules), lowConfidenceAction, texts);
  }
  const options = optionsOf(retrieval.hits);
  if (wasClarified || options.length === 0) {
    return unanswered('low-confidence', 'handoff', texts);
  }
  return { kind: 'clarify', reason: 'did-you-mean', options, text: clarifyingText(options, texts) };
}

function whyUnsure({ inScope }: Retrieval, { clarifyFrom }: AnswerRules): Unanswered {
  return inScope < clarifyFrom ? 'nothing-relevant' : 'low-confidence';
}

/** A model that sees earlier answers copies their label now and then. */
function withLabel(text: string, label: string): string {
  return text.endsWith(label) ? text : `${text}\n\n${label}`;
}
