import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, type Tx } from '../../database/database.js';
import {
  type Candidate,
  positionOf,
  type RetentionBatch,
  type RetentionKind,
  RetentionKinds,
  type RetentionResult,
  resultOf,
} from '../../privacy/retention/retention-kinds.js';

const MESSAGES_PER_BATCH = 5_000;

/**
 * Conversations that ended long ago: their messages, and all that was received, thought and sent for them. The row of a
 * conversation stays, because cases and tickets may be kept longer; it says when and with whom, and not what.
 */
@Injectable()
export class MessageRetention implements RetentionKind, OnModuleInit {
  readonly name = 'messages';
  readonly setting = 'retention.messagesDays';

  constructor(
    private readonly database: Database,
    private readonly kinds: RetentionKinds,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  expire({ before, after, limit }: RetentionBatch): Promise<RetentionResult> {
    return this.database.transaction(async (tx) => {
      const old = await tx.rows<Candidate>(
        `select id, ended_at::text as at, is_held(contact_id, id, account_id) as held from conversations
          where state = 'ended' and expired_at is null and ended_at < $1 and (ended_at, id) > ($2, $3)
          order by ended_at, id limit $4`,
        [before, ...positionOf(after), limit],
      );
      const free = old.filter(({ held }) => !held).map(({ id }) => id);
      if (!(await removeMessages(tx, free))) {
        return { removed: 0, held: 0, next: after ?? '' }; // the same ones once more: there is more of them
      }
      await tx.run('delete from turns where conversation_id = any($1)', [free]);
      await tx.run('delete from outbox where conversation_id = any($1) and message_id is null', [free]);
      await tx.run('update conversations set expired_at = clock_timestamp() where id = any($1)', [free]);
      return resultOf(old, limit);
    });
  }
}

/** @returns whether these were all. */
async function removeMessages(tx: Tx, conversationIds: readonly string[]): Promise<boolean> {
  const messages = await tx.rows<{ id: string }>(
    `select id from messages where conversation_id = any($1) limit ${MESSAGES_PER_BATCH}`,
    [conversationIds],
  );
  const ids = messages.map(({ id }) => id);
  await tx.run(
    `update media set message_id = null, state = 'expired', reason = 'kept for long enough', name = null,
                      external_media_id = null, remove_at = clock_timestamp()
      where message_id = any($1)`,
    [ids],
  );
  await tx.run('delete from outbox where message_id = any($1)', [ids]);
  await tx.run('delete from inbox where id = any($1)', [ids]);
  await tx.run('delete from messages where id = any($1)', [ids]);
  return ids.length < MESSAGES_PER_BATCH;
}
