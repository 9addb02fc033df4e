import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { SYSTEM } from '../../common/access.js';
import type { HandoffId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import { type DueJob, DueWork } from '../../queue/due-work.js';
import { Nudges } from '../../queue/nudges.js';
import { CaseLabels } from './case-labels.js';
import { DeskLine } from '../desk/desk-line.js';
import { HandoffEvents } from '../events/handoff-events.js';
import { Groups } from '../groups/groups.js';
import { Operators } from '../operators/operators.js';
import { contactTexts } from '../texts/contact-texts.js';
import { operatorTexts } from '../texts/operator-texts.js';
import type { Case } from './case.js';
import { CaseNotices } from './case-notices.js';
import { isOpen, isWaiting } from './case-states.js';
import { CaseSteps, NOW } from './case-steps.js';
import { CaseWords } from './case-words.js';
import { Cases } from './cases.js';
import { ClaimConfirmation } from './claim-confirmation.js';
import { Claims, SILENT } from './claims.js';
import { type ClockFacts, type ClockStep, dueSteps, type EscalationStep } from './clock.js';
import { Waiting } from './waiting.js';

type ClockRow = Pick<
  ClockFacts,
  | 'remindedAt'
  | 'contactAskedAt'
  | 'firstResponseWarnAt'
  | 'firstResponseDueAt'
  | 'resolutionWarnAt'
  | 'resolutionDueAt'
  | 'done'
> & { now: Date };

const DUE_MAX = 1_000;
const WANTED_MAX = 50;

/** Does what the clock says, each step once: it is marked in the transaction that does it. */
@Injectable()
export class CaseClock implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly steps: CaseSteps,
    private readonly claims: Claims,
    private readonly confirmation: ClaimConfirmation,
    private readonly notices: CaseNotices,
    private readonly words: CaseWords,
    private readonly waiting: Waiting,
    private readonly deskLine: DeskLine,
    private readonly labels: CaseLabels,
    private readonly groups: Groups,
    private readonly operators: Operators,
    private readonly events: HandoffEvents,
    private readonly audit: AuditLog,
    private readonly nudges: Nudges,
    private readonly dueWork: DueWork,
  ) {}

  onModuleInit(): void {
    this.dueWork.register({ name: 'handoff.clock', due: () => this.due() });
    this.dueWork.register({
      name: 'handoff.offer',
      due: async () => ((await this.hasOffersDue()) ? [{ data: {}, key: 'swept' }] : []),
    });
  }

  async run(handoffId: HandoffId): Promise<void> {
    const steps = await this.database.transaction(async (tx): Promise<ClockStep[]> => {
      const handoff = await this.cases.lock(tx, handoffId);
      return handoff !== undefined && isOpen(handoff.state) ? this.strike(tx, handoff) : [];
    });
    if (steps.includes('confirm')) {
      await this.confirmation.confirm(handoffId); // waits for what is being sent: no transaction is open meanwhile
    }
  }

  private async strike(tx: Tx, handoff: Case): Promise<ClockStep[]> {
    const { now, ...row } = await this.read(tx, handoff.id);
    const limits = handoff.groupId === null ? undefined : this.groups.byId(handoff.groupId);
    const { steps, nextAt } = dueSteps({ ...handoff, ...row, limits: limits ?? {} }, now);
    // What a step changes may make something else due: the case is looked at again soon after.
    const isChanged = steps.some((step) => step !== 'confirm');
    await this.steps.set(tx, handoff, { due_at: isChanged ? NOW : (nextAt ?? null) });
    this.nudgeAt(tx, handoff.id, isChanged ? now : nextAt, now);
    for (const step of steps) {
      await this.take(tx, handoff, step);
    }
    return steps;
  }

  private async take(tx: Tx, handoff: Case, step: ClockStep): Promise<void> {
    switch (step) {
      case 'confirm':
        return;
      case 'first-response-warning':
      case 'first-response-breach':
      case 'resolution-warning':
      case 'resolution-breach':
        return this.escalate(tx, handoff, step);
      case 'operator-reminder':
        return this.remind(tx, handoff);
      case 'operator-idle':
        await this.claims.releaseIn(tx, { ...this.move(handoff), reason: 'idle' });
        return;
      case 'contact-question':
        return this.askContact(tx, handoff);
      case 'contact-silent':
        await this.claims.resolveIn(tx, { ...this.move(handoff), outcome: SILENT });
        await this.tellOperator(tx, handoff, operatorTexts.cases.silent(this.labels.of(handoff)));
    }
  }

  private async escalate(tx: Tx, handoff: Case, step: EscalationStep): Promise<void> {
    const { id: handoffId, conversationId, accountId, contactId, groupId, operatorId, requestId } = handoff;
    await tx.run('update handoffs set clock_done = array_append(clock_done, $2) where id = $1', [handoffId, step]);
    await this.notices.escalated(tx, handoff, step);
    await this.events.record(tx, {
      type: 'handoff.escalated',
      handoffId,
      conversationId,
      accountId,
      groupId,
      operatorId,
      details: { step },
    });
    await this.audit.record(
      tx,
      { actor: SYSTEM, accountId, contactId, conversationId, requestId },
      { action: 'handoff.escalated', details: { handoffId, step } },
    );
    if (step === 'first-response-breach' && isWaiting(handoff.state)) {
      await this.steps.set(tx, handoff, { offer_at: NOW });
      this.waiting.nudgeAfter(tx);
    }
  }

  private async remind(tx: Tx, handoff: Case): Promise<void> {
    await this.steps.set(tx, handoff, { reminded_at: NOW });
    await this.tellOperator(tx, handoff, operatorTexts.cases.reminder(this.labels.of(handoff)));
    const { id: handoffId, conversationId, accountId, groupId, operatorId } = handoff;
    await this.events.record(tx, {
      type: 'handoff.reminded',
      handoffId,
      conversationId,
      accountId,
      groupId,
      operatorId,
    });
  }

  private async askContact(tx: Tx, handoff: Case): Promise<void> {
    await this.steps.set(tx, handoff, { contact_asked_at: NOW });
    const seconds = handoff.groupId === null ? undefined : this.groups.byId(handoff.groupId)?.contactCloseSeconds;
    const minutes = Math.max(1, Math.round((seconds ?? 0) / 60));
    await this.words.toContact(tx, handoff, contactTexts(handoff.language).cases.stillThere(minutes));
  }

  private async tellOperator(tx: Tx, handoff: Case, text: string): Promise<void> {
    const operator = handoff.operatorId === null ? undefined : this.operators.byId(handoff.operatorId);
    if (operator !== undefined) {
      await this.deskLine.tell(tx, operator, { handoff, text, requestId: handoff.requestId });
    }
  }

  private move({ id: handoffId, requestId }: Case) {
    return { handoffId, actor: SYSTEM, requestId };
  }

  private nudgeAt(tx: Tx, handoffId: HandoffId, at: Date | undefined, now: Date): void {
    if (at !== undefined) {
      const delayMs = Math.max(1, at.getTime() - now.getTime());
      tx.afterCommit(() => this.nudges.nudgeJob('handoff.clock', { handoffId }, handoffId, delayMs));
    }
  }

  private async read(tx: Tx, id: HandoffId): Promise<ClockRow> {
    const [row] = await tx.rows<ClockRow>(
      `select reminded_at as "remindedAt", contact_asked_at as "contactAskedAt",
              first_response_warn_at as "firstResponseWarnAt", first_response_due_at as "firstResponseDueAt",
              resolution_warn_at as "resolutionWarnAt", resolution_due_at as "resolutionDueAt", clock_done as done,
              clock_timestamp() as now
         from handoffs where id = $1`,
      [id],
    );
    if (row === undefined) {
      throw new TypeError('a case that is locked is not there');
    }
    return row;
  }

  /** What a nudge should have done a second ago. */
  private async due(): Promise<DueJob<'handoff.clock'>[]> {
    const rows = await this.database.rows<{ id: HandoffId }>(
      `select id from handoffs where due_at is not null and due_at < clock_timestamp() - interval '1 second'
        order by due_at limit ${DUE_MAX}`,
    );
    return rows.map(({ id }) => ({ data: { handoffId: id }, key: id }));
  }

  private async hasOffersDue(): Promise<boolean> {
    await this.wakeWanted();
    const [row] = await this.database.rows<{ isDue: boolean }>(
      `select exists (select 1 from handoffs
                       where offer_at is not null and offer_at < clock_timestamp() - interval '1 second') as "isDue"`,
    );
    return row?.isDue === true;
  }

  /** Somebody came back a moment ago: those who wait longest, and are most urgent, are thought about again. */
  private async wakeWanted(): Promise<void> {
    await this.database.run(
      `update handoffs set offer_at = clock_timestamp() - interval '1 second' where id in (
         select h.id from handoffs h where h.state = 'requested' and h.stage = 'waiting' and exists (
                select 1 from operator_presences p left join operator_groups g on g.operator_id = p.operator_id
                 where p.presence = 'online' and p.since > clock_timestamp() - interval '5 seconds'
                   and (h.group_id is null or g.group_id = h.group_id))
          order by h.priority desc, h.queued_at limit ${WANTED_MAX} for no key update of h skip locked)`,
    );
  }
}
