import type { LowConfidenceAction } from '../config/low-confidence.js';
import type { Decision, Unanswered } from './decision.js';
import type { Texts } from './texts/texts.js';

/** A question without an answer: the contact is told so honestly, and a human is asked or offered. */
export function unanswered(reason: Unanswered, action: LowConfidenceAction, texts: Texts): Decision {
  const text = texts.unanswered[reason] + texts.lowConfidence[action];
  return action === 'handoff' ? { kind: 'handoff', reason, text } : { kind: 'clarify', reason, text };
}
