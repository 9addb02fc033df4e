import type { DocumentId, TurnId } from '../common/ids.js';
import type { Hit, Retrieval } from '../knowledge/knowledge.js';
import type { Completion } from '../models/models.js';
import type { Option } from './clarification.js';
import type { Vote } from './commands.js';
import type { AnswerRules } from './decide.js';
import type { Decision } from './decision.js';
import { PROMPT_VERSION } from './prompt.js';

export interface ExplainedPassage {
  documentId: string;
  externalId: string;
  title: string;
  score: number;
  revision: number;
  /** Where the document is a text that was cut into passages. */
  ordinal?: number;
  headingPath?: readonly string[];
}

/** Why a turn ended as it did: enough to retrace it. Holds no texts; those stand in the messages. */
export interface Explanation {
  decision: { kind: Decision['kind']; reason: string };
  confidence?: number;
  inScope?: number;
  /** What applied to the category of the first hit. */
  thresholds?: AnswerRules;
  passages?: ExplainedPassage[];
  /** What the search had to do without. */
  degraded?: readonly string[];
  model?: { name: string; outcome: string; reason?: string; promptVersion: string };
  /** What the contact was asked to choose from; the next turn reads it. */
  clarification?: { options: readonly Option[] };
  /** What the contact chose, none being null, and the turn of the question that it answers. */
  choice?: { turnId: TurnId; documentId: DocumentId | null };
  /** What the contact thinks of the answer to that turn's question. */
  vote?: { turnId: TurnId; vote: Vote };
  milliseconds: { search?: number; model?: number; total?: number };
}

/** What a decision was made from. */
export interface Grounds {
  retrieval?: Retrieval;
  thresholds?: AnswerRules;
  completion?: Completion | undefined;
  choice?: NonNullable<Explanation['choice']>;
  /** The document that was chosen. */
  chosen?: Hit | undefined;
}

export function explain(decision: Decision, grounds: Grounds = {}): Explanation {
  const { retrieval, thresholds, completion, choice, chosen } = grounds;
  return {
    decision: { kind: decision.kind, reason: decision.reason },
    ...(retrieval && ofRetrieval(retrieval)),
    ...(thresholds && { thresholds: ofRules(thresholds) }),
    ...(chosen && { passages: [ofHit(chosen)] }),
    ...(completion && { model: ofCompletion(completion) }),
    ...(decision.reason === 'did-you-mean' && { clarification: { options: decision.options } }),
    ...(choice && { choice }),
    ...(decision.reason === 'voted' && { vote: { turnId: decision.on, vote: decision.vote } }),
    milliseconds: {
      ...(retrieval && { search: retrieval.tookMs }),
      ...(completion && { model: completion.milliseconds }),
    },
  };
}

function ofRetrieval({
  confidence,
  inScope,
  hits,
  degraded,
}: Retrieval): Pick<Explanation, 'confidence' | 'inScope' | 'passages' | 'degraded'> {
  return { confidence, inScope, passages: hits.map(ofHit), ...(degraded && { degraded }) };
}

function ofHit({ documentId, externalId, title, score, revision, passage }: Hit): ExplainedPassage {
  return { documentId, externalId, title, score, revision, ...passage };
}

/** A category's rules say more than concerns an answer. */
function ofRules({ answerFrom, clarifyFrom, lowConfidenceAction }: AnswerRules): AnswerRules {
  return { answerFrom, clarifyFrom, lowConfidenceAction };
}

function ofCompletion(completion: Completion): NonNullable<Explanation['model']> {
  return {
    name: completion.model,
    outcome: completion.outcome,
    ...(completion.outcome === 'failed' ? { reason: completion.reason } : {}),
    promptVersion: PROMPT_VERSION,
  };
}
