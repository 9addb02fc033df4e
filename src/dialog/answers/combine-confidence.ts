import { confidencePrior } from './confidence-prior.js';

/** What is known of an answer before it is sent. */
export interface AnswerEvidence {
  /** Of the search: that the first passage answers the question, and that any does, 0..1. */
  retrieval: { confidence: number; inScope: number };
  /** What the model says of itself, 0..1. */
  own: number | undefined;
  /** Claims that the check found in what the answer rests on. */
  supportedClaims: number;
  unsupportedClaims: number;
  /** Whether it rests on what a tool returned. */
  usedTool: boolean;
  /** Answers of this turn that were thrown away before. */
  rejections: number;
}

/** A model that is never in doubt says nothing by it. */
const CERTAINTY_MAX = 0.97;

/**
 * How likely the answer is right, 0..1: the log-odds of the search and of the model itself, weighted, moved by the check.
 * What an answer rests on if not on passages is the enterprise's own system: then the search counts as sure.
 */
export function combine(evidence: AnswerEvidence): number {
  const { retrieval, own, supportedClaims, unsupportedClaims, usedTool, rejections } = evidence;
  const { intercept, weights } = confidencePrior;
  const search = usedTool ? CERTAINTY_MAX : (retrieval.confidence + retrieval.inScope) / 2;
  const logOdds =
    intercept +
    weights.retrieval * logit(search) +
    weights.own * logit(own ?? confidencePrior.ownWhereUnknown) +
    weights.supported * (supportedClaims > 0 && unsupportedClaims === 0 ? 1 : 0) +
    weights.unsupported * Math.min(1, unsupportedClaims) +
    weights.rejection * Math.min(2, rejections);
  return 1 / (1 + Math.exp(-logOdds));
}

function logit(probability: number): number {
  const bounded = Math.min(CERTAINTY_MAX, Math.max(1 - CERTAINTY_MAX, probability));
  return Math.log(bounded / (1 - bounded));
}
