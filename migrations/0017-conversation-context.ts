import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a conversation keeps from turn to turn besides its messages, and hands to a human. */
export class ConversationContext1700000000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table conversations
        add column context_after bigint not null default 0, -- messages up to this sequence are forgotten
        add column language      text;                      -- what the contact was last answered in
      update conversations c set context_after = coalesce(
        (select max(m.sequence) from messages m where m.conversation_id = c.id and m.created_at < c.context_from), 0);

      alter table handoffs add column summary text; -- what whoever takes over should know, such as what a flow learned
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table handoffs drop column summary;
      alter table conversations drop column context_after, drop column language;
    `);
  }
}
