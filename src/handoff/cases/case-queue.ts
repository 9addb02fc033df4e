import { Injectable } from '@nestjs/common';
import { contactIdOf, type GroupId, type OperatorId } from '../../common/ids.js';
import type { Tx } from '../../database/database.js';
import { Conversations } from '../../messaging/conversations.js';
import { CaseLabels } from './case-labels.js';
import { DeskLine } from '../desk/desk-line.js';
import type { Group } from '../groups/group.js';
import { Groups } from '../groups/groups.js';
import { Operators } from '../operators/operators.js';
import { contactTexts } from '../texts/contact-texts.js';
import { operatorTexts } from '../texts/operator-texts.js';
import type { Case } from './case.js';
import { CaseSteps, type Change, type Doer, NOW } from './case-steps.js';
import { CaseWords } from './case-words.js';
import { Offers } from './offers.js';
import { targetsOf } from './targets.js';
import { Waiting } from './waiting.js';

/** Why a claimed case waits again: its operator gave it back, was silent too long, cannot be reached, or was disabled. */
export type QueueReason = 'given-back' | 'idle' | 'unreachable' | 'disabled';

export interface QueueDoer extends Doer {
  /** The operator who gives it away himself; anybody else's deed is told to him. */
  operatorId?: OperatorId | undefined;
}

export type TransferTarget = { groupId: GroupId } | { operatorId: OperatorId };

/** Cases that go back to where somebody else may take them. The bot answers until somebody does. */
@Injectable()
export class CaseQueue {
  constructor(
    private readonly steps: CaseSteps,
    private readonly offers: Offers,
    private readonly operators: Operators,
    private readonly groups: Groups,
    private readonly conversations: Conversations,
    private readonly words: CaseWords,
    private readonly waiting: Waiting,
    private readonly deskLine: DeskLine,
    private readonly labels: CaseLabels,
  ) {}

  async release(tx: Tx, handoff: Case, reason: QueueReason, doer: QueueDoer): Promise<Case | undefined> {
    const { id: handoffId, operatorId, language } = handoff;
    const deed = {
      action: 'handoff.released',
      details: { handoffId, operatorId: operatorId ?? '', reason },
    } as const;
    const change: Change = { set: {}, deed, event: 'handoff.released', details: { reason } };
    return this.requeue(tx, handoff, change, contactTexts(language).cases.released, doer);
  }

  async transfer(tx: Tx, handoff: Case, to: TransferTarget, doer: QueueDoer): Promise<Case | 'refused' | undefined> {
    const target = 'groupId' in to ? this.toGroup(handoff, to.groupId) : this.toOperator(handoff, to.operatorId);
    if (target === undefined) {
      return 'refused';
    }
    const { id: handoffId, operatorId: from, language } = handoff;
    const [groupId, operatorId] = 'groupId' in to ? [to.groupId, null] : [handoff.groupId, to.operatorId];
    const deed = { action: 'handoff.transferred', details: { handoffId, from, groupId, operatorId } } as const;
    const change: Change = { set: target, deed, event: 'handoff.transferred', details: { groupId, operatorId } };
    return this.requeue(tx, handoff, change, contactTexts(language).cases.transferred, doer);
  }

  private toGroup(handoff: Case, groupId: string): Change['set'] | undefined {
    const group = this.groups.byId(groupId);
    return group === undefined ? undefined : { group_id: group.id, wanted_operator_id: null, ...due(group, handoff) };
  }

  private toOperator(handoff: Case, operatorId: OperatorId): Change['set'] | undefined {
    const operator = this.operators.byId(operatorId);
    const isHis = handoff.operatorId === operatorId && handoff.state === 'claimed';
    if (operator?.enabled !== true || isHis) {
      return undefined;
    }
    const isContact =
      this.operators.sameCorp(operator.accountId, handoff.accountId) &&
      contactIdOf(handoff.accountId, operator.memberId) === handoff.contactId;
    return isContact ? undefined : { wanted_operator_id: operatorId };
  }

  private async requeue(
    tx: Tx,
    handoff: Case,
    change: Change,
    text: string,
    doer: QueueDoer,
  ): Promise<Case | undefined> {
    const set = {
      operator_id: null,
      claimed_at: null,
      confirmed_at: null,
      held_at: null,
      contact_asked_at: null,
      reminded_at: null,
      alarmed_at: null,
      queued_at: NOW,
      round: handoff.round + 1,
      stage: 'next',
      offer_at: NOW,
      due_at: NOW,
      ...change.set,
    } as const;
    const after = await this.steps.step(tx, handoff, 'requested', { ...change, set }, doer);
    if (after !== undefined) {
      await this.offers.withdraw(tx, after.id, operatorTexts.cases.replaced.gone);
      await this.conversations.release(tx, after.conversationId);
      if (handoff.state === 'claimed') {
        await this.words.toContact(tx, after, text);
        await this.tellFormer(tx, handoff, change, doer);
        await this.passOver(tx, handoff, after);
      }
      this.waiting.nudgeAfter(tx);
      await this.waiting.moveUp(tx, handoff.groupId);
    }
    return after;
  }

  /** A case that is for one operator is offered to nobody else yet. */
  private async passOver(tx: Tx, { operatorId: former }: Case, after: Case): Promise<void> {
    if (former !== null && after.wantedOperatorId === null) {
      await this.offers.addDeclined(tx, after.id, after.round, former);
    }
  }

  private async tellFormer(tx: Tx, handoff: Case, { details }: Change, doer: QueueDoer): Promise<void> {
    const former = handoff.operatorId === null ? undefined : this.operators.byId(handoff.operatorId);
    if (former === undefined || doer.operatorId === former.id || details?.['reason'] === 'unreachable') {
      return;
    }
    const { idle, taken } = operatorTexts.cases;
    const text = (details?.['reason'] === 'idle' ? idle : taken)(this.labels.of(handoff));
    await this.deskLine.tell(tx, former, { handoff, text, requestId: doer.requestId });
  }
}

/** The targets of another group count from when the contact asked. */
function due(group: Group, { createdAt }: Case): Change['set'] {
  const targets = targetsOf(group, createdAt);
  return {
    first_response_warn_at: targets.firstResponseWarnAt,
    first_response_due_at: targets.firstResponseDueAt,
    resolution_warn_at: targets.resolutionWarnAt,
    resolution_due_at: targets.resolutionDueAt,
  };
}
