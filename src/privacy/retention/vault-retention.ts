import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { type RetentionBatch, RetentionKinds, type RetentionResult } from './retention-kinds.js';

interface Entry {
  contact_id: string;
  kind: string;
  number: number;
  at: string;
  held: boolean;
}

/** Originals of personal data that were kept for long enough. Their placeholders stay, and can be filled in no more. */
@Injectable()
export class VaultRetention implements OnModuleInit {
  readonly name = 'vault';
  readonly setting = 'retention.vaultDays';

  constructor(
    private readonly database: Database,
    private readonly kinds: RetentionKinds,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  expire({ before, after, limit }: RetentionBatch): Promise<RetentionResult> {
    return this.database.transaction(async (tx) => {
      const entries = await tx.rows<Entry>(
        `select e.contact_id, e.kind, e.number, e.created_at::text as at,
                is_held(e.contact_id, null, c.account_id)
                  or exists (select from legal_holds h join conversations v on v.id = h.conversation_id
                              where v.contact_id = e.contact_id and h.released_at is null
                                and (h.until is null or h.until > clock_timestamp())) as held
           from vault_entries e join contacts c on c.id = e.contact_id
          where e.created_at < $1 and (e.created_at, e.contact_id, e.kind, e.number) > ($2, $3, $4, $5)
          order by e.created_at, e.contact_id, e.kind, e.number limit $6`,
        [before, ...positionOf(after), limit],
      );
      const free = entries.filter(({ held }) => !held);
      await tx.run(
        `delete from vault_entries using unnest($1::uuid[], $2::text[], $3::integer[]) as old (contact_id, kind, number)
          where vault_entries.contact_id = old.contact_id and vault_entries.kind = old.kind
            and vault_entries.number = old.number`,
        [free.map(({ contact_id }) => contact_id), free.map(({ kind }) => kind), free.map(({ number }) => number)],
      );
      const last = entries.at(-1);
      const isAll = last === undefined || entries.length < limit;
      const next = isAll ? null : JSON.stringify([last.at, last.contact_id, last.kind, last.number]);
      return { removed: free.length, held: entries.length - free.length, next };
    });
  }
}

function positionOf(after: string | null): unknown[] {
  const position: unknown = after === null ? null : JSON.parse(after);
  return Array.isArray(position) ? position : ['-infinity', '00000000-0000-0000-0000-000000000000', '', 0];
}
