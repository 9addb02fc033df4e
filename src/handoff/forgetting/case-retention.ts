import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, type Tx } from '../../database/database.js';
import {
  type Candidate,
  positionOf,
  type RetentionBatch,
  RetentionKinds,
  type RetentionResult,
  resultOf,
} from '../../privacy/retention/retention-kinds.js';

interface Source {
  name: string;
  find: string;
  remove: (tx: Tx, ids: readonly string[]) => Promise<unknown>;
}

const HELD = 'is_held(contact_id, conversation_id, account_id) as held';
const sources: readonly Source[] = [
  {
    name: 'cases',
    find: `select id, closed_at::text as at, ${HELD} from handoffs
            where closed_at < $1 and (closed_at, id) > ($2, $3) order by closed_at, id limit $4`,
    remove: removeCases,
  },
  {
    name: 'surveys',
    find: `select id, created_at::text as at, ${HELD} from surveys
            where created_at < $1 and (created_at, id) > ($2, $3) order by created_at, id limit $4`,
    remove: (tx, ids) => tx.run('delete from surveys where id = any($1)', [ids]),
  },
  {
    name: 'tickets',
    find: `select id, closed_at::text as at, ${HELD} from tickets
            where state = 'closed' and closed_at < $1 and (closed_at, id) > ($2, $3) order by closed_at, id limit $4`,
    remove: (tx, ids) => tx.run('delete from tickets where id = any($1)', [ids]),
  },
];

/** Requests for a human that ended long ago, with the notes on them; what contacts thought of it; and closed tickets. */
@Injectable()
export class CaseRetention implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly kinds: RetentionKinds,
  ) {}

  onModuleInit(): void {
    for (const source of sources) {
      this.kinds.register({
        name: source.name,
        setting: 'retention.casesDays',
        expire: (batch) => this.expire(source, batch),
      });
    }
  }

  private expire({ find, remove }: Source, { before, after, limit }: RetentionBatch): Promise<RetentionResult> {
    return this.database.transaction(async (tx) => {
      const old = await tx.rows<Candidate>(find, [before, ...positionOf(after), limit]);
      await remove(
        tx,
        old.filter(({ held }) => !held).map(({ id }) => id),
      );
      return resultOf(old, limit);
    });
  }
}

/** A ticket outlives its case. */
async function removeCases(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.run('update tickets set handoff_id = null where handoff_id = any($1)', [ids]);
  for (const table of ['surveys', 'handoff_knowledge_drafts', 'handoff_notes', 'handoff_offers', 'handoff_events']) {
    await tx.run(`delete from ${table} where handoff_id = any($1)`, [ids]);
  }
  await tx.run('delete from handoffs where id = any($1)', [ids]);
}
