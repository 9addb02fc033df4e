import { Injectable } from '@nestjs/common';
import type { AccountId, ConversationId, GroupId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import { isOpen, nextOpening } from '../calendar/calendar.js';
import type { Group } from '../groups/group.js';
import { Groups } from '../groups/groups.js';
import { Operators } from '../operators/operators.js';
import { Presence } from '../operators/presence.js';
import type { Case } from './case.js';
import { Cases } from './cases.js';

/** What a contact who asks for a human may expect. */
export type Outlook =
  /** `place` 1 is next. `expectedSeconds` as others waited lately; unknown where nobody did. */
  | { kind: 'queue'; place: number; expectedSeconds?: number }
  /**
   * Nobody works now. `opensAt`: within 60 days; `timeZone` is that of the group. `becomesTicket`: there is nothing to
   * wait for in a queue.
   */
  | { kind: 'closed'; becomesTicket: boolean; opensAt?: Date; timeZone?: string }
  /** It is working time, and nobody is there. */
  | { kind: 'nobody'; becomesTicket: boolean };

export interface OutlookQuestion {
  groupId?: GroupId | undefined;
  intent?: string | undefined;
  category?: string | undefined;
  language?: string | undefined;
  accountId: AccountId;
  /** A conversation that waits already has its own place. */
  conversationId?: ConversationId | undefined;
  at: Date;
}

/** So many waits of the last day say how long the next one takes, and so few say nothing. */
const WAITS_MAX = 30;
const WAITS_MIN = 3;
const PLACES_MAX = 999;

@Injectable()
export class Outlooks {
  constructor(
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly groups: Groups,
    private readonly operators: Operators,
    private readonly presence: Presence,
  ) {}

  async of(question: OutlookQuestion): Promise<Outlook> {
    const { conversationId, at } = question;
    const open =
      conversationId === undefined ? undefined : await this.cases.openOfConversation(this.database, conversationId);
    const group = this.groups.pick({ ...question, groupId: open?.groupId ?? question.groupId });
    if (!isOpen(group?.calendar, at)) {
      const opensAt = nextOpening(group?.calendar, at);
      const becomesTicket = group?.outsideHours === 'ticket';
      return opensAt === undefined
        ? { kind: 'closed', becomesTicket }
        : { kind: 'closed', becomesTicket, opensAt, ...(group?.calendar && { timeZone: group.calendar.timeZone }) };
    }
    if (!(await this.isSomebodyThere(group, at))) {
      return { kind: 'nobody', becomesTicket: group?.whenNobodyFree === 'ticket' };
    }
    const [place, expectedSeconds] = await Promise.all([this.place(group, open), this.expected(group)]);
    return { kind: 'queue', place, ...(expectedSeconds !== undefined && { expectedSeconds }) };
  }

  /** Whoever is busy will be free again; whoever is away may not come back. */
  private async isSomebodyThere(group: Group | undefined, at: Date): Promise<boolean> {
    const atWork = this.operators
      .list()
      .filter(({ enabled, groupIds }) => enabled && (group === undefined || groupIds.includes(group.id)))
      .filter(({ workingHours }) => isOpen(workingHours, at));
    const presences = await this.presence.of(
      this.database,
      atWork.map(({ id }) => id),
    );
    return [...presences.values()].some(({ presence }) => presence !== 'away');
  }

  private async place(group: Group | undefined, open: Case | undefined): Promise<number> {
    const [row] = await this.database.rows<{ before: number }>(
      `select count(*)::int as before from (
         select 1 from handoffs
          where ${ofGroup(group)} and state in ('requested', 'offered') and id is distinct from $2
            and ($3::timestamptz is null or priority > $4 or (priority = $4 and queued_at < $3))
          limit ${PLACES_MAX}) waiting`,
      [group?.id ?? null, open?.id ?? null, open?.queuedAt ?? null, open?.priority ?? 0],
    );
    return (row?.before ?? 0) + 1;
  }

  private async expected(group: Group | undefined): Promise<number | undefined> {
    const [row] = await this.database.rows<{ waits: number; seconds: number | null }>(
      `select count(*)::int as waits, avg(seconds)::float8 as seconds from (
         select extract(epoch from claimed_at - queued_at) as seconds from handoffs
          where ${ofGroup(group)} and claimed_at > clock_timestamp() - interval '1 day'
          order by claimed_at desc limit ${WAITS_MAX}) lately`,
      [group?.id ?? null],
    );
    return row === undefined || row.seconds === null || row.waits < WAITS_MIN ? undefined : Math.round(row.seconds);
  }
}

/** With the parameter $1. */
function ofGroup(group: Group | undefined): string {
  return group === undefined ? '($1::uuid is null and group_id is null)' : 'group_id = $1::uuid';
}
