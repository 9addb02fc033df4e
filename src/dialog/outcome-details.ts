import type { OutcomeDetails } from '../audit/outcome-details.js';
import type { TakenMessages } from '../messaging/open-messages.js';
import { outcomeOf } from './decision.js';
import type { Explanation } from './explanation.js';
import type { Thought } from './turn.js';

/** What the audit log says of a turn: from what and by whom the answer was made, in ids and figures. Pure. */
export function outcomeDetails(taken: TakenMessages, { decision, explanation }: Thought): OutcomeDetails {
  const { language, intent, confidence, inScope, answerConfidence, passages, cache, degraded = [] } = explanation;
  return {
    turnId: taken.turnId,
    outcome: outcomeOf(decision),
    reason: decision.reason,
    inbound: taken.messages.map(({ id }) => id),
    language,
    intent: intent?.intent,
    confidence: answerConfidence?.value ?? confidence,
    searchConfidence: confidence,
    inScope,
    passages: passages?.map(({ documentId, revision, score, cited }) => ({ documentId, revision, score, cited })),
    ...generatedBy(explanation),
    cache,
    filters: hitsOf(explanation),
    moderation: explanation.filters?.moderation,
    degraded: degraded.length > 0 ? degraded.length : undefined,
  };
}

/** Nothing where no model was asked, or none answered. */
function generatedBy({ model, route, usage, attempts }: Explanation): Partial<OutcomeDetails> {
  if (model === undefined) {
    return {};
  }
  return {
    modelId: model.id,
    model: model.name,
    modelOutcome: model.outcome,
    promptVersion: model.promptVersion,
    routeId: route?.id,
    arm: route?.arm,
    completions: attempts?.length,
    tokens: usage === undefined ? undefined : usage.promptTokens + usage.completionTokens,
  };
}

function hitsOf({ filters }: Explanation): OutcomeDetails['filters'] {
  const hits = (['inbound', 'outbound'] as const).flatMap((direction) =>
    (filters?.[direction] ?? []).map(({ list, word, action }) => ({ direction, list, word, action })),
  );
  return hits.length > 0 ? hits : undefined;
}
