import type { Hit, Retrieval } from '../knowledge/knowledge.js';
import type { PickedRoute } from '../models/routes/route.js';
import type { AnswerResult } from './answers/answer.js';
import type { AnswerRules } from './decide.js';
import type { Decision } from './decision.js';
import type { ExplainedHit, ExplainedPassage, ExplainedRoute, Explanation } from './explanation.js';
import type { FilterHit } from './filters/filter-verdict.js';
import type { FlowTrace } from './flows/flow-state.js';
import type { RecognisedIntent } from './intents/intent.js';
import type { LanguageCode } from './language/language.js';
import type { Step } from './steps.js';

/** What a decision was made from. */
export interface Grounds {
  steps?: readonly Step[];
  language?: LanguageCode;
  intent?: RecognisedIntent;
  retrieval?: Retrieval;
  edition?: PickedRoute['knowledge'];
  isTranslated?: boolean;
  thresholds?: AnswerRules;
  route?: PickedRoute;
  answered?: AnswerResult;
  flow?: FlowTrace;
  inboundHits?: readonly FilterHit[];
  outboundHits?: readonly FilterHit[];
  degraded?: readonly string[];
  /** The categories that the moderation endpoint flagged. */
  moderation?: readonly string[];
  choice?: NonNullable<Explanation['choice']>;
  /** The document that was chosen. */
  chosen?: Hit | undefined;
}

/** Pure: everything that is known of a turn comes with the grounds. */
export function explain(decision: Decision, grounds: Grounds = {}): Explanation {
  const { steps = [], language, intent, retrieval, thresholds, route, answered, flow, choice, chosen } = grounds;
  const filters = ofFilters(grounds);
  const degraded = [...(retrieval?.degraded ?? []), ...(grounds.degraded ?? []), ...whyDegraded(answered)];
  return {
    decision: { kind: decision.kind, reason: decision.reason },
    steps,
    ...(language && { language }),
    ...(intent && { intent }),
    ...(retrieval && ofRetrieval(retrieval, grounds)),
    ...(thresholds && { thresholds: ofRules(thresholds) }),
    ...(chosen && { passages: [ofHit(chosen)] }),
    ...(degraded.length > 0 && { degraded }),
    ...(route && { route: ofRoute(route) }),
    ...(answered && ofAnswer(answered)),
    ...(flow && { flow }),
    ...(filters && { filters }),
    ...(decision.reason === 'did-you-mean' && { clarification: { options: decision.options } }),
    ...(choice && { choice }),
    ...('vote' in decision && { vote: { turnId: decision.on, vote: decision.vote } }),
    milliseconds: {
      ...(retrieval && { search: retrieval.tookMs }),
      ...(answered && { model: sum(answered.attempts.map(({ milliseconds }) => milliseconds)) }),
    },
  };
}

function ofRetrieval(
  { confidence, inScope, hits, version }: Retrieval,
  { edition = 'live', isTranslated = false, answered }: Grounds,
): Pick<Explanation, 'confidence' | 'inScope' | 'passages' | 'knowledge'> {
  const citations = answered?.kind === 'answer' ? answered.citations : [];
  const cited = new Set(citations.flatMap((citation) => (citation.kind === 'passage' ? [citation.number] : [])));
  return {
    confidence,
    inScope,
    knowledge: { version, edition, translated: isTranslated },
    passages: hits.map((hit, index) => ({ ...ofHit(hit), ...(cited.has(index + 1) && { cited: true }) })),
  };
}

function ofHit({ documentId, externalId, title, score, revision, passage }: Hit): ExplainedPassage {
  return { documentId, externalId, title, score, revision, ...passage };
}

/** A category's rules say more than concerns an answer. */
function ofRules({ answerFrom, clarifyFrom, lowConfidenceAction }: AnswerRules): AnswerRules {
  return { answerFrom, clarifyFrom, lowConfidenceAction };
}

function ofRoute(route: PickedRoute): ExplainedRoute {
  const { routeId: id, name, arm, modelIds, promptVersion, temperature, maxTokens, stop } = route;
  return {
    ...(id !== undefined && { id }),
    name,
    arm,
    modelIds,
    promptVersion,
    ...(temperature !== undefined && { temperature }),
    ...(maxTokens !== undefined && { maxTokens }),
    ...(stop !== undefined && { stop }),
  };
}

function ofAnswer(answered: AnswerResult): Partial<Explanation> {
  const { attempts, cache, toolCalls, promptVersion } = answered;
  const last = attempts.findLast(({ outcome }) => outcome === 'accepted') ?? attempts.at(-1);
  return {
    attempts,
    cache,
    usage: {
      promptTokens: sum(attempts.map(({ promptTokens = 0 }) => promptTokens)),
      completionTokens: sum(attempts.map(({ completionTokens = 0 }) => completionTokens)),
      cost: sum(attempts.map(({ cost }) => cost)),
    },
    ...(toolCalls.length > 0 && { toolCalls }),
    ...(last && {
      model: {
        ...(last.modelId !== undefined && { id: last.modelId }),
        name: last.model,
        outcome: last.outcome,
        ...(last.reason !== undefined && { reason: last.reason }),
        promptVersion,
      },
    }),
    ...(answered.kind === 'answer' && {
      citations: answered.citations,
      answerConfidence: {
        value: answered.confidence,
        own: answered.ownConfidence ?? null,
        claims: answered.checked.claims,
        unsupported: answered.checked.unsupported.length,
      },
    }),
  };
}

/** Why the answer is not by the model that was to write it. */
function whyDegraded(answered: AnswerResult | undefined): string[] {
  return answered?.isDegraded === true
    ? answered.attempts.flatMap(({ model, outcome, reason }) =>
        outcome === 'failed' || outcome === 'rejected' ? [`${model}: ${reason}`] : [],
      )
    : [];
}

function ofFilters({
  inboundHits = [],
  outboundHits = [],
  moderation = [],
}: Grounds): Explanation['filters'] | undefined {
  const shown = (hits: readonly FilterHit[]): ExplainedHit[] =>
    hits.map(({ list, word, action }) => ({ list, word, action }));
  return inboundHits.length + outboundHits.length + moderation.length === 0
    ? undefined
    : {
        ...(inboundHits.length > 0 && { inbound: shown(inboundHits) }),
        ...(outboundHits.length > 0 && { outbound: shown(outboundHits) }),
        ...(moderation.length > 0 && { moderation }),
      };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
