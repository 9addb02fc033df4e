import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { ApiKeyId } from '../../common/ids.js';
import { Database } from '../../database/database.js';

const TOLD_EVERY_MS = 60_000;

/** When and from where each key was used last, to the minute. Nobody waits for it to be stored. */
@Injectable()
export class KeyUses implements OnModuleDestroy {
  private readonly logger = new Logger(KeyUses.name);
  private readonly toldAt = new Map<ApiKeyId, number>();
  private readonly storing = new Set<Promise<void>>();

  constructor(private readonly database: Database) {}

  note(id: ApiKeyId, address: string): void {
    const now = performance.now();
    const before = this.toldAt.get(id);
    if (before !== undefined && now - before < TOLD_EVERY_MS) {
      return;
    }
    this.toldAt.set(id, now);
    const storing = this.store(id, address).finally(() => this.storing.delete(storing));
    this.storing.add(storing);
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.storing);
  }

  private async store(id: ApiKeyId, address: string): Promise<void> {
    try {
      await this.database.run(
        'update api_keys set last_used_at = clock_timestamp(), last_used_address = $2 where id = $1',
        [id, address],
      );
    } catch (error) {
      this.logger.warn({ keyId: id, error: String(error) }, 'the use of a key was not stored');
    }
  }
}
