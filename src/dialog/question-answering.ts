import { Injectable } from '@nestjs/common';
import { Categories } from '../knowledge/categories/categories.js';
import type { Retrieval } from '../knowledge/knowledge.js';
import { Conversations } from '../messaging/conversations.js';
import { Models } from '../models/models.js';
import type { PickedRoute } from '../models/routes/route.js';
import { Routes } from '../models/routes/routes.js';
import { Accounts } from '../settings/accounts.js';
import { settingsCatalogue } from '../settings/settings-catalogue.js';
import { Settings } from '../settings/settings.js';
import type { AnswerResult } from './answers/answer.js';
import { Answers } from './answers/answers.js';
import { decide, isWorthAsking } from './decide.js';
import type { Decision } from './decision.js';
import { Demands } from './demands.js';
import { difficultyOf } from './difficulty.js';
import { Searching } from './searching.js';
import { Tools } from './tools/tools.js';
import type { Turn } from './turn.js';

/** So many rounds of question and answer are the context of the next. */
const CONTEXT_ROUNDS = 5;

/** How a question is answered: as a turn would, or as replays and trials want it. */
export interface Override {
  route?: (picked: PickedRoute) => PickedRoute;
  /** Whether the answer may come from the cache, and stays in it. */
  usesCache: boolean;
  usesTools: boolean;
}

const LIVE: Override = { usesCache: true, usesTools: true };

/**
 * From a question to what is said to it: what is known, which model is to word it, its answer, and the decision. Sends
 * nothing, so that the questions of yesterday can be asked again.
 */
@Injectable()
export class QuestionAnswering {
  constructor(
    private readonly searching: Searching,
    private readonly categories: Categories,
    private readonly models: Models,
    private readonly routes: Routes,
    private readonly answers: Answers,
    private readonly demands: Demands,
    private readonly tools: Tools,
    private readonly accounts: Accounts,
    private readonly conversations: Conversations,
    private readonly settings: Settings,
  ) {}

  /** @throws what the turn's signal is aborted with. */
  async answer(turn: Turn, override: Override = LIVE): Promise<Decision> {
    const { grounds, steps, subject, texts } = turn;
    const live = await steps.take('search', () => this.searching.search(turn, 'live'), resultOfSearch);
    const route = await steps.take(
      'route',
      () => this.routeOf(turn, live.retrieval, override),
      ({ arm }) => arm,
    );
    const isLive = route.knowledge === 'live';
    const { retrieval, isTranslated } = isLive ? live : await this.searching.search(turn, route.knowledge);
    const [first] = retrieval.hits;
    const rules = this.categories.rulesOf(first?.category);
    Object.assign(grounds, { retrieval, isTranslated, route, thresholds: rules, edition: route.knowledge });
    turn.asked = {
      text: turn.text,
      confidence: retrieval.confidence,
      inScope: retrieval.inScope,
      ...(first !== undefined && { firstDocumentId: first.documentId, category: first.category }),
    };
    const demanded = await this.demands.ofCategory(turn, first?.category);
    if (demanded !== undefined) {
      return demanded;
    }
    const answered = await this.complete(turn, retrieval, route, override);
    subject.signal.throwIfAborted();
    if (answered !== undefined) {
      grounds.answered = answered;
      if (answered.kind === 'confirm') {
        turn.flow = answered.call; // whatever flow there was: a conversation waits for one thing at a time
        turn.resume = undefined;
      }
    }
    const wasClarified = turn.previous?.kind === 'clarified';
    const label = this.settings.get('dialog.aiLabel');
    const aiLabel = label === settingsCatalogue['dialog.aiLabel'].default ? texts.aiLabel : label;
    return decide(retrieval, answered, { rules, wasClarified, aiLabel, texts });
  }

  private routeOf(turn: Turn, retrieval: Retrieval, { route }: Override): PickedRoute {
    const { conversation, contactId } = turn.subject;
    const category = retrieval.hits[0]?.category;
    const { answerFrom } = this.categories.rulesOf(category);
    const picked = this.routes.pick({
      intent: turn.intent?.intent,
      category,
      language: turn.language,
      difficulty: difficultyOf(turn.text, retrieval, answerFrom),
      channel: this.accounts.byId(conversation.accountId)?.kind ?? '',
      accountId: conversation.accountId,
      contactId,
    });
    return route?.(picked) ?? picked;
  }

  /** Undefined where no model is asked: there is none, or nothing that it could say. */
  private async complete(
    turn: Turn,
    retrieval: Retrieval,
    route: PickedRoute,
    { usesCache, usesTools }: Override,
  ): Promise<AnswerResult | undefined> {
    const { conversation, contactId, externalId, turnId, requestId, signal } = turn.subject;
    const { id: conversationId, accountId } = conversation;
    const scope = { accountId, contactId, externalId, conversationId, turnId, requestId };
    const available = usesTools ? this.tools.available(scope) : undefined;
    const tools = available?.definitions.length === 0 ? undefined : available;
    const isPointless = !isWorthAsking(retrieval) && tools === undefined;
    if (!this.models.available || route.modelIds.length === 0 || isPointless) {
      return undefined;
    }
    const history = await this.conversations.context(conversationId, turnId, CONTEXT_ROUNDS);
    return this.answers.answer({
      question: turn.text,
      language: turn.language,
      history,
      retrieval,
      route,
      tools,
      conversation: { id: conversationId, accountId, contactId },
      turnId,
      cacheable: turn.flow === undefined && route.knowledge === 'live',
      cache: usesCache ? 'on' : 'off',
      signal,
      deadlineMs: turn.remainingMs,
      requestId,
    });
  }
}

function resultOfSearch({ retrieval: { hits, confidence } }: { retrieval: Retrieval }): string {
  return `${hits.length} passages, confidence ${confidence.toFixed(2)}`;
}
