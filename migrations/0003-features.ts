import type { MigrationInterface, QueryRunner } from 'typeorm';

/** WeCom's tokens and quotas, the knowledge base, requests for a human. */
export class Features1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- One access token for all processes. Whoever sets claimed_until fetches it, the others wait for generation to grow.
      create table wecom_access_tokens (
        account_id      uuid primary key references accounts (id) on delete cascade,
        account_version integer not null,        -- of the account whose corpid and secret were used
        generation      bigint not null default 0,
        token           bytea,                   -- sealed under MASTER_KEY, context wecom-token/<account>
        renew_at        timestamptz,             -- some minutes before the token expires
        claimed_until   timestamptz,
        failed_until    timestamptz,             -- not to be asked for again before
        failed_errcode  integer                  -- null: WeCom could not be reached
      );

      -- What was sent to whom in the last hour: WeCom drops what exceeds a member's quota without an error.
      create table wecom_member_sends (
        id         uuid primary key,
        account_id uuid not null references accounts (id) on delete cascade,
        member     text not null,
        sent_at    timestamptz not null default clock_timestamp()
      );
      create index wecom_member_sends_window on wecom_member_sends (account_id, member, sent_at);
      create index wecom_member_sends_age on wecom_member_sends (sent_at);

      create table documents (
        id                uuid primary key,
        external_id       text not null unique,
        question          text not null,
        similar_questions text[] not null default '{}',
        answer            text not null,
        category          text,
        tags              text[] not null default '{}',
        valid_from        timestamptz,
        valid_until       timestamptz,
        state             text not null default 'draft' check (state in ('draft', 'published')),
        revision          integer not null default 1,
        created_at        timestamptz not null default now(),
        updated_at        timestamptz not null default now()
      );
      -- the build of an index
      create index documents_published on documents (id) where state = 'published';

      -- Grows with every change of what can be found: tells each process that its index is old.
      create table knowledge_version (
        id      boolean primary key default true check (id),
        version bigint not null
      );
      insert into knowledge_version (version) values (1);

      create table knowledge_imports (
        id         uuid primary key,
        format     text not null,
        publish    boolean not null,
        status     text not null default 'queued' check (status in ('queued', 'running', 'completed', 'failed')),
        content    bytea,                        -- the file, until it is imported
        total      integer not null default 0,
        processed  integer not null default 0,
        created    integer not null default 0,
        updated    integer not null default 0,
        failed     integer not null default 0,
        errors     jsonb not null default '[]',
        attempts   integer not null default 0,   -- starts since something was last stored: an import that kills its worker ends
        created_by jsonb not null,
        request_id text not null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );
      -- what a lost job left behind
      create index knowledge_imports_open on knowledge_imports (updated_at) where status in ('queued', 'running');

      create table handoffs (
        id              uuid primary key,
        conversation_id uuid not null references conversations (id),
        contact_id      uuid not null,
        account_id      uuid not null references accounts (id),
        turn_id         uuid,
        reason          text not null,
        state           text not null default 'requested' check (state in ('requested', 'abandoned')),
        created_at      timestamptz not null default clock_timestamp(),
        closed_at       timestamptz
      );
      -- one open handoff per conversation
      create unique index handoffs_open on handoffs (conversation_id) where state = 'requested';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table handoffs, knowledge_imports, knowledge_version, documents, wecom_member_sends, wecom_access_tokens',
    );
  }
}
