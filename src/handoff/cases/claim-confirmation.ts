import { Injectable } from '@nestjs/common';
import { setTimeout as wait } from 'node:timers/promises';
import type { HandoffId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import { Outbox } from '../../messaging/outbox.js';
import { CaseLabels } from './case-labels.js';
import { DeskLine } from '../desk/desk-line.js';
import { Operators } from '../operators/operators.js';
import { contactTexts } from '../texts/contact-texts.js';
import { operatorTexts } from '../texts/operator-texts.js';
import type { Case } from './case.js';
import { reasonOf } from './case-notices.js';
import { CaseSteps, NOW } from './case-steps.js';
import { Cases } from './cases.js';
import { CaseWords } from './case-words.js';
import { lastSaid, toLines } from './transcript.js';

/** What was on its way when the claim came is waited for, so long at most. */
const SENDING_MS_MAX = 10_000;
const LOOK_EVERY_MS = 25;
/** What the operator is shown of what was said. */
const CONTEXT_MESSAGES = 10;

/**
 * The second half of a claim: once nothing of the bot is on its way any more, the operator gets the context and the
 * contact is told. Done once, by whoever claimed, or by the clock where that process is gone.
 */
@Injectable()
export class ClaimConfirmation {
  constructor(
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly steps: CaseSteps,
    private readonly outbox: Outbox,
    private readonly deskLine: DeskLine,
    private readonly labels: CaseLabels,
    private readonly operators: Operators,
    private readonly words: CaseWords,
  ) {}

  async confirm(handoffId: HandoffId): Promise<void> {
    const until = Date.now() + SENDING_MS_MAX;
    let handoff = await this.unconfirmed(handoffId);
    while (handoff !== undefined && Date.now() < until && (await this.outbox.isBeingSent(handoff.conversationId))) {
      await wait(LOOK_EVERY_MS);
      handoff = await this.unconfirmed(handoffId);
    }
    if (handoff !== undefined) {
      await this.database.transaction((tx) => this.conclude(tx, handoffId));
    }
  }

  private async unconfirmed(handoffId: HandoffId): Promise<Case | undefined> {
    const handoff = await this.cases.find(this.database, handoffId);
    return isUnconfirmed(handoff) ? handoff : undefined;
  }

  private async conclude(tx: Tx, handoffId: HandoffId): Promise<void> {
    const handoff = await this.cases.lock(tx, handoffId);
    if (!isUnconfirmed(handoff)) {
      return;
    }
    await this.steps.set(tx, handoff, { confirmed_at: NOW });
    await this.words.toContact(tx, handoff, contactTexts(handoff.language).cases.claimed);
    const operator = handoff.operatorId === null ? undefined : this.operators.byId(handoff.operatorId);
    if (operator !== undefined) {
      const { requestId } = handoff;
      const text = await this.context(tx, handoff);
      await this.deskLine.tell(tx, operator, { handoff, text, isContactsWords: true, requestId });
    }
  }

  private async context(tx: Tx, handoff: Case): Promise<string> {
    const { cases } = operatorTexts;
    const said = toLines(await lastSaid(tx, handoff.conversationId, CONTEXT_MESSAGES));
    const summary = handoff.summary === null ? [] : [cases.summary(handoff.summary)];
    const notes = await this.notes(tx, handoff.id);
    return cases.context(this.labels.of(handoff), reasonOf(handoff), [...said, ...summary, ...notes]);
  }

  /** The last ones, oldest first. */
  private async notes(tx: Tx, handoffId: HandoffId): Promise<string[]> {
    const rows = await tx.rows<{ text: string }>(
      'select text from handoff_notes where handoff_id = $1 order by id desc limit 3',
      [handoffId],
    );
    return rows.toReversed().map(({ text }) => operatorTexts.cases.note(text));
  }
}

function isUnconfirmed(handoff: Case | undefined): handoff is Case {
  return handoff?.state === 'claimed' && handoff.confirmedAt === null;
}
