import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { AppError, InvalidRequestError, NotFoundError } from '../../common/app-error.js';
import { assertMatch } from '../../common/entity-tag.js';
import type { ContactId } from '../../common/ids.js';
import { Database, type Sql, type Tx } from '../../database/database.js';
import { Vault } from '../../privacy/vault/vault.js';
import { Nudges } from '../../queue/nudges.js';
import { afterWorkingTime } from '../calendar/calendar.js';
import { Groups } from '../groups/groups.js';
import { Operators } from '../operators/operators.js';
import { Summaries, type Summary } from '../summary/summaries.js';
import { contactTexts } from '../texts/contact-texts.js';
import { firstTicket, type TicketContact } from './first-ticket.js';
import { changedFields, nextTicket } from './next-ticket.js';
import { type NewTicket, SUMMARY_LENGTH_MAX, type TicketChange, ticketName, type TicketRow } from './ticket.js';
import { TicketNotices } from './ticket-notices.js';
import { auditScope, type TicketScope } from './ticket-scope.js';
import {
  behindTickets,
  externalTicket,
  findTicket,
  insertTicket,
  lockTicket,
  storeTicket,
  ticketOfHandoff,
  ticketsOfContact,
} from './ticket-rows.js';

type TicketTexts = Partial<Record<'title' | 'summary' | 'notes', string | undefined>>;

const SHOWN_TO_CONTACT = 5;
const NOTHING_SAID: Summary = { title: '', text: '', from: null, to: null };

/** What is left to be done after a conversation, by whom and until when. */
@Injectable()
export class Tickets {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly groups: Groups,
    private readonly operators: Operators,
    private readonly summaries: Summaries,
    private readonly notices: TicketNotices,
    private readonly nudges: Nudges,
    private readonly vault: Vault,
  ) {}

  /** @throws {NotFoundError} */
  async get(id: string, sql: Sql = this.database): Promise<TicketRow> {
    const ticket = await findTicket(sql, id);
    if (ticket === undefined) {
      throw new NotFoundError('the ticket');
    }
    return ticket;
  }

  /**
   * Title and summary are taken from the conversation at once where they are left out; a model improves the summary
   * later. A handoff that has a ticket keeps it: that one is returned.
   * @throws {NotFoundError} without such a contact.
   * @throws {InvalidRequestError} for a conversation of somebody else, an unknown group or operator.
   * @throws {AppError} `request.conflict` where the outside system's ticket is one of ours already.
   */
  async create(tx: Tx, wanted: NewTicket, scope: TicketScope): Promise<TicketRow> {
    this.assertKnown(wanted);
    const contact = await this.contactOf(tx, wanted);
    const said = await this.said(tx, wanted);
    const dueAt = wanted.dueAt ?? this.dueOf(wanted);
    const { title, summary, notes } = await this.withoutPersonalData(tx, wanted.contactId, wanted);
    const first = firstTicket({ ...wanted, title, summary, notes, dueAt }, contact, said, this.summaries.hasModel);
    const isAdded = await insertTicket(tx, first);
    if (!isAdded) {
      return this.existing(tx, wanted);
    }
    const { id, isToBeSummarised } = first;
    const ticket = await this.get(id, tx);
    await this.created(tx, ticket, scope);
    if (isToBeSummarised) {
      tx.afterCommit(() => this.nudges.nudgeJob('ticket.summarise', { ticketId: id }, id));
    }
    return ticket;
  }

  /**
   * What changes nothing leaves the version as it is. A contact whose ticket is solved is told.
   * @param ifMatch the ETag that was seen, as the header says it.
   * @throws {NotFoundError}
   * @throws {InvalidRequestError} for an unknown group or operator.
   * @throws {AppError} `request.precondition-failed`, `ticket.step-forbidden`, and `request.conflict` where the outside
   *   system's ticket is another one of ours.
   */
  async change(tx: Tx, id: string, change: TicketChange, scope: TicketScope, ifMatch?: string): Promise<TicketRow> {
    this.assertKnown(change);
    const before = await lockTicket(tx, id);
    if (before === undefined) {
      throw new NotFoundError('the ticket');
    }
    assertMatch(ifMatch, before.version);
    const { title, summary } = await this.withoutPersonalData(tx, before.contact_id, change);
    const after = nextTicket(before, { ...change, title, summary });
    const changed = changedFields(before, after);
    if (changed.length === 0) {
      return before;
    }
    await this.assertExternalFree(tx, after);
    await storeTicket(tx, after);
    await this.changed(tx, before, { changed, scope });
    return this.get(id, tx);
  }

  /** Takes the summary of a model in place of the one of sentences; one that a person wrote stays. */
  async summarised(tx: Tx, id: string, text: string, scope: TicketScope): Promise<void> {
    const ticket = await lockTicket(tx, id);
    if (ticket?.summary_by === 'extract') {
      const summary = text.slice(0, SUMMARY_LENGTH_MAX).toWellFormed();
      await this.change(tx, id, { summary, summaryBy: 'model' }, scope);
    }
    await tx.run('update tickets set summarise_at = null where id = $1', [id]);
  }

  /** What the contact is told of the newest: name, title and state, a line each. */
  async statesFor(contactId: ContactId, language: string | null): Promise<string> {
    const texts = contactTexts(language).tickets;
    const tickets = await ticketsOfContact(this.database, contactId, SHOWN_TO_CONTACT);
    const lines = tickets.map(({ number, title, state }) => texts.line(ticketName(number), title, texts.states[state]));
    return lines.length === 0 ? texts.none : texts.list(lines);
  }

  /** What people and outside systems write of a contact goes into the contact's vault, like what he wrote himself. */
  private async withoutPersonalData(tx: Tx, contactId: ContactId, texts: TicketTexts): Promise<TicketTexts> {
    const names = (['title', 'summary', 'notes'] as const).filter((name) => texts[name] !== undefined);
    const stored = await this.vault.protect(
      tx,
      contactId,
      names.map((name) => texts[name] ?? ''),
    );
    return Object.fromEntries(names.map((name, index) => [name, stored[index]]));
  }

  /** Of a case: what was said since the last ticket of the conversation, which holds what was said before. */
  private async said(tx: Tx, { conversationId, handoffId }: NewTicket): Promise<Summary> {
    if (conversationId === undefined) {
      return NOTHING_SAID;
    }
    const from = handoffId === undefined ? undefined : await behindTickets(tx, conversationId);
    const said = await this.summaries.of(tx, conversationId, { from });
    return said.from === null ? this.summaries.of(tx, conversationId) : said;
  }

  private assertKnown({ groupId, assigneeId }: NewTicket | TicketChange): void {
    const faults = [
      ...(typeof groupId === 'string' && this.groups.byId(groupId) === undefined ? ['groupId: there is none'] : []),
      ...(typeof assigneeId === 'string' && this.operators.byId(assigneeId) === undefined
        ? ['assigneeId: there is none']
        : []),
    ];
    if (faults.length > 0) {
      throw new InvalidRequestError('the ticket names what is not there', faults);
    }
  }

  private async contactOf(tx: Tx, { contactId, conversationId }: NewTicket): Promise<TicketContact> {
    const [contact] = await tx.rows<TicketContact & { isTheirs: boolean }>(
      `select p.account_id as "accountId", c.language, $2::uuid is null or c.id is not null as "isTheirs"
         from contacts p left join conversations c on c.id = $2 and c.contact_id = p.id where p.id = $1`,
      [contactId, conversationId ?? null],
    );
    if (contact === undefined) {
      throw new NotFoundError('the contact');
    }
    if (!contact.isTheirs) {
      throw new InvalidRequestError('the conversation is not one of the contact', ['conversationId: is not theirs']);
    }
    return contact;
  }

  private dueOf({ groupId }: NewTicket): Date | undefined {
    const group = groupId === undefined ? undefined : this.groups.byId(groupId);
    return group?.resolutionSeconds === undefined
      ? undefined
      : afterWorkingTime(group.calendar, new Date(), group.resolutionSeconds);
  }

  private async existing(tx: Tx, { handoffId }: NewTicket): Promise<TicketRow> {
    const ticket = handoffId === undefined ? undefined : await ticketOfHandoff(tx, handoffId);
    if (ticket === undefined) {
      throw new AppError('request.conflict', "the outside system's ticket is one of ours already");
    }
    return ticket;
  }

  private async assertExternalFree(tx: Tx, { id, external_system: system, external_id: externalId }: TicketRow) {
    const other = system === null || externalId === null ? undefined : await externalTicket(tx, system, externalId);
    if (other !== undefined && other.id !== id) {
      throw new AppError('request.conflict', "the outside system's ticket is another one of ours");
    }
  }

  private async created(tx: Tx, ticket: TicketRow, scope: TicketScope): Promise<void> {
    await this.audit.record(tx, auditScope(ticket, scope), {
      action: 'ticket.created',
      details: {
        ticketId: ticket.id,
        number: ticketName(ticket.number),
        reason: ticket.reason,
        handoffId: ticket.handoff_id,
      },
    });
    await this.notices.created(tx, ticket, scope);
  }

  private async changed(
    tx: Tx,
    before: TicketRow,
    { changed, scope }: { changed: readonly string[]; scope: TicketScope },
  ): Promise<void> {
    const after = await this.get(before.id, tx);
    await this.audit.record(tx, auditScope(after, scope), {
      action: 'ticket.updated',
      details: {
        ticketId: after.id,
        number: ticketName(after.number),
        version: after.version,
        state: after.state,
        changed,
      },
    });
    await this.notices.changed(tx, { before, after, changed, scope });
  }
}
