import { Injectable } from '@nestjs/common';
import { type AccountId, type ContactId, contactIdOf, type OperatorId } from '../../common/ids.js';
import type { Sql, Tx } from '../../database/database.js';
import { isOpen } from '../calendar/calendar.js';
import type { Group } from '../groups/group.js';
import type { Operator } from './operator.js';
import { Operators } from './operators.js';
import type { Candidate } from './rank-operators.js';
import { readStandings, type Standing } from './standings.js';

/** So many of a contact's last cases tell who knows it. */
const SERVED_MAX = 20;

/** The case that somebody is wanted for. */
export interface CandidatesNeed {
  contactId: ContactId;
  accountId: AccountId;
  at: Date;
}

/** Who might take a case, and how each of them stands. */
@Injectable()
export class Candidates {
  constructor(private readonly operators: Operators) {}

  /**
   * One after the other until the transaction ends, whoever is about to choose somebody for an offer: two cases that
   * chose at once would both choose the one with the least to do.
   */
  async takeTurns(tx: Tx): Promise<void> {
    await tx.rows(`select pg_advisory_xact_lock(hashtextextended('handoff.offers', 0))`);
  }

  /** Those of the group that are enabled, whether they are free or not; without a group, all who are enabled. */
  async of(sql: Sql, group: Pick<Group, 'id'> | undefined, need: CandidatesNeed): Promise<Candidate[]> {
    const members = this.operators
      .list()
      .filter(({ enabled, groupIds }) => enabled && (group === undefined || groupIds.includes(group.id)));
    const ids = members.map(({ id }) => id);
    const [standings, served] = await Promise.all([readStandings(sql, ids), readServed(sql, need.contactId)]);
    return members.flatMap((operator) => {
      const standing = standings.get(operator.id);
      const servedContactAt = served.get(operator.id) ?? null;
      return standing === undefined ? [] : [{ ...this.toCandidate(operator, standing, need), servedContactAt }];
    });
  }

  private toCandidate(
    operator: Operator,
    { presence, claimed, offered, lastOfferedAt }: Standing,
    need: CandidatesNeed,
  ): Omit<Candidate, 'servedContactAt'> {
    return {
      operatorId: operator.id,
      presence,
      isAtWork: isOpen(operator.workingHours, need.at),
      isTheContact:
        this.operators.sameCorp(operator.accountId, need.accountId) &&
        contactIdOf(need.accountId, operator.memberId) === need.contactId,
      languages: operator.languages,
      capacity: operator.capacity,
      claimed,
      offered,
      lastOfferedAt,
    };
  }
}

/** When each operator last claimed a case of this contact, of its last ones. */
async function readServed(sql: Sql, contactId: ContactId): Promise<ReadonlyMap<OperatorId, Date>> {
  const rows = await sql.rows<{ operatorId: OperatorId; at: Date }>(
    `select operator_id as "operatorId", max(claimed_at) as at
       from (select operator_id, claimed_at from handoffs
              where contact_id = $1 and operator_id is not null and claimed_at is not null
              order by claimed_at desc limit ${SERVED_MAX}) as last
      group by operator_id`,
    [contactId],
  );
  return new Map(rows.map(({ operatorId, at }) => [operatorId, at]));
}
