import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import { type Principal, SYSTEM } from '../common/access.js';
import { Database, type Tx } from '../database/database.js';
import { Handoffs } from '../handoff/cases/handoffs.js';
import { Conversations } from '../messaging/conversations.js';
import { type Lease, Leases } from '../messaging/leases.js';
import { AskedQuestions } from '../knowledge/asked/asked-questions.js';
import { OpenMessages, type TakenMessages } from '../messaging/open-messages.js';
import { type Decision, outcomeOf } from './decision.js';
import { Filters } from './filters/filters.js';
import { FlowRuns } from './flows/flow-runs.js';
import { outcomeDetails } from './outcome-details.js';
import { Relaying } from './relaying.js';
import type { Asked, Thought } from './turn.js';
import { TurnReplies } from './turn-replies.js';

/** What became of the end of a turn. */
export type Ending =
  | 'stored'
  /** Another worker has the contact: the result is void. */
  | 'lost'
  /** Somebody else answers by now: the turn has to be thought out again. */
  | 'misfit';

/** The second transaction of a turn: everything that it comes to stands or falls together, fenced by the lease. */
@Injectable()
export class TurnEnding {
  constructor(
    private readonly database: Database,
    private readonly leases: Leases,
    private readonly openMessages: OpenMessages,
    private readonly conversations: Conversations,
    private readonly replies: TurnReplies,
    private readonly handoffs: Handoffs,
    private readonly askedQuestions: AskedQuestions,
    private readonly flowRuns: FlowRuns,
    private readonly relaying: Relaying,
    private readonly filters: Filters,
    private readonly audit: AuditLog,
  ) {}

  conclude(lease: Lease, taken: TakenMessages, thought: Thought): Promise<Ending> {
    const { decision, asked, flow, language } = thought;
    return this.database.transaction(async (tx) => {
      const [isHeld, fits] = await Promise.all([this.leases.holds(tx, lease), this.relaying.fits(tx, taken, decision)]);
      if (!isHeld || !fits) {
        return isHeld ? 'misfit' : 'lost';
      }
      if (decision.kind === 'relay' && !(await this.relaying.relay(tx, taken))) {
        return 'misfit';
      }
      const { conversation } = taken;
      await Promise.all([
        this.store(tx, taken, thought),
        this.openMessages.finish(tx, taken, outcomeOf(decision), decision.reason),
        this.replies.add(tx, taken, thought),
        this.recordQuestion(tx, taken, decision, asked),
        ...(flow === undefined ? [] : [this.flowRuns.store(tx, conversation, flow)]),
        this.conversations.speak(tx, conversation, language),
      ]);
      await this.changeConversation(tx, taken, thought);
      for (const effect of thought.effects) {
        await effect(tx);
      }
      await this.recordOutcome(tx, taken, thought);
      return 'stored';
    });
  }

  /** Tells the contact that the answer is coming, once for a turn however often it is tried. */
  async askForPatience(lease: Lease, taken: TakenMessages): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (await this.leases.holds(tx, lease)) {
        await this.replies.addPatience(tx, taken);
      }
    });
  }

  /** What figures are made of stands in columns, the rest in the explanation. */
  private async store(tx: Tx, taken: TakenMessages, { decision, explanation }: Thought): Promise<void> {
    const { route, model, intent, usage, language, milliseconds, degraded = [], attempts } = explanation;
    await tx.run(
      `insert into turns (id, contact_id, account_id, conversation_id, outcome, reason, explanation, started_at,
                          route_id, arm, model_id, prompt_version, degraded, cost, language, intent, intent_score)
       values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp() - make_interval(secs => $8),
               $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
      [
        taken.turnId,
        taken.contactId,
        taken.conversation.accountId,
        taken.conversation.id,
        outcomeOf(decision),
        decision.reason,
        JSON.stringify(explanation),
        (milliseconds.total ?? 0) / 1e3,
        route?.id ?? null,
        route?.arm ?? null,
        model?.outcome === 'accepted' ? (model.id ?? null) : null,
        route?.promptVersion ?? null,
        attempts === undefined ? null : degraded.length > 0,
        usage?.cost ?? null,
        language ?? null,
        intent?.intent ?? null,
        intent?.score ?? null,
      ],
    );
  }

  private async changeConversation(tx: Tx, taken: TakenMessages, thought: Thought): Promise<void> {
    const { conversation } = taken;
    const { decision } = thought;
    const [{ requestId }] = taken.messages;
    const contact: Principal = { kind: 'contact', id: taken.contactId };
    if (decision.kind === 'handoff') {
      await this.handoffs.request(tx, conversation, requestOf(taken, decision, thought));
    }
    if (decision.reason === 'queue-left') {
      await this.handoffs.abandon(tx, conversation, contact, requestId);
    }
    if (decision.reason === 'conversation-ended') {
      await this.handoffs.abandon(tx, conversation, contact, requestId);
      await this.conversations.end(tx, conversation, 'contact-left', contact);
    }
    if (decision.reason === 'context-cleared') {
      await this.conversations.clearContext(tx, conversation, contact);
    }
  }

  /** Tells those who keep the knowledge base what was asked, and whether the answer helped. */
  private async recordQuestion(tx: Tx, taken: TakenMessages, decision: Decision, asked?: Asked): Promise<void> {
    const { turnId, contactId, conversation } = taken;
    if (asked !== undefined) {
      const { id: conversationId, accountId } = conversation;
      const ids = { turnId, accountId, conversationId, contactId };
      await this.askedQuestions.record(tx, {
        ...ids,
        ...asked,
        outcome: outcomeOf(decision),
        reason: decision.reason,
      });
    }
    if (decision.reason === 'chosen') {
      await this.askedQuestions.choose(tx, decision.on, decision.documentId);
    }
    if (decision.reason === 'voted' || decision.reason === 'unhelpful-twice') {
      await this.askedQuestions.vote(tx, decision.on, decision.vote);
    }
  }

  private async recordOutcome(tx: Tx, taken: TakenMessages, thought: Thought): Promise<void> {
    const { turnId, contactId, conversation, messages } = taken;
    const { id: conversationId, accountId } = conversation;
    const [{ requestId }] = messages;
    const scope = { actor: SYSTEM, accountId, contactId, conversationId, requestId };
    await this.audit.record(tx, scope, { action: 'dialog.outcome', details: outcomeDetails(taken, thought) });
    for (const direction of ['inbound', 'outbound'] as const) {
      const verdict = thought.alerts[direction];
      if (verdict !== undefined) {
        await this.filters.recordAlerts(tx, scope, turnId, direction, verdict);
      }
    }
  }
}

type HandedOff = Extract<Decision, { kind: 'handoff' }>;

function requestOf(
  { turnId, contactId, messages: [{ requestId }] }: TakenMessages,
  decision: HandedOff,
  thought: Thought,
) {
  const actor: Principal = decision.reason === 'asked-for-human' ? { kind: 'contact', id: contactId } : SYSTEM;
  const { explanation, asked, language } = thought;
  const aim = 'to' in decision ? decision.to : undefined;
  return {
    turnId,
    reason: decision.reason,
    summary: 'summary' in decision ? decision.summary : undefined,
    intent: explanation.intent?.intent,
    category: asked?.category,
    language,
    ...aim,
    actor,
    requestId,
  };
}
