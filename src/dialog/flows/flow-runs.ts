import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Chores } from '../../common/chores.js';
import type { ConversationId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import type { FlowState } from './flow-state.js';

/** So long the contact may take to confirm what a model would do. */
const CONFIRMATION_MINUTES = 15;
const FORGOTTEN_AT_ONCE = 5_000;

/** Where conversations are in their flows. What nobody came back to in time is not there any more. */
@Injectable()
export class FlowRuns implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly chores: Chores,
  ) {}

  onModuleInit(): void {
    this.chores.register({ name: 'flow-runs', run: () => this.forgetExpired() });
  }

  async of(conversationId: ConversationId): Promise<FlowState | undefined> {
    const [row] = await this.database.rows<{ state: FlowState }>(
      'select state from flow_runs where conversation_id = $1 and expires_at > clock_timestamp()',
      [conversationId],
    );
    return row?.state;
  }

  /** In the transaction that ends the turn. Null: the conversation is in no flow. */
  async store(tx: Tx, conversationId: ConversationId, state: FlowState | null): Promise<void> {
    if (state === null) {
      await tx.run('delete from flow_runs where conversation_id = $1', [conversationId]);
      return;
    }
    const minutes = state.kind === 'flow' ? state.timeoutMinutes : CONFIRMATION_MINUTES;
    await tx.run(
      `insert into flow_runs (conversation_id, state, expires_at)
       values ($1, $2, clock_timestamp() + make_interval(mins => $3))
       on conflict (conversation_id) do update set state = excluded.state, expires_at = excluded.expires_at`,
      [conversationId, JSON.stringify(state), minutes],
    );
  }

  private forgetExpired(): Promise<number> {
    return this.database.run(
      `delete from flow_runs where conversation_id in (
         select conversation_id from flow_runs where expires_at < clock_timestamp()
          order by expires_at limit ${FORGOTTEN_AT_ONCE})`,
    );
  }
}
