import { type AccountId, newId } from '../../common/ids.js';
import { mask } from '../../privacy/detection/masking.js';
import type { Summary } from '../summary/summaries.js';
import { contactTexts } from '../texts/contact-texts.js';
import type { TicketInsert } from './ticket-rows.js';
import { type NewTicket, SUMMARY_LENGTH_MAX, TITLE_LENGTH_MAX } from './ticket.js';

/** What is known of whoever the ticket is for. */
export interface TicketContact {
  accountId: AccountId;
  language: string | null;
}

/** A new ticket's row: what is not given is written from what was said, until a model writes it better. */
export function firstTicket(wanted: NewTicket, contact: TicketContact, said: Summary, hasModel: boolean): TicketInsert {
  const { conversationId, handoffId, external } = wanted;
  const language = wanted.language ?? contact.language;
  const summary = wanted.summary ?? withNotes(wanted.notes, said.text);
  const title = wanted.title ?? (said.title || contactTexts(language).tickets.untitled);
  return {
    id: newId(),
    category: wanted.category ?? null,
    priority: wanted.priority ?? 'normal',
    account_id: contact.accountId,
    contact_id: wanted.contactId,
    conversation_id: conversationId ?? null,
    handoff_id: handoffId ?? null,
    reason: wanted.reason,
    title: cut(title, TITLE_LENGTH_MAX),
    summary: summary === '' ? null : cut(summary, SUMMARY_LENGTH_MAX),
    summary_by: summary === '' ? null : wanted.summary === undefined ? 'extract' : 'person',
    transcript_from: said.from,
    transcript_to: said.to,
    language,
    assignee_id: wanted.assigneeId ?? null,
    group_id: wanted.groupId ?? null,
    due_at: wanted.dueAt ?? null,
    external_system: external?.system ?? null,
    external_id: external?.id ?? null,
    isToBeSummarised: wanted.summary === undefined && said.text !== '' && hasModel,
  };
}

/** Personal data is masked: what a flow learned may be a number of the contact. */
export function withNotes(notes: string | null | undefined, text: string): string {
  return [mask(notes ?? ''), text].filter((part) => part !== '').join('\n');
}

function cut(text: string, lengthMax: number): string {
  return text.slice(0, lengthMax).toWellFormed();
}
