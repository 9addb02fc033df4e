import { Injectable } from '@nestjs/common';
import type { TurnId } from '../common/ids.js';
import { Categories } from '../knowledge/categories/categories.js';
import { type Hit, Knowledge, type Retrieval } from '../knowledge/knowledge.js';
import { Conversations } from '../messaging/conversations.js';
import type { TakenMessages } from '../messaging/open-messages.js';
import { type Completion, Models } from '../models/models.js';
import { Settings } from '../settings/settings.js';
import type { Option } from './clarification.js';
import { decide, isWorthAsking } from './decide.js';
import type { Decision } from './decision.js';
import { explain, type Explanation } from './explanation.js';
import { followUpOf } from './follow-up.js';
import { applyPolicy } from './policy.js';
import { PreviousTurns } from './previous-turn.js';
import { composePrompt } from './prompt.js';
import { quotationOf } from './quotation.js';
import { isWordless } from './small-talk.js';
import { texts } from './texts.js';
import { unanswered } from './unanswered.js';

/** What the knowledge base was asked, and what it made of it. */
export interface Asked {
  text: string;
  confidence: number;
  inScope: number;
  firstDocumentId?: string;
}

export interface Thought {
  decision: Decision;
  explanation: Explanation;
  /** Where the turn reached the knowledge base. */
  asked?: Asked;
}

/** What a turn may spend: until then, and only while `signal` is not aborted. */
interface Budget {
  deadlineMs: number;
  signal: AbortSignal;
}

/** So many rounds of question and answer are the context of the next. */
const CONTEXT_ROUNDS = 5;
const PASSAGES_MAX = 5;

/** Finds out what to say: policy, what went before, knowledge, model, decision. No transaction is open meanwhile. */
@Injectable()
export class Thinking {
  constructor(
    private readonly knowledge: Knowledge,
    private readonly categories: Categories,
    private readonly models: Models,
    private readonly conversations: Conversations,
    private readonly previousTurns: PreviousTurns,
    private readonly settings: Settings,
  ) {}

  /** @throws what `signal` is aborted with: the turn is somebody else's by then. */
  async think(taken: TakenMessages, budgetMs: number, signal: AbortSignal): Promise<Thought> {
    const startedAt = performance.now();
    const contents = taken.messages.map(({ content }) => content);
    const policy = applyPolicy(contents, taken.conversation.owner);
    if (policy.kind === 'decided') {
      return justified(policy.decision);
    }
    const previous = await this.previousTurns.of(taken.conversation.id);
    const followUp = followUpOf(policy.text, previous);
    switch (followUp.kind) {
      case 'vote': {
        const { vote, turnId: on } = followUp;
        return justified({ kind: 'answer', reason: 'voted', vote, on, text: texts.voted[vote] });
      }
      case 'stray-vote':
        return justified({ kind: 'answer', reason: 'small-talk', text: texts.strayVote[followUp.vote] });
      case 'choice':
        return this.quoteChoice(taken, followUp.turnId, followUp.option);
      case 'rejection':
        return this.acceptRejection(followUp.turnId, followUp.options);
      case 'question': {
        if (isWordless(policy.text)) {
          return justified({ kind: 'answer', reason: 'small-talk', text: texts.wordless });
        }
        const budget = { deadlineMs: budgetMs - (performance.now() - startedAt), signal };
        return this.answer(taken, policy.text, previous?.kind === 'clarified', budget);
      }
    }
  }

  private async answer(taken: TakenMessages, text: string, wasClarified: boolean, budget: Budget): Promise<Thought> {
    const startedAt = performance.now();
    const { accountId } = taken.conversation;
    const retrieval = await this.knowledge.find(text, { limit: PASSAGES_MAX, accountId, signal: budget.signal });
    const deadlineMs = budget.deadlineMs - (performance.now() - startedAt);
    const completion = await this.complete(taken, text, retrieval, { ...budget, deadlineMs });
    budget.signal.throwIfAborted();
    const [first] = retrieval.hits;
    const rules = this.categories.rulesOf(first?.category);
    const aiLabel = this.settings.get('dialog.aiLabel');
    const decision = decide(retrieval, completion, { rules, wasClarified, aiLabel });
    const { confidence, inScope } = retrieval;
    return {
      decision,
      explanation: explain(decision, { retrieval, thresholds: rules, completion }),
      asked: { text, confidence, inScope, ...(first !== undefined && { firstDocumentId: first.documentId }) },
    };
  }

  /** The document as it is now: since the contact was asked it may have changed, or have gone. */
  private async quoteChoice(taken: TakenMessages, turnId: TurnId, option: Option): Promise<Thought> {
    const { documentId } = option;
    const found = await this.knowledge.get(documentId, option.passage?.ordinal);
    const chosen = found !== undefined && this.mayQuote(found, option, taken) ? found : undefined;
    const decision: Decision =
      chosen === undefined
        ? unanswered('nothing-relevant', this.categories.rulesOf(option.category).lowConfidenceAction)
        : { kind: 'answer', reason: 'chosen', documentId, on: turnId, text: quotationOf(chosen) };
    return { decision, explanation: explain(decision, { choice: { turnId, documentId }, chosen }) };
  }

  /** In a text that was cut anew, another passage may stand in the place of the one that was found. */
  private mayQuote({ category, passage }: Hit, option: Option, { conversation }: TakenMessages): boolean {
    const { accountIds } = this.categories.rulesOf(category);
    return (
      passage?.headingPath.join('\n') === option.passage?.headingPath.join('\n') &&
      (accountIds === undefined || accountIds.includes(conversation.accountId))
    );
  }

  private acceptRejection(turnId: TurnId, [first]: readonly Option[]): Thought {
    const { lowConfidenceAction } = this.categories.rulesOf(first?.category);
    const decision = unanswered('nothing-relevant', lowConfidenceAction);
    return { decision, explanation: explain(decision, { choice: { turnId, documentId: null } }) };
  }

  private async complete(
    taken: TakenMessages,
    question: string,
    retrieval: Retrieval,
    { deadlineMs, signal }: Budget,
  ): Promise<Completion | undefined> {
    if (!this.models.available || !isWorthAsking(retrieval)) {
      return undefined;
    }
    const history = await this.conversations.context(taken.conversation.id, taken.turnId, CONTEXT_ROUNDS);
    const messages = composePrompt(question, retrieval.hits, history);
    const { id: conversationId } = taken.conversation;
    const { requestId } = taken.messages[0];
    return this.models.complete({ messages, conversationId, signal, deadlineMs, requestId });
  }
}

function justified(decision: Decision): Thought {
  return { decision, explanation: explain(decision) };
}
