import type { Retrieval } from '../knowledge/knowledge.js';
import type { Completion } from '../models/models.js';
import type { Decision } from './decision.js';
import { PROMPT_VERSION } from './prompt.js';

/** Why a turn ended as it did: enough to retrace it. Holds no texts; those stand in the messages. */
export interface Explanation {
  decision: { kind: Decision['kind']; reason: string };
  confidence?: number;
  inScope?: number;
  passages?: { documentId: string; externalId: string; title: string; score: number; revision: number }[];
  model?: { name: string; outcome: string; reason?: string; promptVersion: string };
  milliseconds: { search?: number; model?: number; total?: number };
}

export function explain(decision: Decision, retrieval?: Retrieval, completion?: Completion): Explanation {
  return {
    decision: { kind: decision.kind, reason: decision.reason },
    ...(retrieval === undefined ? {} : ofRetrieval(retrieval)),
    ...(completion === undefined ? {} : { model: ofCompletion(completion) }),
    milliseconds: {
      ...(retrieval === undefined ? {} : { search: retrieval.tookMs }),
      ...(completion === undefined ? {} : { model: completion.milliseconds }),
    },
  };
}

function ofRetrieval({
  confidence,
  inScope,
  hits,
}: Retrieval): Pick<Explanation, 'confidence' | 'inScope' | 'passages'> {
  const passages = hits.map(({ documentId, externalId, title, score, revision }) => ({
    documentId,
    externalId,
    title,
    score,
    revision,
  }));
  return { confidence, inScope, passages };
}

function ofCompletion(completion: Completion): NonNullable<Explanation['model']> {
  return {
    name: completion.model,
    outcome: completion.outcome,
    ...(completion.outcome === 'failed' ? { reason: completion.reason } : {}),
    promptVersion: PROMPT_VERSION,
  };
}
