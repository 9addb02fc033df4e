import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Chores } from '../../common/chores.js';
import type { MediaId } from '../../common/ids.js';
import { AppConfig } from '../../config/app-config.js';
import { Database } from '../../database/database.js';
import { MediaStore } from './media-store.js';

const REMOVED_PER_CHORE = 100;

/** Removes the files that were kept for long enough; that there was one stays known. */
@Injectable()
export class MediaRetention implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly store: MediaStore,
    private readonly config: AppConfig,
    private readonly chores: Chores,
  ) {}

  onModuleInit(): void {
    this.chores.register({ name: 'media', run: () => this.removeOld() });
  }

  /** The bytes first: a row that still says `stored` has them removed by the next chore. */
  private async removeOld(): Promise<void> {
    const old = await this.database.rows<{ id: MediaId }>(
      `select id from media where state <> 'expired' and created_at < now() - make_interval(days => $1)
        order by created_at limit ${REMOVED_PER_CHORE}`,
      [this.config.environment.MEDIA_DAYS],
    );
    for (const { id } of old) {
      await this.store.remove(id);
      await this.database.run('delete from media_uploads where media_id = $1', [id]);
      await this.database.run(`update media set state = 'expired', reason = 'kept for long enough' where id = $1`, [
        id,
      ]);
    }
    await this.store.tidy();
  }
}
