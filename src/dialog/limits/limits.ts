import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Chores } from '../../common/chores.js';
import type { AccountId, ContactId, TurnId } from '../../common/ids.js';
import { Metrics } from '../../common/metrics.js';
import { Database } from '../../database/database.js';
import { Settings } from '../../settings/settings.js';

/** `tell`: the contact is to be told politely, which happens once a window; after that it gets no answer. */
export type Admission = { kind: 'ok' } | { kind: 'limited'; tell: boolean };

export interface AdmissionAsk {
  /** A turn that is run again is told the same, and counts once. */
  turnId: TurnId;
  contactId: ContactId;
  accountId: AccountId;
}

interface VerdictRow {
  verdict: 'ok' | 'silent' | 'told';
  is_new: boolean;
}

const PURGED_MAX = 20_000;

/**
 * Who counts first: a contact that has used up its own share takes nothing from its account, and an account nothing from
 * all. A window begins with the minute, or with the day in China. All rows are locked in the order contact, account, all,
 * so that two turns never wait for each other.
 */
const ADMIT = `
  with ask as (
    select date_trunc('minute', now()) as minute,
           date_trunc('day', now() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai' as day
  ), repeated as (
    select verdict from limited_turns where turn_id = $1
  ), of_contact as (
    insert into limit_counters (subject, starts_at, turns)
    select subject, starts_at, 1
      from ask, lateral (values (1, 'contact/' || $2 || '/minute', minute), (2, 'contact/' || $2 || '/day', day))
                as counted (place, subject, starts_at)
     where not exists (select from repeated)
     order by place
    on conflict (subject, starts_at) do update set turns = limit_counters.turns + 1
    returning subject, turns
  ), contact_state as (
    select coalesce(bool_or(subject like '%/minute' and $4 > 0 and turns > $4), false) as over_minute,
           coalesce(bool_or(subject like '%/day' and $5 > 0 and turns > $5), false) as over_day
      from of_contact
  ), of_account as (
    insert into limit_counters (subject, starts_at, turns)
    select 'account/' || $3 || '/minute', minute, 1
      from ask, contact_state
     where $6 > 0 and not over_minute and not over_day and not exists (select from repeated)
    on conflict (subject, starts_at) do update set turns = limit_counters.turns + 1
    returning turns
  ), account_state as (
    select coalesce((select turns > $6 from of_account), false) as over_account
  ), of_all as (
    insert into limit_counters (subject, starts_at, turns)
    select 'all/minute', minute, 1
      from ask, contact_state, account_state
     where $7 > 0 and not over_minute and not over_day and not over_account and not exists (select from repeated)
    on conflict (subject, starts_at) do update set turns = limit_counters.turns + 1
    returning turns
  ), state as (
    select over_day, over_minute or over_day or over_account or coalesce((select turns > $7 from of_all), false) as over_any
      from contact_state, account_state
  ), notice as (
    insert into limit_counters (subject, starts_at, turns)
    select 'told/' || $2 || case when over_day then '/day' else '/minute' end,
           case when over_day then day else minute end, 1
      from ask, state
     where over_any and not exists (select from repeated)
    on conflict (subject, starts_at) do nothing
    returning subject
  ), judged as (
    select case when not over_any then 'ok' when exists (select from notice) then 'told' else 'silent' end as verdict
      from state
     where not exists (select from repeated)
  ), kept as (
    insert into limited_turns (turn_id, verdict) select $1, verdict from judged
    on conflict (turn_id) do nothing
  )
  select verdict, true as is_new from judged union all select verdict, false from repeated`;

/** How many turns are answered: of a contact in a minute and in a day, of an account, and of all. */
@Injectable()
export class Limits implements OnModuleInit {
  private readonly limited;

  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
    private readonly chores: Chores,
    metrics: Metrics,
  ) {
    this.limited = metrics.counter('limited_turns_total', 'Turns above a limit, by whether the contact was told.', [
      'told',
    ]);
  }

  onModuleInit(): void {
    this.chores.register({ name: 'limits', run: () => this.purge() });
  }

  /** One statement, in a transaction of its own: a turn counts whatever becomes of it. */
  async admit({ turnId, contactId, accountId }: AdmissionAsk): Promise<Admission> {
    const limits = [
      this.settings.get('limits.contactPerMinute'),
      this.settings.get('limits.contactPerDay'),
      this.settings.get('limits.accountPerMinute'),
      this.settings.get('limits.totalPerMinute'),
    ];
    if (limits.every((limit) => limit === 0)) {
      return { kind: 'ok' };
    }
    const [row] = await this.database.rows<VerdictRow>(ADMIT, [turnId, contactId, accountId, ...limits]);
    if (row === undefined || row.verdict === 'ok') {
      return { kind: 'ok' };
    }
    const tell = row.verdict === 'told';
    if (row.is_new) {
      this.limited.inc({ told: String(tell) });
    }
    return { kind: 'limited', tell };
  }

  /** A bounded number of windows and turns that are over; the next chore goes on. */
  async purge(): Promise<number> {
    const windows = await this.database.run(
      `delete from limit_counters
        where (subject, starts_at) in (select subject, starts_at from limit_counters
                                        where starts_at < now() - interval '2 days' order by starts_at limit $1)`,
      [PURGED_MAX],
    );
    const minutes = await this.database.run(
      `delete from limit_counters
        where (subject, starts_at) in (select subject, starts_at from limit_counters
                                        where starts_at < now() - interval '5 minutes' and subject like '%/minute'
                                        order by starts_at limit $1)`,
      [PURGED_MAX],
    );
    const turns = await this.database.run(
      `delete from limited_turns
        where turn_id in (select turn_id from limited_turns
                           where at < now() - interval '1 day' order by at limit $1)`,
      [PURGED_MAX],
    );
    return windows + minutes + turns;
  }
}
