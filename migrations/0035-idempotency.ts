import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests that are made under a key, so that one that is repeated is done once. */
export class Idempotency1700000000035 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table idempotency_keys (
        id             uuid primary key,
        caller         text not null,            -- kind/id
        key            text not null,
        request_digest bytea not null,           -- of method, path and body: what the key stands for
        request_id     text not null,            -- of the request that does it: its audit events carry it
        token          integer not null default 1, -- grows with each request that takes it up: the fence
        lease_until    timestamptz not null,
        is_done        boolean not null default false, -- something of it is committed
        items_done     integer[] not null default '{}', -- of a bulk
        sealed_answer  bytea,                    -- context idempotency/<id>; null until it is done, or for good
        created_at     timestamptz not null default clock_timestamp(),
        unique (caller, key)
      );
      -- the chore: what is older than a day
      create index idempotency_keys_age on idempotency_keys (created_at);

      -- Part of the deed's own transaction: fails it where another request has taken the key up.
      create function mark_idempotent_deed(key_id uuid, holder integer, item integer) returns void language plpgsql as $$
        begin
          update idempotency_keys
             set is_done = true,
                 items_done = case when item is null then items_done else items_done || item end
           where id = key_id and token = holder;
          if not found then
            raise exception 'another request has taken up the Idempotency-Key' using errcode = 'KF001';
          end if;
        end $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function mark_idempotent_deed; drop table idempotency_keys');
  }
}
