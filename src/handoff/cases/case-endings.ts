import { Injectable } from '@nestjs/common';
import type { AuditDeed } from '../../audit/audit-event.js';
import type { Tx } from '../../database/database.js';
import { Conversations } from '../../messaging/conversations.js';
import { Vault } from '../../privacy/vault/vault.js';
import { operatorTexts } from '../texts/operator-texts.js';
import type { Case } from './case.js';
import { CaseNotices } from './case-notices.js';
import { CaseSteps, type Doer, NOW } from './case-steps.js';
import { Offers } from './offers.js';
import { Waiting } from './waiting.js';

export interface Ending {
  to: 'resolved' | 'returned' | 'expired' | 'abandoned';
  deed: AuditDeed;
  outcome?: string | undefined;
  note?: string | undefined;
}

/** The end of a case, whichever: nobody is asked any more, the bot answers again, and the next in the queue moves up. */
@Injectable()
export class CaseEndings {
  constructor(
    private readonly steps: CaseSteps,
    private readonly offers: Offers,
    private readonly conversations: Conversations,
    private readonly notices: CaseNotices,
    private readonly waiting: Waiting,
    private readonly vault: Vault,
  ) {}

  /** Undefined where the case had ended already. The caller has locked it. */
  async end(tx: Tx, before: Case, { to, deed, outcome, note }: Ending, doer: Doer): Promise<Case | undefined> {
    const event = `handoff.${to}` as const;
    const notes = note === undefined ? [] : await this.vault.protect(tx, before.contactId, [note]);
    const set = {
      closed_at: NOW,
      wanted_operator_id: null,
      offer_at: null,
      due_at: null,
      ...(outcome !== undefined && { outcome }),
      ...(note !== undefined && { note: notes[0] ?? null }),
    } as const;
    const details = { outcome: outcome ?? null };
    const after = await this.steps.step(tx, before, to, { set, deed, event, details }, doer);
    if (after !== undefined) {
      await this.offers.withdraw(tx, after.id, operatorTexts.cases.replaced.gone);
      await this.conversations.release(tx, after.conversationId);
      await this.conversations.keepOpen(tx, after.conversationId, false);
      await this.notices.happened(tx, after, event, '');
      if (before.operatorId !== null) {
        await this.waiting.moveUp(tx, before.groupId);
      }
    }
    return after;
  }
}
