import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Chores } from '../../common/chores.js';
import type { ContactId, ConversationId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import { Vault } from '../../privacy/vault/vault.js';
import { filledState, protectedState } from './flow-privacy.js';
import type { FlowState } from './flow-state.js';

/** So long the contact may take to confirm what a model would do. */
const CONFIRMATION_MINUTES = 15;
const FORGOTTEN_AT_ONCE = 5_000;

/** A conversation and whose it is. */
interface InFlow {
  id: ConversationId;
  contactId: ContactId;
}

/**
 * Where conversations are in their flows. What contacts told them is in the contact's vault, and comes back with the state.
 * What nobody came back to in time is not there any more.
 */
@Injectable()
export class FlowRuns implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly chores: Chores,
    private readonly vault: Vault,
  ) {}

  onModuleInit(): void {
    this.chores.register({ name: 'flow-runs', run: () => this.forgetExpired() });
  }

  async isIn(conversationId: ConversationId): Promise<boolean> {
    const rows = await this.database.rows(
      'select 1 from flow_runs where conversation_id = $1 and expires_at > clock_timestamp()',
      [conversationId],
    );
    return rows.length > 0;
  }

  /** In memory only: it holds personal data. */
  async of({ id, contactId }: InFlow): Promise<FlowState | undefined> {
    const [row] = await this.database.rows<{ state: FlowState }>(
      'select state from flow_runs where conversation_id = $1 and expires_at > clock_timestamp()',
      [id],
    );
    return row === undefined ? undefined : filledState(this.vault, this.database, contactId, row.state);
  }

  /** In the transaction that ends the turn. Null: the conversation is in no flow. */
  async store(tx: Tx, { id, contactId }: InFlow, state: FlowState | null): Promise<void> {
    if (state === null) {
      await tx.run('delete from flow_runs where conversation_id = $1', [id]);
      return;
    }
    const kept = await protectedState(this.vault, tx, contactId, state);
    const minutes = state.kind === 'flow' ? state.timeoutMinutes : CONFIRMATION_MINUTES;
    await tx.run(
      `insert into flow_runs (conversation_id, state, expires_at)
       values ($1, $2, clock_timestamp() + make_interval(mins => $3))
       on conflict (conversation_id) do update set state = excluded.state, expires_at = excluded.expires_at`,
      [id, JSON.stringify(kept), minutes],
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
