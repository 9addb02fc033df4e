import { Injectable, Logger } from '@nestjs/common';
import { DateTime } from 'luxon';
import { Outbox } from '../../messaging/outbox.js';
import type { Tx } from '../../database/database.js';
import type { Recipient } from '../../notifications/notification.js';
import { Notifications } from '../../notifications/notifications.js';
import { mask } from '../../privacy/detection/masking.js';
import { Accounts } from '../../settings/accounts.js';
import { Groups } from '../groups/groups.js';
import { Operators } from '../operators/operators.js';
import { contactTexts } from '../texts/contact-texts.js';
import { operatorTexts } from '../texts/operator-texts.js';
import type { CommentRow } from './ticket.js';
import { ticketName, type TicketRow } from './ticket.js';
import { lastConversation } from './ticket-rows.js';
import type { TicketScope } from './ticket-scope.js';

const DEFAULT_ZONE = 'Asia/Shanghai';

/** What a ticket was, is, and in what that differs. */
export interface TicketStep {
  before: TicketRow;
  after: TicketRow;
  changed: readonly string[];
  scope: TicketScope;
}

interface Notice {
  event: 'ticket.created' | 'ticket.updated' | 'ticket.solved' | 'ticket.commented' | 'ticket.overdue';
  key: string;
  to: readonly Recipient[];
  headline: string;
  /** Further lines. */
  more?: readonly string[];
  data?: Readonly<Record<string, unknown>>;
}

/**
 * Tells of tickets what changed: outside systems by the signed webhook, the operator who has it, and the contact when
 * it is solved. Each in the transaction of the change, and once.
 */
@Injectable()
export class TicketNotices {
  private readonly logger = new Logger(TicketNotices.name);

  constructor(
    private readonly notifications: Notifications,
    private readonly outbox: Outbox,
    private readonly accounts: Accounts,
    private readonly groups: Groups,
    private readonly operators: Operators,
  ) {}

  async created(tx: Tx, ticket: TicketRow, scope: TicketScope): Promise<void> {
    const headline = operatorTexts.tickets.created(ticketName(ticket.number), ticket.title);
    const to = this.recipients(ticket.assignee_id);
    await this.tell(tx, ticket, scope, { event: 'ticket.created', key: keyOf(ticket, 'created'), to, headline });
  }

  async changed(tx: Tx, { before, after, changed, scope }: TicketStep): Promise<void> {
    const isSolved = after.state === 'solved' && before.state !== 'solved';
    const isAssigned = after.assignee_id !== before.assignee_id;
    await this.tell(tx, after, scope, {
      event: isSolved ? 'ticket.solved' : 'ticket.updated',
      key: keyOf(after, `${after.version}`),
      to: isAssigned ? this.recipients(after.assignee_id) : [],
      headline: this.headlineOf(after, { isSolved, isAssigned }),
      data: { changed },
    });
    if (isSolved) {
      await this.tellContact(tx, after, 'solved', scope);
    }
  }

  async commented(tx: Tx, ticket: TicketRow, comment: CommentRow, scope: TicketScope): Promise<void> {
    const headline = operatorTexts.tickets.commented(ticketName(ticket.number), ticket.title);
    const { id, text, author_name: authorName, external_id: externalId } = comment;
    await this.tell(tx, ticket, scope, {
      event: 'ticket.commented',
      key: keyOf(ticket, id),
      to: [],
      headline,
      more: [operatorTexts.tickets.comment(mask(text))],
      data: { comment: { id, text: mask(text), authorName, externalId, createdAt: comment.created_at.toISOString() } },
    });
  }

  /** Whoever has it, and the supervisor of its group. */
  async overdue(tx: Tx, ticket: TicketRow, scope: TicketScope): Promise<void> {
    const supervisorId = ticket.group_id === null ? undefined : this.groups.byId(ticket.group_id)?.supervisorId;
    const to = this.recipients(ticket.assignee_id, supervisorId);
    const headline = operatorTexts.tickets.overdue(ticketName(ticket.number), ticket.title);
    const key = keyOf(ticket, `overdue-${ticket.due_at?.getTime() ?? 0}`);
    await this.tell(tx, ticket, scope, { event: 'ticket.overdue', key, to, headline });
  }

  /** In the conversation that the contact has, or had last. */
  async tellContact(tx: Tx, ticket: TicketRow, what: 'created' | 'solved', { requestId }: TicketScope): Promise<void> {
    const { contact_id: contactId, account_id: accountId, contact_external_id: externalId } = ticket;
    const conversation = await lastConversation(tx, contactId);
    if (conversation === undefined || this.accounts.byId(accountId) === undefined) {
      this.logger.warn({ ticketId: ticket.id, accountId }, 'a contact cannot be told of a ticket');
      return;
    }
    const { tickets: texts } = contactTexts(conversation.language ?? ticket.language);
    const name = ticketName(ticket.number);
    await this.outbox.add(tx, {
      contactId,
      accountId,
      externalId,
      conversationId: conversation.id,
      turnId: null,
      requestId,
      sender: 'system',
      yields: false,
      content: { type: 'text', text: what === 'created' ? texts.created(name) : texts.solved(name, ticket.title) },
    });
  }

  private async tell(tx: Tx, ticket: TicketRow, { actor, requestId }: TicketScope, notice: Notice): Promise<void> {
    const { event, key, to, headline, more = [], data = {} } = notice;
    const subject = mask(headline);
    await this.notifications.notify(tx, {
      event,
      key,
      groupId: ticket.group_id ?? undefined,
      handoffId: ticket.handoff_id ?? undefined,
      to,
      subject,
      text: [subject, ...more, ...this.linesOf(ticket)].join('\n'),
      data: {
        ticket: webhookTicket(ticket),
        by: { kind: actor.kind, id: actor.kind === 'system' ? null : actor.id },
        ...data,
      },
      requestId,
    });
  }

  /** Colleagues read it too: it names whoever has the ticket now. */
  private headlineOf(
    { number, title, assignee_id: assigneeId }: TicketRow,
    { isSolved, isAssigned }: { isSolved: boolean; isAssigned: boolean },
  ): string {
    const { tickets: texts } = operatorTexts;
    const name = ticketName(number);
    if (isSolved) {
      return texts.solved(name, title);
    }
    const assignee = isAssigned && assigneeId !== null ? this.operators.byId(assigneeId) : undefined;
    return assignee === undefined ? texts.updated(name, title) : texts.assigned(name, title, assignee.name);
  }

  private linesOf({ priority, due_at: dueAt, summary, group_id: groupId }: TicketRow): string[] {
    const { tickets: texts } = operatorTexts;
    const calendar = groupId === null ? undefined : this.groups.byId(groupId)?.calendar;
    return [
      texts.priority(texts.priorities[priority]),
      ...(dueAt === null ? [] : [texts.due(clockTime(dueAt, calendar?.timeZone))]),
      ...(summary === null ? [] : [texts.summary(mask(summary))]),
    ];
  }

  private recipients(...ids: (string | null | undefined)[]): Recipient[] {
    const known = [...new Set(ids)].map((id) => (typeof id === 'string' ? this.operators.byId(id) : undefined));
    return known.flatMap((operator) =>
      operator?.enabled === true
        ? [{ operatorId: operator.id, memberId: operator.memberId, accountId: operator.accountId }]
        : [],
    );
  }
}

/** As people read it where the group works, such as `2026-03-09 18:00`. */
function clockTime(at: Date, zone = DEFAULT_ZONE): string {
  return DateTime.fromJSDate(at).setZone(zone).toFormat('yyyy-MM-dd HH:mm');
}

function keyOf({ id }: TicketRow, what: string): string {
  return `ticket/${id}/${what}`;
}

/** What an outside system is told: personal data in texts is masked. */
function webhookTicket(ticket: TicketRow): Record<string, unknown> {
  return {
    id: ticket.id,
    number: ticketName(ticket.number),
    version: ticket.version,
    state: ticket.state,
    title: mask(ticket.title),
    summary: ticket.summary === null ? null : mask(ticket.summary),
    category: ticket.category,
    priority: ticket.priority,
    reason: ticket.reason,
    contactId: ticket.contact_id,
    contactExternalId: ticket.contact_external_id,
    conversationId: ticket.conversation_id,
    handoffId: ticket.handoff_id,
    groupId: ticket.group_id,
    assigneeId: ticket.assignee_id,
    dueAt: ticket.due_at?.toISOString() ?? null,
    externalSystem: ticket.external_system,
    externalId: ticket.external_id,
    createdAt: ticket.created_at.toISOString(),
    updatedAt: ticket.updated_at.toISOString(),
  };
}
