import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Chores } from '../../common/chores.js';
import { Database } from '../../database/database.js';
import { refsOf } from './event-refs.js';

const BATCH = 2_000;

interface Row {
  event_id: string;
  at: string;
  action: string;
  actor: { kind: string; id?: string };
  details: unknown;
}

/** Gives the events from before there were references theirs, a batch at a time, so that they are found as well. */
@Injectable()
export class Unreferenced implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly chores: Chores,
  ) {}

  onModuleInit(): void {
    this.chores.register({ name: 'audit-references', run: () => this.refer() });
  }

  /** Whether there may be more. */
  refer(): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const rows = await tx.rows<Row>(
        `with taken as (
           delete from audit_unreferenced
            where event_id in (select event_id from audit_unreferenced limit ${BATCH} for update skip locked)
           returning event_id, at)
         select taken.event_id, taken.at::text as at, e.action, e.actor, e.details
           from taken join audit_events e on e.id = taken.event_id and e.at = taken.at`,
      );
      const refs = rows.flatMap((row) => refsOf(row, row.actor).map((ref) => ({ ref, ...row })));
      await tx.run(
        `insert into audit_refs (ref, at, event_id)
         select * from unnest($1::bigint[], $2::timestamptz[], $3::uuid[]) on conflict do nothing`,
        [refs.map(({ ref }) => ref), refs.map(({ at }) => at), refs.map((one) => one.event_id)],
      );
      return rows.length === BATCH;
    });
  }
}
