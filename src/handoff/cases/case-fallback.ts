import { Injectable } from '@nestjs/common';
import type { Tx } from '../../database/database.js';
import type { Case } from './case.js';

/** Why nobody takes a case: it came outside hours, nobody could be asked, or all who were asked let it pass. */
export type FallbackReason = 'outside-hours' | 'nobody-free' | 'unanswered';

export interface TicketMaker {
  /**
   * Stores what the case was about as a ticket, once for a case, and tells the contact. The case becomes `expired` in
   * the same transaction.
   */
  toTicket(tx: Tx, handoff: Case, why: FallbackReason): Promise<void>;
}

/** What becomes of a case that nobody takes. Tickets register themselves; without them it goes on waiting. */
@Injectable()
export class CaseFallback {
  private maker: TicketMaker | undefined;

  register(maker: TicketMaker): void {
    this.maker = maker;
  }

  get isThere(): boolean {
    return this.maker !== undefined;
  }

  async toTicket(tx: Tx, handoff: Case, why: FallbackReason): Promise<void> {
    await this.maker?.toTicket(tx, handoff, why);
  }
}
