import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Chores } from '../../common/chores.js';
import type { MediaId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import {
  type Candidate,
  positionOf,
  type RetentionBatch,
  type RetentionKind,
  RetentionKinds,
  type RetentionResult,
  resultOf,
} from '../../privacy/retention/retention-kinds.js';
import { Settings } from '../../settings/settings.js';
import { MediaStore } from './media-store.js';

const REMOVED_PER_CHORE = 100;

/** Removes the files that were kept for long enough, or are to be erased; that there was one stays known. */
@Injectable()
export class MediaRetention implements RetentionKind, OnModuleInit {
  readonly name = 'media';
  readonly setting = 'retention.mediaDays';

  constructor(
    private readonly database: Database,
    private readonly store: MediaStore,
    private readonly settings: Settings,
    private readonly chores: Chores,
    private readonly kinds: RetentionKinds,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
    this.chores.register({ name: 'media', run: () => this.removeOld() });
  }

  /** Marks them: from then on nobody is given the file, and a chore removes its bytes. */
  expire({ before, after, limit }: RetentionBatch): Promise<RetentionResult> {
    return this.database.transaction(async (tx) => {
      const old = await tx.rows<Candidate>(
        `select f.id, f.created_at::text as at, is_held(m.contact_id, m.conversation_id, f.account_id)
                  or exists (select from messages s
                              where s.content->>'media' = f.id::text and s.direction = 'outbound' and s.content ? 'media'
                                and is_held(s.contact_id, s.conversation_id, null)) as held
           from media f left join messages m on m.id = f.message_id
          where f.state <> 'expired' and f.created_at < $1 and (f.created_at, f.id) > ($2, $3)
          order by f.created_at, f.id limit $4`,
        [before, ...positionOf(after), limit],
      );
      await tx.run(
        `update media set state = 'expired', reason = 'kept for long enough', remove_at = clock_timestamp()
          where id = any($1)`,
        [old.filter(({ held }) => !held).map(({ id }) => id)],
      );
      return resultOf(old, limit);
    });
  }

  /** The oldest are looked for more often than once a day: files are what fills a disk. */
  private async removeOld(): Promise<void> {
    const days = this.settings.get('retention.mediaDays');
    if (days > 0) {
      const [row] = await this.database.rows<{ before: Date }>(
        'select clock_timestamp() - make_interval(days => $1) as before',
        [days],
      );
      await this.expire({ before: row?.before ?? new Date(0), after: null, limit: REMOVED_PER_CHORE });
    }
    await this.removeBytes();
    await this.store.tidy();
  }

  /** The bytes first: a row that still says so has them removed by the next chore. */
  private async removeBytes(): Promise<void> {
    const marked = await this.database.rows<{ id: MediaId }>(
      `select id from media where remove_at is not null order by remove_at limit ${REMOVED_PER_CHORE}`,
    );
    for (const { id } of marked) {
      await this.store.remove(id);
      await this.database.run('delete from media_uploads where media_id = $1', [id]);
      await this.database.run('update media set remove_at = null where id = $1', [id]);
    }
  }
}
