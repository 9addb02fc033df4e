import { Injectable } from '@nestjs/common';
import type { Principal } from '../../common/access.js';
import { NotFoundError } from '../../common/app-error.js';
import { contactIdOf, type HandoffId, type OperatorId } from '../../common/ids.js';
import type { Tx } from '../../database/database.js';
import { Conversations } from '../../messaging/conversations.js';
import { Outbox } from '../../messaging/outbox.js';
import { Operators } from '../operators/operators.js';
import { Presence } from '../operators/presence.js';
import { operatorTexts } from '../texts/operator-texts.js';
import type { Case } from './case.js';
import { CaseNotices } from './case-notices.js';
import { type CaseState, isWaiting } from './case-states.js';
import { CaseSteps, NOW } from './case-steps.js';
import { Cases } from './cases.js';
import { Offers } from './offers.js';

export interface NewClaim {
  handoffId: HandoffId;
  operatorId: OperatorId;
  actor: Principal;
  requestId: string;
  /** By a card's button, a command of the desk, or the API. */
  via: 'press' | 'desk' | 'api';
}

export type ClaimResult =
  | { kind: 'claimed'; case: Case }
  | { kind: 'already-yours'; case: Case }
  | { kind: 'taken'; by: OperatorId | null }
  | { kind: 'closed'; state: CaseState }
  /** He has as many as he can take. */
  | { kind: 'at-capacity' }
  /** An operator does not answer himself. */
  | { kind: 'own-case' }
  | { kind: 'not-found' };

/** Who gets a case: of all who try, one. */
@Injectable()
export class Claiming {
  constructor(
    private readonly cases: Cases,
    private readonly steps: CaseSteps,
    private readonly offers: Offers,
    private readonly operators: Operators,
    private readonly presence: Presence,
    private readonly conversations: Conversations,
    private readonly outbox: Outbox,
    private readonly notices: CaseNotices,
  ) {}

  /**
   * The operator is locked first: his claims are counted, and two of his own at once must not both be the last.
   * @throws {NotFoundError} for an operator who does not exist or is not enabled.
   */
  async take(tx: Tx, claim: NewClaim): Promise<ClaimResult> {
    const { handoffId, operatorId } = claim;
    const capacity = await this.lockOperator(tx, operatorId);
    const handoff = await this.cases.lock(tx, handoffId);
    const refusal = handoff === undefined ? ({ kind: 'not-found' } as const) : this.refusal(handoff, operatorId);
    if (handoff === undefined || refusal !== undefined) {
      return refusal ?? { kind: 'not-found' };
    }
    const mine = await this.cases.claimedBy(tx, operatorId);
    if (mine.length >= capacity) {
      return { kind: 'at-capacity' };
    }
    const claimed = await this.step(tx, handoff, claim);
    return claimed === undefined ? { kind: 'closed', state: handoff.state } : { kind: 'claimed', case: claimed };
  }

  private refusal(handoff: Case, operatorId: OperatorId): ClaimResult | undefined {
    if (handoff.state === 'claimed') {
      return handoff.operatorId === operatorId
        ? { kind: 'already-yours', case: handoff }
        : { kind: 'taken', by: handoff.operatorId };
    }
    if (!isWaiting(handoff.state)) {
      return { kind: 'closed', state: handoff.state };
    }
    return this.isHimself(handoff, operatorId) ? { kind: 'own-case' } : undefined;
  }

  private isHimself({ accountId, contactId }: Case, operatorId: OperatorId): boolean {
    const operator = this.operators.byId(operatorId);
    return (
      operator !== undefined &&
      this.operators.sameCorp(operator.accountId, accountId) &&
      contactIdOf(accountId, operator.memberId) === contactId
    );
  }

  /** The bot is silenced here; what waits to be sent is kept back, and whoever else was asked is told. */
  private async step(tx: Tx, handoff: Case, claim: NewClaim): Promise<Case | undefined> {
    const { handoffId, operatorId, via } = claim;
    const set = {
      operator_id: operatorId,
      claimed_at: NOW,
      confirmed_at: null,
      wanted_operator_id: null,
      offer_at: null,
      alarmed_at: null,
      due_at: NOW,
    } as const;
    const deed = { action: 'handoff.claimed', details: { handoffId, operatorId, via } } as const;
    const claimed = await this.steps.step(
      tx,
      handoff,
      'claimed',
      { set, deed, event: 'handoff.claimed', details: { via } },
      claim,
    );
    if (claimed !== undefined) {
      const { conversationId } = claimed;
      await this.conversations.claim(tx, conversationId);
      await this.outbox.withholdPending(tx, conversationId);
      await this.withdrawOffers(tx, claim);
      await this.presence.responded(tx, operatorId);
      await this.notices.happened(tx, claimed, 'handoff.claimed', `${claimed.claimedAt?.getTime() ?? 0}`);
    }
    return claimed;
  }

  /** Whoever pressed has an answer of his own on his card. */
  private async withdrawOffers(tx: Tx, { handoffId, operatorId, via }: NewClaim): Promise<void> {
    const { replaced } = operatorTexts.cases;
    const name = this.operators.byId(operatorId)?.name;
    const text = name === undefined ? replaced.claimed : replaced.claimedBy(name);
    await this.offers.withdraw(tx, handoffId, text, { operatorId, isAnswered: via === 'press' });
  }

  private async lockOperator(tx: Tx, id: OperatorId): Promise<number> {
    const [row] = await tx.rows<{ capacity: number }>(
      'select capacity from operators where id = $1 and enabled for no key update',
      [id],
    );
    if (row === undefined) {
      throw new NotFoundError('the operator');
    }
    return row.capacity;
  }
}
