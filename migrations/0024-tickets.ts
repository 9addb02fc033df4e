import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is left to be done after a conversation, and what contacts thought of it. */
export class Tickets1700000000024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create sequence ticket_numbers;
      create table tickets (
        id              uuid primary key,
        number          bigint not null unique default nextval('ticket_numbers'), -- what people call it: T000042
        category        text,
        priority        text not null check (priority in ('low', 'normal', 'high', 'urgent')),
        account_id      uuid not null references accounts (id),
        contact_id      uuid not null references contacts (id),
        conversation_id uuid references conversations (id),
        handoff_id      uuid references handoffs (id),
        reason          text not null,           -- why there is one
        title           text not null,
        summary         text,
        summary_by      text check (summary_by in ('extract', 'model', 'person')),
        summarise_at    timestamptz,             -- a model shall write the summary, from this moment on
        summarise_tries integer not null default 0,
        transcript_from bigint,                  -- the first and the last message that it is about, by their sequence
        transcript_to   bigint,
        language        text,
        assignee_id     uuid references operators (id),
        group_id        uuid references skill_groups (id),
        state           text not null default 'open' check (state in ('open', 'pending', 'solved', 'closed')),
        due_at          timestamptz,
        overdue_told    boolean not null default false,
        external_system text,
        external_id     text,
        comments        integer not null default 0, -- how many
        version         integer not null default 1,
        created_at      timestamptz not null default clock_timestamp(),
        updated_at      timestamptz not null default clock_timestamp(),
        solved_at       timestamptz,
        closed_at       timestamptz,
        check ((external_system is null) = (external_id is null))
      );
      -- an outside system's ticket is one of ours
      create unique index tickets_external on tickets (external_system, external_id) where external_id is not null;
      -- a case becomes one ticket, however often it is tried
      create unique index tickets_by_handoff on tickets (handoff_id) where handoff_id is not null;
      -- the contact who asks for the state of his tickets
      create index tickets_by_contact on tickets (contact_id, number desc);
      create index tickets_by_conversation on tickets (conversation_id) where conversation_id is not null;
      -- the lists, newest first
      create index tickets_by_state on tickets (state, number desc);
      create index tickets_by_group on tickets (group_id, number desc) where group_id is not null;
      create index tickets_by_assignee on tickets (assignee_id, number desc) where assignee_id is not null;
      -- what is to be summarised
      create index tickets_to_summarise on tickets (summarise_at) where summarise_at is not null;
      -- what became due and nobody was told of
      create index tickets_due on tickets (due_at) where state in ('open', 'pending') and not overdue_told;
      -- what was solved long ago
      create index tickets_solved on tickets (solved_at) where state = 'solved';

      create table ticket_comments (
        id          uuid primary key,
        ticket_id   uuid not null references tickets (id) on delete cascade,
        author      jsonb not null,              -- the principal, without its permissions
        author_name text,                        -- as an outside system says it
        external_id text,                        -- the outside system's own id: said twice, it is there once
        text        text not null,
        created_at  timestamptz not null default clock_timestamp()
      );
      -- a ticket's comments, in order
      create index ticket_comments_by_ticket on ticket_comments (ticket_id, id);
      create unique index ticket_comments_external on ticket_comments (ticket_id, external_id)
        where external_id is not null;

      create table surveys (
        id              uuid primary key,
        handoff_id      uuid references handoffs (id), -- null: about the bot
        conversation_id uuid not null references conversations (id),
        account_id      uuid not null references accounts (id),
        contact_id      uuid not null references contacts (id),
        operator_id     uuid,                    -- who resolved it, and for which group
        group_id        uuid,
        language        text not null,
        score           integer check (score between 1 and 5),
        comment         text,
        created_at      timestamptz not null default clock_timestamp(),
        scored_at       timestamptz,
        comment_until   timestamptz              -- what the contact writes before is the comment
      );
      -- one survey a handoff, and one about the bot a conversation
      create unique index surveys_by_handoff on surveys (handoff_id) where handoff_id is not null;
      create unique index surveys_of_bot on surveys (conversation_id) where handoff_id is null;
      -- whether a contact was asked lately
      create index surveys_by_contact on surveys (contact_id, created_at);
      -- whether what a contact writes is a comment
      create index surveys_awaiting on surveys (contact_id) where score is not null and comment is null;
      -- the figures and the list, of all and of a group
      create index surveys_by_time on surveys (created_at, id);
      create index surveys_by_group on surveys (group_id, created_at, id) where group_id is not null;

      -- conversations that just ended, of which some are asked about
      create index conversations_ended on conversations (ended_at) where state = 'ended';

      -- What an operator answered well, and the draft in the knowledge base that it became.
      create table handoff_knowledge_drafts (
        message_id  uuid primary key references messages (id),
        handoff_id  uuid not null references handoffs (id),
        document_id uuid not null references documents (id) on delete cascade,
        created_at  timestamptz not null default clock_timestamp()
      );
      create index handoff_knowledge_drafts_by_handoff on handoff_knowledge_drafts (handoff_id);
      create index handoff_knowledge_drafts_by_document on handoff_knowledge_drafts (document_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table handoff_knowledge_drafts, surveys, ticket_comments, tickets;
      drop sequence ticket_numbers;
      drop index conversations_ended;
    `);
  }
}
