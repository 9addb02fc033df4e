import type { Models } from '../../models/models.js';
import type { ProviderCitation } from '../../models/providers/provider.js';
import type { Hit } from '../../knowledge/knowledge.js';
import type { AnswerAsk, AnswerOutcome, Attempt, CalledTool, Citation, GoodAnswer } from './answer.js';
import { type AnswerInput, passagesOf, wordsOfContact } from './answer-input.js';
import { combine } from './combine-confidence.js';
import { ModelSession, type SessionEnd, type SessionSubject } from './model-session.js';
import type { CitedPassage } from './review.js';

/** An outcome and how it came about. */
export interface Answering {
  outcome: AnswerOutcome;
  attempts: readonly Attempt[];
  toolCalls: readonly CalledTool[];
  isDegraded: boolean;
}

/** The share of the time left that a model must leave to those behind it. */
const RESERVED_SHARE = 0.4;

/**
 * Asks the models of the route, one after the other, until one has an answer or says that there is none. All share the
 * deadline of the turn; each leaves something to the next.
 * @throws what the signal is aborted with.
 */
export async function answerByModels(models: Models, ask: AnswerAsk, input: AnswerInput): Promise<Answering> {
  const endsAt = performance.now() + ask.deadlineMs;
  const subject: SessionSubject = {
    ask,
    input,
    passages: passagesOf(ask.retrieval),
    given: [ask.question, ...wordsOfContact(ask.history), input.today],
  };
  const record: { attempts: Attempt[]; toolCalls: CalledTool[] } = { attempts: [], toolCalls: [] };
  const { modelIds } = ask.route;
  for (const [index, modelId] of modelIds.entries()) {
    const left = endsAt - performance.now();
    const reservedMs = index + 1 < modelIds.length ? left * RESERVED_SHARE : 0;
    const clock = { remainingMs: () => endsAt - reservedMs - performance.now() };
    const end = await new ModelSession(models, modelId, subject, clock, record).run();
    const outcome = outcomeOf(end, ask, record.attempts);
    if (outcome !== undefined) {
      return { outcome, ...record, isDegraded: index > 0 };
    }
  }
  return { outcome: { kind: 'failed' }, ...record, isDegraded: true };
}

/** Undefined: the next model is to be asked. */
function outcomeOf(end: SessionEnd, ask: AnswerAsk, attempts: readonly Attempt[]): AnswerOutcome | undefined {
  switch (end.kind) {
    case 'good':
      return goodAnswer(end, ask, attempts);
    case 'no-answer':
      return { kind: 'no-answer' };
    case 'needs-human':
      return { kind: 'handoff', reason: 'model-asked' };
    case 'unsupported':
      return { kind: 'handoff', reason: 'unsupported-claims' };
    case 'confirm':
      return { kind: 'confirm', call: end.call, text: end.call.question };
    case 'failed':
    case 'useless':
      return undefined;
  }
}

function goodAnswer(
  { review, usedTool, modelId, model }: SessionEnd & { kind: 'good' },
  { retrieval }: AnswerAsk,
  attempts: readonly Attempt[],
): GoodAnswer {
  const { text, cited, sources, own, checked } = review;
  return {
    kind: 'answer',
    text,
    citations: [
      ...cited.flatMap((citation) => passageCitation(citation, retrieval.hits)),
      ...sources.map(sourceCitation),
    ],
    ownConfidence: own,
    confidence: combine({
      retrieval,
      own,
      supportedClaims: checked.claims,
      unsupportedClaims: checked.unsupported.length,
      usedTool,
      rejections: attempts.filter(({ outcome }) => outcome === 'rejected').length,
    }),
    checked,
    modelId,
    model,
  };
}

function passageCitation({ number, by }: CitedPassage, hits: readonly Hit[]): Citation[] {
  const hit = hits[number - 1];
  if (hit === undefined) {
    return [];
  }
  const { documentId, externalId, title, revision, passage } = hit;
  return [{ kind: 'passage', number, documentId, externalId, title, revision, ...passage, by }];
}

function sourceCitation({ title, source }: ProviderCitation): Citation {
  return { kind: 'provider', title, ...(source !== undefined && { source }) };
}
