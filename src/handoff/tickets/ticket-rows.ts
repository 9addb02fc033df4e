import type { ContactId, ConversationId, TicketId } from '../../common/ids.js';
import type { Sql, Tx } from '../../database/database.js';
import type { TicketRow } from './ticket.js';
import type { TicketState } from './ticket-states.js';

const SELECT = `select t.id, t.number, t.category, t.priority, t.account_id, t.contact_id,
    p.external_id as contact_external_id, t.conversation_id, t.handoff_id, t.reason, t.title, t.summary, t.summary_by,
    t.transcript_from, t.transcript_to, t.language, t.assignee_id, t.group_id, t.state, t.due_at, t.external_system,
    t.external_id, t.comments, t.version, t.created_at, t.updated_at, t.solved_at, t.closed_at
  from tickets t join contacts p on p.id = t.contact_id`;

/** What a new ticket's row is made of. */
export interface TicketInsert extends Pick<
  TicketRow,
  | 'id'
  | 'category'
  | 'priority'
  | 'account_id'
  | 'contact_id'
  | 'conversation_id'
  | 'handoff_id'
  | 'reason'
  | 'title'
  | 'summary'
  | 'summary_by'
  | 'transcript_from'
  | 'transcript_to'
  | 'language'
  | 'assignee_id'
  | 'group_id'
  | 'due_at'
  | 'external_system'
  | 'external_id'
> {
  /** A model shall write the summary. */
  isToBeSummarised: boolean;
}

export const ticketOrders = ['-number', 'number'] as const;

export interface TicketFilter {
  sort?: (typeof ticketOrders)[number] | undefined;
  /** Without the `T`. */
  number?: string | undefined;
  state?: TicketState | undefined;
  groupId?: string | undefined;
  assigneeId?: string | undefined;
  contactId?: string | undefined;
  conversationId?: string | undefined;
  handoffId?: string | undefined;
  /** Only those of these groups and operators. */
  reach?: readonly string[] | undefined;
}

export async function findTicket(sql: Sql, id: string): Promise<TicketRow | undefined> {
  const [row] = await sql.rows<TicketRow>(`${SELECT} where t.id = $1`, [id]);
  return row;
}

export async function ticketOfHandoff(sql: Sql, handoffId: string): Promise<TicketRow | undefined> {
  const [row] = await sql.rows<TicketRow>(`${SELECT} where t.handoff_id = $1`, [handoffId]);
  return row;
}

/** The sequence of the first message that no ticket of the conversation is about yet. Undefined: there is no ticket. */
export async function behindTickets(sql: Sql, conversationId: ConversationId): Promise<string | undefined> {
  const [row] = await sql.rows<{ from: string | null }>(
    'select max(transcript_to) + 1 as "from" from tickets where conversation_id = $1',
    [conversationId],
  );
  return row?.from ?? undefined;
}

export async function externalTicket(sql: Sql, system: string, externalId: string): Promise<TicketRow | undefined> {
  const [row] = await sql.rows<TicketRow>(`${SELECT} where t.external_system = $1 and t.external_id = $2`, [
    system,
    externalId,
  ]);
  return row;
}

/** Until the transaction ends, nobody else changes it. */
export async function lockTicket(tx: Tx, id: string): Promise<TicketRow | undefined> {
  const [row] = await tx.rows<TicketRow>(`${SELECT} where t.id = $1 for no key update of t`, [id]);
  return row;
}

/** By number, newest first unless the filter says otherwise; `after` is the number of the last of the page before. */
export function listTickets(
  sql: Sql,
  filter: TicketFilter,
  after: string | undefined,
  limit: number,
): Promise<TicketRow[]> {
  const [beyond, order] = filter.sort === 'number' ? ['>', 'asc'] : ['<', 'desc'];
  return sql.rows<TicketRow>(
    `${SELECT}
      where ($1::text is null or t.state = $1) and ($2::uuid is null or t.group_id = $2)
        and ($3::uuid is null or t.assignee_id = $3) and ($4::uuid is null or t.contact_id = $4)
        and ($5::uuid is null or t.conversation_id = $5) and ($6::uuid is null or t.handoff_id = $6)
        and ($7::bigint is null or t.number = $7) and ($8::bigint is null or t.number ${beyond} $8)
        and ($10::uuid[] is null or t.group_id = any($10) or t.assignee_id = any($10))
      order by t.number ${order} limit $9`,
    [
      filter.state ?? null,
      filter.groupId ?? null,
      filter.assigneeId ?? null,
      filter.contactId ?? null,
      filter.conversationId ?? null,
      filter.handoffId ?? null,
      filter.number ?? null,
      after ?? null,
      limit,
      filter.reach ?? null,
    ],
  );
}

/** @returns false where the handoff has a ticket already, or the outside system's ticket is one already. */
export async function insertTicket(tx: Tx, ticket: TicketInsert): Promise<boolean> {
  const added = await tx.run(
    `insert into tickets (id, category, priority, account_id, contact_id, conversation_id, handoff_id, reason, title,
            summary, summary_by, transcript_from, transcript_to, language, assignee_id, group_id, due_at,
            external_system, external_id, summarise_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
             case when $20 then clock_timestamp() end)
     on conflict do nothing`,
    [
      ticket.id,
      ticket.category,
      ticket.priority,
      ticket.account_id,
      ticket.contact_id,
      ticket.conversation_id,
      ticket.handoff_id,
      ticket.reason,
      ticket.title,
      ticket.summary,
      ticket.summary_by,
      ticket.transcript_from,
      ticket.transcript_to,
      ticket.language,
      ticket.assignee_id,
      ticket.group_id,
      ticket.due_at,
      ticket.external_system,
      ticket.external_id,
      ticket.isToBeSummarised,
    ],
  );
  return added === 1;
}

/** What may be changed of a locked row. Another due time is told of anew; a summary by a person is left to people. */
export async function storeTicket(tx: Tx, ticket: TicketRow): Promise<void> {
  await tx.run(
    `update tickets set category = $2, priority = $3, title = $4, summary = $5, summary_by = $6, assignee_id = $7,
            group_id = $8, state = $9, overdue_told = overdue_told and due_at is not distinct from $10, due_at = $10,
            external_system = $11, external_id = $12, version = $13, updated_at = clock_timestamp(),
            summarise_at = case when $6 in ('model', 'person') then null else summarise_at end,
            solved_at = case when $9 in ('open', 'pending') then null else coalesce(solved_at, clock_timestamp()) end,
            closed_at = case when $9 = 'closed' then clock_timestamp() end
      where id = $1`,
    [
      ticket.id,
      ticket.category,
      ticket.priority,
      ticket.title,
      ticket.summary,
      ticket.summary_by,
      ticket.assignee_id,
      ticket.group_id,
      ticket.state,
      ticket.due_at,
      ticket.external_system,
      ticket.external_id,
      ticket.version,
    ],
  );
}

/** The contact's open conversation, or the last one: no other is newer than the open one. */
export async function lastConversation(
  sql: Sql,
  contactId: ContactId,
): Promise<{ id: ConversationId; language: string | null } | undefined> {
  const [row] = await sql.rows<{ id: ConversationId; language: string | null }>(
    'select id, language from conversations where contact_id = $1 order by id desc limit 1',
    [contactId],
  );
  return row;
}

/** The newest that are not closed, or were not long ago. */
export function ticketsOfContact(sql: Sql, contactId: ContactId, limit: number): Promise<TicketRow[]> {
  return sql.rows<TicketRow>(
    `${SELECT} where t.contact_id = $1 and (t.closed_at is null or t.closed_at > now() - interval '30 days')
      order by t.number desc limit $2`,
    [contactId, limit],
  );
}

/** Marks what became due as told of, and returns it. */
export async function takeOverdue(tx: Tx, limit: number): Promise<TicketRow[]> {
  const due = await tx.rows<{ id: TicketId }>(
    `update tickets set overdue_told = true where id in (
       select id from tickets where state in ('open', 'pending') and not overdue_told and due_at <= clock_timestamp()
        order by due_at limit $1 for no key update skip locked)
     returning id`,
    [limit],
  );
  return tx.rows<TicketRow>(`${SELECT} where t.id = any($1::uuid[])`, [due.map(({ id }) => id)]);
}
