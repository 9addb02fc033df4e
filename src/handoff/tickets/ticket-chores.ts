import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { SYSTEM } from '../../common/access.js';
import { AppError } from '../../common/app-error.js';
import { Chores } from '../../common/chores.js';
import type { TicketId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import { TicketNotices } from './ticket-notices.js';
import { takeOverdue } from './ticket-rows.js';
import { Tickets } from './tickets.js';

const OVERDUE_PER_RUN = 100;
const CLOSED_PER_RUN = 100;
/** A contact who is told that a ticket is solved has so long to say that it is not. */
const CLOSED_AFTER_DAYS = 14;

/** Tells of tickets that are overdue, and closes what was solved long ago. */
@Injectable()
export class TicketChores implements OnModuleInit {
  private readonly logger = new Logger(TicketChores.name);

  constructor(
    private readonly chores: Chores,
    private readonly database: Database,
    private readonly tickets: Tickets,
    private readonly notices: TicketNotices,
  ) {}

  onModuleInit(): void {
    this.chores.register({ name: 'overdue tickets', run: () => this.tellOverdue() });
    this.chores.register({ name: 'solved tickets', run: () => this.closeSolved() });
  }

  async tellOverdue(): Promise<void> {
    await this.database.transaction(async (tx) => {
      for (const ticket of await takeOverdue(tx, OVERDUE_PER_RUN)) {
        await this.notices.overdue(tx, ticket, { actor: SYSTEM, requestId: randomUUID() });
      }
    });
  }

  async closeSolved(): Promise<void> {
    const solved = await this.database.rows<{ id: TicketId }>(
      `select id from tickets where state = 'solved' and solved_at < now() - interval '${CLOSED_AFTER_DAYS} days'
        order by solved_at limit ${CLOSED_PER_RUN}`,
    );
    for (const { id } of solved) {
      await this.close(id);
    }
  }

  /** Somebody may have opened it again since. */
  private async close(id: TicketId): Promise<void> {
    const scope = { actor: SYSTEM, requestId: randomUUID() };
    try {
      await this.database.transaction(async (tx) => {
        const { state } = await this.tickets.get(id, tx);
        await (state === 'solved' ? this.tickets.change(tx, id, { state: 'closed' }, scope) : undefined);
      });
    } catch (error) {
      if (!(error instanceof AppError)) {
        throw error;
      }
      this.logger.warn({ ticketId: id, code: error.code }, 'a solved ticket was not closed');
    }
  }
}
