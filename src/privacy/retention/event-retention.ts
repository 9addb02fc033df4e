import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventMonths } from '../../audit/seals/months.js';
import { Database } from '../../database/database.js';
import { type RetentionBatch, type RetentionKind, RetentionKinds, type RetentionResult } from './retention-kinds.js';

/**
 * Whole months of audit events, the oldest first, one in each look. A month in which something is recorded of what is on
 * hold stays, and so do all months after it: the chain begins behind what was dropped.
 */
@Injectable()
export class EventRetention implements RetentionKind, OnModuleInit {
  readonly name = 'events';
  readonly setting = 'retention.eventsMonths';

  constructor(
    private readonly database: Database,
    private readonly months: EventMonths,
    private readonly kinds: RetentionKinds,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  async expire({ before }: RetentionBatch): Promise<RetentionResult> {
    const [month, ...later] = await this.months.before(before);
    if (month === undefined) {
      return { removed: 0, held: 0, next: null };
    }
    if (await this.isHeld(month)) {
      return { removed: 0, held: 1 + later.length, next: null };
    }
    await this.months.drop(month);
    return { removed: 1, held: 0, next: later.length === 0 ? null : month };
  }

  private async isHeld(month: string): Promise<boolean> {
    const [row] = await this.database.rows<{ held: boolean }>(
      `select exists (
         select from legal_holds h
          where h.released_at is null and (h.until is null or h.until > clock_timestamp())
            and exists (select from audit_events e
                         where e.at >= $1::timestamptz and e.at < $1::timestamptz + interval '1 month'
                           and (e.contact_id = h.contact_id or e.conversation_id = h.conversation_id
                                or e.account_id = h.account_id))) as held`,
      [`${month}-01T00:00:00Z`],
    );
    return row?.held === true;
  }
}
