import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  type PromptTrialRunner,
  PromptTrialRunners,
  type TrialAnswer,
  type TrialQuestion,
} from '../../models/prompts/trial-runner.js';
import type { PickedRoute } from '../../models/routes/route.js';
import { type Decision, replyOf } from '../decision.js';
import type { Explanation } from '../explanation.js';
import { OutboundFilter } from '../outbound-filter.js';
import { QuestionAnswering } from '../question-answering.js';
import { UnderstandingStage } from '../stages/understanding-stage.js';
import { type Thought, Turn, type TurnSubject } from '../turn.js';
import { strangerWith, type TrialBudget } from './stranger.js';

const OUTCOMES: Readonly<Record<string, TrialAnswer['outcome']>> = {
  answer: 'answered',
  clarify: 'unanswered',
  handoff: 'handed-off',
};

/**
 * Answers a question as a turn would, for those who want to know what would be said: nothing is sent, stored or cached,
 * flows are left alone and no tool is called.
 */
@Injectable()
export class TrialAnswering implements PromptTrialRunner, OnModuleInit {
  constructor(
    private readonly understanding: UnderstandingStage,
    private readonly answering: QuestionAnswering,
    private readonly outboundFilter: OutboundFilter,
    private readonly runners: PromptTrialRunners,
  ) {}

  onModuleInit(): void {
    this.runners.register(this);
  }

  /** @param way what is not as the routes have it. */
  async think(subject: TurnSubject, way: (picked: PickedRoute) => PickedRoute): Promise<Thought> {
    const turn = new Turn(subject);
    const decision =
      (await this.understanding.decide(turn)) ??
      (await this.answering.answer(turn, { route: way, usesCache: false, usesTools: false }));
    return turn.end(await this.outboundFilter.pass(turn, decision));
  }

  async answer(question: TrialQuestion, budget: TrialBudget): Promise<TrialAnswer> {
    const startedAt = performance.now();
    const { decision, explanation } = await this.think(strangerWith(question, budget), (picked) => ({
      ...picked,
      promptVersion: question.promptVersion,
    }));
    return present(decision, explanation, Math.round(performance.now() - startedAt));
  }
}

function present(decision: Decision, explanation: Explanation, milliseconds: number): TrialAnswer {
  const { answerConfidence, confidence, usage, model, citations = [], passages = [] } = explanation;
  const cited = citations.flatMap((citation) => (citation.kind === 'passage' ? [citation.externalId] : []));
  const quoted = decision.reason === 'quoted' ? passages.slice(0, 1).map(({ externalId }) => externalId) : [];
  return {
    outcome: OUTCOMES[decision.kind] ?? 'failed',
    reason: decision.reason,
    text: replyOf(decision),
    citations: cited.length > 0 ? cited : quoted,
    confidence: answerConfidence?.value ?? confidence,
    model: model?.name,
    milliseconds,
    promptTokens: usage?.promptTokens,
    completionTokens: usage?.completionTokens,
    cost: usage?.cost,
  };
}
