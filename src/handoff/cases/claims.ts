import { Injectable } from '@nestjs/common';
import type { HandoffId, OperatorId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import { contactTexts } from '../texts/contact-texts.js';
import type { Case } from './case.js';
import { CaseEndings, type Ending } from './case-endings.js';
import { CaseQueue, type QueueReason, type TransferTarget } from './case-queue.js';
import { type CaseState, isOpen } from './case-states.js';
import type { Doer } from './case-steps.js';
import { CaseWords } from './case-words.js';
import { Cases } from './cases.js';
import { ClaimConfirmation } from './claim-confirmation.js';
import { Claiming, type ClaimResult, type NewClaim } from './claiming.js';

/** Who does something to which case. */
export interface Move extends Doer {
  handoffId: HandoffId;
  /** Only while this operator has it. Unset: whoever has it, and also while nobody has. */
  operatorId?: OperatorId | undefined;
}

export type MoveResult =
  | { kind: 'done'; case: Case }
  /** Somebody else has it now, or nobody. */
  | { kind: 'not-yours'; by: OperatorId | null }
  | { kind: 'closed'; state: CaseState }
  /** Nobody has claimed it, which this needs. */
  | { kind: 'unclaimed' }
  /** Whoever shall get it cannot: he is not enabled, unknown, has it already, or is the contact himself. */
  | { kind: 'refused' }
  | { kind: 'not-found' };

/** What operators do with cases. Each answers what came of it; who comes too late changes nothing. */
@Injectable()
export class Claims {
  constructor(
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly claiming: Claiming,
    private readonly confirmation: ClaimConfirmation,
    private readonly queue: CaseQueue,
    private readonly endings: CaseEndings,
    private readonly words: CaseWords,
  ) {}

  /**
   * Resolves when nothing of the bot is under way to the contact any more, and the operator has the context; so it
   * takes up to 10 s. Opens transactions of its own. Safe to repeat: whoever has the case gets it again.
   * @throws {NotFoundError} for an operator who does not exist or is not enabled.
   */
  async claim(claim: NewClaim): Promise<ClaimResult> {
    const result = await this.database.transaction((tx) => this.claiming.take(tx, claim));
    if (result.kind === 'claimed' || result.kind === 'already-yours') {
      await this.confirmation.confirm(claim.handoffId);
    }
    return result;
  }

  /** Back to the queue of a group, or to one operator, who is asked. The contact is told, and the bot answers until then. */
  transfer(move: Move & { to: TransferTarget }): Promise<MoveResult> {
    return this.database.transaction((tx) => this.transferIn(tx, move));
  }

  transferIn(tx: Tx, move: Move & { to: TransferTarget }): Promise<MoveResult> {
    return this.change(tx, move, (handoff) => this.queue.transfer(tx, handoff, move.to, move));
  }

  /** Back to the queue of its group. */
  release(move: Move & { reason: QueueReason }): Promise<MoveResult> {
    return this.database.transaction((tx) => this.releaseIn(tx, move));
  }

  releaseIn(tx: Tx, move: Move & { reason: QueueReason }): Promise<MoveResult> {
    return this.change(tx, move, async (handoff) =>
      handoff.state === 'claimed' ? this.queue.release(tx, handoff, move.reason, move) : 'unclaimed',
    );
  }

  /** @param outcome such as `solved`; whoever has claimed the case is done with it. */
  resolve(move: Move & { outcome: string; note?: string | undefined }): Promise<MoveResult> {
    return this.database.transaction((tx) => this.resolveIn(tx, move));
  }

  resolveIn(tx: Tx, move: Move & { outcome: string; note?: string | undefined }): Promise<MoveResult> {
    const { outcome, note } = move;
    return this.change(tx, move, async (handoff) => {
      const { id: handoffId, operatorId, language } = handoff;
      if (handoff.state !== 'claimed') {
        return 'unclaimed';
      }
      const deed = { action: 'handoff.resolved', details: { handoffId, operatorId, outcome } } as const;
      const { resolved, silent } = contactTexts(language).cases;
      const text = outcome === SILENT ? silent : resolved;
      return this.end(tx, handoff, { to: 'resolved', deed, outcome, note }, text, move);
    });
  }

  /** The bot answers again; the contact is told. Also for a case that nobody has claimed. */
  returnToBot(move: Move): Promise<MoveResult> {
    return this.database.transaction((tx) => this.returnToBotIn(tx, move));
  }

  returnToBotIn(tx: Tx, move: Move): Promise<MoveResult> {
    return this.change(tx, move, (handoff) => {
      const { id: handoffId, operatorId, language } = handoff;
      const deed = { action: 'handoff.returned', details: { handoffId, operatorId } } as const;
      return this.end(tx, handoff, { to: 'returned', deed }, contactTexts(language).cases.returned, move);
    });
  }

  /** The contact reads it before anything that whoever observes the end says. */
  private async end(tx: Tx, handoff: Case, ending: Ending, text: string, doer: Doer): Promise<Case | undefined> {
    await this.words.toContact(tx, handoff, text);
    return this.endings.end(tx, handoff, ending, doer);
  }

  private async change(
    tx: Tx,
    { handoffId, operatorId }: Move,
    work: (handoff: Case) => Promise<Case | 'refused' | 'unclaimed' | undefined>,
  ): Promise<MoveResult> {
    const handoff = await this.cases.lock(tx, handoffId);
    if (handoff === undefined) {
      return { kind: 'not-found' };
    }
    if (!isOpen(handoff.state)) {
      return { kind: 'closed', state: handoff.state };
    }
    if (operatorId !== undefined && (handoff.state !== 'claimed' || handoff.operatorId !== operatorId)) {
      return { kind: 'not-yours', by: handoff.state === 'claimed' ? handoff.operatorId : null };
    }
    const after = await work(handoff);
    if (after === 'refused' || after === 'unclaimed') {
      return { kind: after };
    }
    return after === undefined ? { kind: 'closed', state: handoff.state } : { kind: 'done', case: after };
  }
}

/** The outcome of a case whose contact no longer answers. */
export const SILENT = 'contact-silent';
