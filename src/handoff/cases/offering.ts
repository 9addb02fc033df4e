import { Injectable, Logger } from '@nestjs/common';
import { SYSTEM } from '../../common/access.js';
import type { HandoffId, OperatorId } from '../../common/ids.js';
import { AppConfig } from '../../config/app-config.js';
import { Database, type Tx } from '../../database/database.js';
import { isOpen, nextOpening } from '../calendar/calendar.js';
import type { Group } from '../groups/group.js';
import { Groups } from '../groups/groups.js';
import { Candidates } from '../operators/candidates.js';
import { Operators } from '../operators/operators.js';
import { Presence } from '../operators/presence.js';
import { type Candidate, rankOperators } from '../operators/rank-operators.js';
import { operatorTexts } from '../texts/operator-texts.js';
import { Chosen } from './chosen.js';
import type { Case } from './case.js';
import { CaseEndings } from './case-endings.js';
import { CaseFallback, type FallbackReason } from './case-fallback.js';
import { CaseNotices } from './case-notices.js';
import { CaseSteps, type Columns, NOW } from './case-steps.js';
import { type DueCase, DueCases } from './due-cases.js';
import { type OfferFacts, type OfferPlan, planOffer } from './offer-plan.js';
import { type Offer, Offers, type OfferStage } from './offers.js';
import { togetherOrAlone } from './together-or-alone.js';
import { Waiting } from './waiting.js';

/** What an offer depends on, as it was when the batch began. */
interface Standing extends DueCase {
  candidates: readonly Candidate[];
  ahead: number;
}

/**
 * In one transaction. Those who choose wait for each other, and each statement of theirs waits for its turn in a process
 * that is busy: a batch has as many as one, so that large ones cost least. What is claimed or written waits so long, too.
 */
const BATCH_MAX = 50;

/** Asks operators to take cases. Each step is in one transaction: safe to run twice, and to be killed between two. */
@Injectable()
export class Offering {
  private readonly logger = new Logger(Offering.name);
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly config: AppConfig,
    private readonly due: DueCases,
    private readonly steps: CaseSteps,
    private readonly endings: CaseEndings,
    private readonly offers: Offers,
    private readonly waiting: Waiting,
    private readonly notices: CaseNotices,
    private readonly fallback: CaseFallback,
    private readonly groups: Groups,
    private readonly operators: Operators,
    private readonly candidates: Candidates,
    private readonly presence: Presence,
  ) {}

  /**
   * What ran out is closed, and whoever is next is asked, for all that is due. Does nothing while somebody is being asked.
   * One run after the other.
   */
  askForDue(): Promise<void> {
    const run = this.last.then(() => this.run());
    this.last = run.catch(() => undefined); // whoever waits for this run is told
    return run;
  }

  /** What fails is tried again when the sweeper finds it due. */
  private async run(): Promise<void> {
    const failed: HandoffId[] = [];
    let ids: HandoffId[];
    do {
      ids = await this.due.ids(this.database, BATCH_MAX, failed);
      const work = (some: readonly HandoffId[]): Promise<void> => this.take(some);
      const tell = (handoffId: HandoffId, error: unknown): void =>
        this.logger.error({ handoffId, err: error }, 'a case could not be offered');
      failed.push(...(ids.length === 0 ? [] : await togetherOrAlone(ids, work, tell)));
    } while (ids.length === BATCH_MAX);
  }

  /**
   * Statements of all the cases travel together; who is asked for which is chosen one after the other, in the order of
   * the requests, and what was chosen before in the batch counts.
   */
  private async take(ids: readonly HandoffId[]): Promise<void> {
    await this.database.transaction(async (tx) => {
      // Before any case: everybody who chooses does it in this order.
      const [, waiting] = await Promise.all([this.candidates.takeTurns(tx), this.due.lock(tx, ids)]);
      const dueIds = waiting.map(({ handoff }) => handoff.id);
      const [rounds, candidates, ahead] = await Promise.all([
        this.offers.ofRounds(tx, dueIds),
        this.candidates.ofEach(
          tx,
          waiting.map(({ handoff }) => this.needOf(handoff)),
        ),
        this.waiting.ahead(tx, dueIds),
      ]);
      const chosen = new Chosen();
      const acts: ((tx: Tx) => Promise<void>)[] = [];
      for (const [index, due] of waiting.entries()) {
        const { id } = due.handoff;
        const offers = await this.withoutExpired(
          tx,
          due.handoff,
          rounds.filter(({ handoffId }) => handoffId === id),
        );
        if (offers !== undefined) {
          const standing = { ...due, candidates: candidates[index] ?? [], ahead: ahead.get(id) ?? 0 };
          acts.push(this.choose(standing, offers, chosen));
        }
      }
      await Promise.all(acts.map((act) => act(tx)));
    });
  }

  /** Undefined: somebody is still being asked. */
  private async withoutExpired(tx: Tx, handoff: Case, offers: readonly Offer[]): Promise<Offer[] | undefined> {
    const over = offers.filter(({ state, isOver }) => state === 'open' && isOver);
    await this.expire(tx, handoff, over);
    const open = offers.filter(({ state, isOver }) => state === 'open' && !isOver);
    if (open.length > 0) {
      await this.steps.set(tx, handoff, { offer_at: earliest(open) });
      return undefined;
    }
    return offers.map((offer) => (over.includes(offer) ? { ...offer, state: 'expired' as const } : offer));
  }

  /** Whoever let several pass is away; in the order of ids, so that two do not wait for each other. */
  private async expire(tx: Tx, handoff: Case, over: readonly Offer[]): Promise<void> {
    for (const offer of over.toSorted((one, other) => (one.operatorId < other.operatorId ? -1 : 1))) {
      if ((await this.offers.close(tx, offer, 'expired')) && (await this.presence.missed(tx, offer.operatorId))) {
        await this.notices.madeAway(tx, handoff, offer);
      }
    }
    await this.offers.supersede(tx, over, operatorTexts.cases.replaced.expired);
  }

  /** Decides now, and says what is to be written. */
  private choose(standing: Standing, offers: readonly Offer[], chosen: Chosen): (tx: Tx) => Promise<void> {
    const { handoff } = standing;
    // After a wait everybody may be asked again.
    const isNew = standing.stage === 'waiting' && offers.length > 0;
    const current = isNew ? { ...handoff, round: handoff.round + 1, wantedOperatorId: null } : handoff;
    const facts = this.facts(current, isNew ? [] : offers, standing, chosen);
    const plan = planOffer(facts, standing.now);
    if (plan.kind === 'offer' && plan.stage !== 'group') {
      chosen.add(plan.operatorIds, standing.now);
    }
    return async (tx) => {
      if (isNew) {
        await this.steps.set(tx, handoff, { round: current.round, stage: 'next', wanted_operator_id: null });
      }
      await this.act(tx, current, plan, facts.offerMs);
    };
  }

  private needOf(handoff: Case) {
    const { contactId, accountId } = handoff;
    return { contactId, accountId, at: new Date(), group: this.groupOf(handoff) };
  }

  private facts(handoff: Case, offers: readonly Offer[], standing: Standing, chosen: Chosen): OfferFacts {
    const { language, round } = handoff;
    const { now, ahead, waitedMs, isAlarmed } = standing;
    const group = this.groupOf(handoff);
    return {
      isOpen: isOpen(group?.calendar, now),
      opensAt: nextOpening(group?.calendar, now),
      outsideHours: group?.outsideHours ?? 'queue',
      whenNobodyFree: group?.whenNobodyFree ?? 'queue',
      canTicket: this.fallback.isThere,
      offerTo: group?.offerTo ?? 'next',
      offerMs: (group?.offerSeconds ?? this.config.environment.HANDOFF_OFFER_SECONDS) * 1_000,
      wanted: this.enabled(handoff.wantedOperatorId),
      free: rankOperators(chosen.applyTo(standing.candidates), { language: language ?? undefined }),
      supervisor: this.enabled(group?.supervisorId),
      offers,
      round,
      ahead,
      waitedMs,
      isAlarmed,
    };
  }

  private async act(tx: Tx, handoff: Case, plan: OfferPlan, offerMs: number): Promise<void> {
    switch (plan.kind) {
      case 'offer':
        return this.offer(tx, handoff, plan.stage, plan.operatorIds, offerMs);
      case 'ticket':
        return this.toTicket(tx, handoff, plan.why);
      case 'wait':
        return this.wait(tx, handoff, plan);
    }
  }

  private async offer(
    tx: Tx,
    handoff: Case,
    stage: OfferStage,
    operatorIds: readonly OperatorId[],
    offerMs: number,
  ): Promise<void> {
    const { id: handoffId, round } = handoff;
    const added = await this.offers.add(tx, { handoffId, round, stage, operatorIds, seconds: offerMs / 1_000 });
    const set = { stage, offer_at: earliest(added) };
    const deed = {
      action: 'handoff.offered',
      details: { handoffId, offerIds: added.slice(0, 1).map(({ id }) => id), stage },
    } as const;
    const details = { stage, asked: added.length };
    const doer = { actor: SYSTEM, requestId: handoff.requestId };
    const [, sent] = await Promise.all([
      this.steps.step(tx, handoff, 'offered', { set, deed, event: 'handoff.offered', details }, doer),
      this.notices.offered(tx, handoff, added, stage),
    ]);
    added.slice(0, 1).forEach(({ id }) => this.offers.notified(tx, id, sent));
    this.waiting.nudgeLater(tx, offerMs);
  }

  private async toTicket(tx: Tx, handoff: Case, why: FallbackReason): Promise<void> {
    const deed = { action: 'handoff.expired', details: { handoffId: handoff.id, reason: why } } as const;
    const doer = { actor: SYSTEM, requestId: handoff.requestId };
    const ended = await this.endings.end(tx, handoff, { to: 'expired', deed, outcome: why }, doer);
    if (ended !== undefined) {
      await this.fallback.toTicket(tx, ended, why);
    }
  }

  private async wait(tx: Tx, handoff: Case, plan: Extract<OfferPlan, { kind: 'wait' }>): Promise<void> {
    const at = new Date(Date.now() + plan.afterMs);
    const set: Columns = { stage: 'waiting', offer_at: at, ...(plan.alarm && { alarmed_at: NOW }) };
    if (handoff.state === 'offered') {
      const { id: handoffId, round, requestId } = handoff;
      const deed = { action: 'handoff.unanswered', details: { handoffId, round } } as const;
      await this.steps.step(tx, handoff, 'requested', { set, deed, event: deed.action }, { actor: SYSTEM, requestId });
    } else {
      await this.steps.set(tx, handoff, set);
    }
    if (plan.alarm) {
      await this.notices.unanswered(tx, handoff);
    }
    this.waiting.nudgeLater(tx, plan.afterMs);
  }

  private groupOf({ groupId }: Case): Group | undefined {
    return groupId === null ? undefined : this.groups.byId(groupId);
  }

  private enabled(id: OperatorId | null | undefined): OperatorId | undefined {
    const operator = id === null || id === undefined ? undefined : this.operators.byId(id);
    return operator?.enabled === true ? operator.id : undefined;
  }
}

function earliest(offers: readonly Offer[]): Date | null {
  const [first] = offers.map(({ expiresAt }) => expiresAt).toSorted((one, other) => one.getTime() - other.getTime());
  return first ?? null;
}
