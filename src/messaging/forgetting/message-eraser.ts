import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ContactId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import { ERASED_TEXT, type Eraser, Erasers, type ExportedPart } from '../../privacy/erasure/erasers.js';
import { exportedPages } from '../../privacy/erasure/exported-pages.js';
import { ERASED } from '../delivery.js';

const MESSAGES_PER_BATCH = 500;
/** What a message says that has nothing to say any more: a text, so that whoever reads messages can read it. */
const ERASED_CONTENT = JSON.stringify({ type: 'text', text: ERASED_TEXT });

/** What was said, to him and by him, and the files of it. That something was said, when and by whom stays known. */
@Injectable()
export class MessageEraser implements Eraser, OnModuleInit {
  readonly name = 'messages';
  readonly rank = 30;

  constructor(
    private readonly database: Database,
    private readonly erasers: Erasers,
  ) {}

  onModuleInit(): void {
    this.erasers.register(this);
  }

  async erase(tx: Tx, contactId: ContactId, until: Date): Promise<'more' | 'done'> {
    const messages = await tx.rows<{ id: string; media: string | null }>(
      `select m.id, case when m.direction = 'outbound' then m.content->>'media' end as media
         from conversations c join messages m on m.conversation_id = c.id
        where c.contact_id = $1 and c.started_at <= $2 and m.erased_at is null limit ${MESSAGES_PER_BATCH}`,
      [contactId, until],
    );
    const ids = messages.map(({ id }) => id);
    const sent = messages.flatMap(({ media }) => (media === null ? [] : [media]));
    await tx.run('update messages set content = $2, erased_at = clock_timestamp() where id = any($1)', [
      ids,
      ERASED_CONTENT,
    ]);
    await removeFiles(tx, ids, sent);
    await tx.run(
      `update inbox set content = null, payload = null, external_id = '', dedupe_key = 'erased/' || id
        where id = any($1) and state = 'done'`,
      [ids],
    );
    await tx.run(`update outbox set ${ERASED} where message_id = any($1) and state not in ('pending', 'sending')`, [
      ids,
    ]);
    return messages.length < MESSAGES_PER_BATCH ? 'done' : 'more';
  }

  async *export(contactId: ContactId): AsyncGenerator<ExportedPart> {
    yield* exportedPages('messages', 'sequence', (after, limit) =>
      this.database.rows<{ sequence: string }>(
        `select m.id, m.sequence, m.conversation_id as "conversationId", m.direction, m.sender, m.content,
                  m.generated, m.created_at as "createdAt"
             from conversations c join messages m on m.conversation_id = c.id
            where c.contact_id = $1 and ($2::bigint is null or m.sequence > $2) order by m.sequence limit $3`,
        [contactId, after, limit],
      ),
    );
    // The files themselves are had one by one, at `path`.
    yield* exportedPages('files', 'id', (after, limit) =>
      this.database.rows<{ id: string }>(
        `select f.id, f.message_id as "messageId", f.type, f.name, f.mime, f.bytes, f.sha256, f.state,
                  f.created_at as "createdAt", '/api/v1/media/' || f.id as path
             from conversations c join messages m on m.conversation_id = c.id join media f on f.message_id = m.id
            where c.contact_id = $1 and ($2::uuid is null or f.id > $2) order by f.id limit $3`,
        [contactId, after, limit],
      ),
    );
  }
}

/** A file that others were sent as well is theirs too. Its bytes go with the next chore. */
async function removeFiles(tx: Tx, messageIds: readonly string[], sent: readonly string[]): Promise<void> {
  await tx.run(
    `update media f set state = 'expired', reason = 'erased', name = null, external_media_id = null,
                        remove_at = clock_timestamp()
      where f.message_id = any($1)
         or (f.id = any($2::uuid[])
             and not exists (select from messages m
                              where m.content->>'media' = f.id::text and m.direction = 'outbound' and m.content ? 'media'))`,
    [messageIds, sent],
  );
}
