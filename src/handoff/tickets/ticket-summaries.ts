import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { SYSTEM } from '../../common/access.js';
import type { HandoffId, TicketId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import { type DueJob, DueWork } from '../../queue/due-work.js';
import { Summaries } from '../summary/summaries.js';
import { withNotes } from './first-ticket.js';
import { Tickets } from './tickets.js';

/** For one answer of the model. */
const DEADLINE_MS = 30_000;
/** How long one worker has a ticket to itself: longer than the model may take. */
const TAKEN_FOR = `interval '60 seconds'`;
const TRIES_MAX = 3;
const DUE_MAX = 200;

/** Has a model write the summary of a ticket, in place of the one that was put together from sentences. */
@Injectable()
export class TicketSummaries implements OnModuleInit {
  private readonly logger = new Logger(TicketSummaries.name);

  constructor(
    private readonly database: Database,
    private readonly due: DueWork,
    private readonly summaries: Summaries,
    private readonly tickets: Tickets,
  ) {}

  onModuleInit(): void {
    this.due.register({ name: 'ticket.summarise', due: () => this.dueTickets() });
  }

  /** Safe to run twice: whoever takes the row has it for a minute, and a summary by a person stays. */
  async write(id: TicketId, signal: AbortSignal): Promise<void> {
    if (!(await this.take(id))) {
      await this.giveUp(id);
      return;
    }
    const ticket = await this.tickets.get(id);
    const { conversation_id: conversationId, transcript_from: from, transcript_to: to } = ticket;
    const options = { key: id, requestId: randomUUID(), deadlineMs: DEADLINE_MS, signal };
    const text =
      conversationId === null
        ? undefined
        : await this.summaries.byModel(this.database, conversationId, { from, to }, options);
    if (text === undefined) {
      this.logger.warn({ ticketId: id }, 'no model wrote the summary of a ticket');
      return;
    }
    const notes = await this.notesOf(ticket.handoff_id);
    const scope = { actor: SYSTEM, requestId: options.requestId };
    await this.database.transaction((tx) => this.tickets.summarised(tx, id, withNotes(notes, text), scope));
  }

  private async take(id: TicketId): Promise<boolean> {
    const taken = await this.database.run(
      `update tickets set summarise_at = clock_timestamp() + ${TAKEN_FOR}, summarise_tries = summarise_tries + 1
        where id = $1 and summarise_at <= clock_timestamp() and summarise_tries < ${TRIES_MAX}`,
      [id],
    );
    return taken === 1;
  }

  /** After some tries the summary of sentences stays. */
  private async giveUp(id: TicketId): Promise<void> {
    await this.database.run(
      `update tickets set summarise_at = null
        where id = $1 and summarise_at <= clock_timestamp() and summarise_tries >= ${TRIES_MAX}`,
      [id],
    );
  }

  /** What a flow learned stands in no message. */
  private async notesOf(handoffId: HandoffId | null): Promise<string | null> {
    const [row] = await this.database.rows<{ summary: string | null }>('select summary from handoffs where id = $1', [
      handoffId,
    ]);
    return row?.summary ?? null;
  }

  private async dueTickets(): Promise<DueJob<'ticket.summarise'>[]> {
    const rows = await this.database.rows<{ id: TicketId }>(
      `select id from tickets where summarise_at < clock_timestamp() - interval '2 seconds'
        order by summarise_at limit ${DUE_MAX}`,
    );
    return rows.map(({ id }) => ({ data: { ticketId: id }, key: id }));
  }
}
