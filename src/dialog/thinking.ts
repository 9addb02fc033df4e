import { Injectable } from '@nestjs/common';
import { Knowledge, type Retrieval } from '../knowledge/knowledge.js';
import { Conversations } from '../messaging/conversations.js';
import type { TakenMessages } from '../messaging/open-messages.js';
import { type Completion, Models } from '../models/models.js';
import { Settings } from '../settings/settings.js';
import { decide, isWorthAsking } from './decide.js';
import type { Decision } from './decision.js';
import { explain, type Explanation } from './explanation.js';
import { applyPolicy } from './policy.js';
import { composePrompt } from './prompt.js';

export interface Thought {
  decision: Decision;
  explanation: Explanation;
}

/** So many rounds of question and answer are the context of the next. */
const CONTEXT_ROUNDS = 5;
const PASSAGES_MAX = 5;
const QUERY_LENGTH_MAX = 500;

/** Finds out what to say: policy, knowledge, model, decision. No transaction is open meanwhile. */
@Injectable()
export class Thinking {
  constructor(
    private readonly knowledge: Knowledge,
    private readonly models: Models,
    private readonly conversations: Conversations,
    private readonly settings: Settings,
  ) {}

  /** @throws what `signal` is aborted with: the turn is somebody else's by then. */
  async think(taken: TakenMessages, budgetMs: number, signal: AbortSignal): Promise<Thought> {
    const contents = taken.messages.map(({ content }) => content);
    const policy = applyPolicy(contents, taken.conversation.owner);
    if (policy.kind === 'decided') {
      return { decision: policy.decision, explanation: explain(policy.decision) };
    }
    const started = performance.now();
    const retrieval = await this.knowledge.find(policy.text.slice(0, QUERY_LENGTH_MAX), { limit: PASSAGES_MAX });
    const completion = await this.complete(
      taken,
      policy.text,
      retrieval,
      budgetMs - (performance.now() - started),
      signal,
    );
    signal.throwIfAborted();
    const decision = decide(retrieval, completion, {
      quoteThreshold: this.settings.get('dialog.quoteThreshold'),
      aiLabel: this.settings.get('dialog.aiLabel'),
    });
    return { decision, explanation: explain(decision, retrieval, completion) };
  }

  private async complete(
    taken: TakenMessages,
    question: string,
    retrieval: Retrieval,
    deadlineMs: number,
    signal: AbortSignal,
  ): Promise<Completion | undefined> {
    if (!this.models.available || !isWorthAsking(retrieval)) {
      return undefined;
    }
    const history = await this.conversations.context(taken.conversation.id, taken.turnId, CONTEXT_ROUNDS);
    const messages = composePrompt(question, retrieval.hits, history);
    return this.models.complete({ messages, signal, deadlineMs, requestId: taken.messages[0].requestId });
  }
}
