import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { type Chore, Chores } from '../common/chores.js';
import type { ModelId } from '../common/ids.js';
import { Database } from '../database/database.js';
import type { ConversationIds } from './providers/dify.js';

const KEPT_DAYS = 30;
const PRUNED_MAX = 10_000;

/** What providers call our conversations, for so many days after a conversation was last seen there. */
@Injectable()
export class ProviderConversations implements OnModuleInit, Chore {
  readonly name = 'provider-conversations';
  private readonly logger = new Logger(ProviderConversations.name);

  constructor(
    private readonly database: Database,
    private readonly chores: Chores,
  ) {}

  onModuleInit(): void {
    this.chores.register(this);
  }

  /** Where the database is away, the provider begins a new conversation. */
  at(modelId: ModelId): ConversationIds {
    return {
      of: (key) =>
        this.calmly(async () => {
          const [row] = await this.database.rows<{ external_id: string }>(
            'select external_id from provider_conversations where model_id = $1 and conversation_key = $2',
            [modelId, key],
          );
          return row?.external_id;
        }),
      keep: (key, externalId) =>
        this.calmly(async () => {
          await this.database.run(
            `insert into provider_conversations (model_id, conversation_key, external_id) values ($1, $2, $3)
             on conflict (model_id, conversation_key)
               do update set external_id = excluded.external_id, used_at = clock_timestamp()`,
            [modelId, key, externalId],
          );
          return undefined;
        }),
    };
  }

  async run(): Promise<void> {
    await this.database.run(
      `delete from provider_conversations where (model_id, conversation_key) in
         (select model_id, conversation_key from provider_conversations
           where used_at < clock_timestamp() - make_interval(days => $1) order by used_at limit $2)`,
      [KEPT_DAYS, PRUNED_MAX],
    );
  }

  private async calmly(work: () => Promise<string | undefined>): Promise<string | undefined> {
    try {
      return await work();
    } catch (error) {
      this.logger.warn({ err: error }, 'the conversation at the provider is not known');
      return undefined;
    }
  }
}
