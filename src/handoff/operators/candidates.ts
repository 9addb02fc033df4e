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

type GroupRef = Pick<Group, 'id'> | undefined;

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
    const [candidates = []] = await this.ofEach(sql, [{ ...need, group }]);
    return candidates;
  }

  /** The same for many cases: how everybody stands is read once. */
  async ofEach(sql: Sql, needs: readonly (CandidatesNeed & { group: GroupRef })[]): Promise<Candidate[][]> {
    const enabled = this.operators.list().filter((operator) => operator.enabled);
    const among = enabled.filter((operator) => needs.some(({ group }) => isOf(operator, group)));
    const contactIds = [...new Set(needs.map(({ contactId }) => contactId))];
    const [standings, served] = await Promise.all([
      readStandings(sql, idsOf(among)),
      readServed(sql, contactIds, idsOf(among)),
    ]);
    const asContacts = this.asContacts(among, needs);
    return needs.map((need) =>
      among.flatMap((operator) => {
        const standing = standings.get(operator.id);
        if (standing === undefined || !isOf(operator, need.group)) {
          return [];
        }
        const isTheContact = asContacts.get(need.accountId)?.get(operator.id) === need.contactId;
        const servedContactAt = served.get(`${need.contactId}/${operator.id}`) ?? null;
        return [{ ...toCandidate(operator, standing, need.at), isTheContact, servedContactAt }];
      }),
    );
  }

  /** Which contact of each account each operator is, where he is of the same enterprise. */
  private asContacts(
    operators: readonly Operator[],
    needs: readonly CandidatesNeed[],
  ): ReadonlyMap<AccountId, ReadonlyMap<OperatorId, ContactId>> {
    const accountIds = [...new Set(needs.map(({ accountId }) => accountId))];
    return new Map(
      accountIds.map((accountId) => {
        const members = operators.filter((operator) => this.operators.sameCorp(operator.accountId, accountId));
        return [accountId, new Map(members.map(({ id, memberId }) => [id, contactIdOf(accountId, memberId)]))];
      }),
    );
  }
}

function toCandidate(
  operator: Operator,
  { presence, claimed, offered, lastOfferedAt }: Standing,
  at: Date,
): Omit<Candidate, 'servedContactAt' | 'isTheContact'> {
  return {
    operatorId: operator.id,
    presence,
    isAtWork: isOpen(operator.workingHours, at),
    languages: operator.languages,
    capacity: operator.capacity,
    claimed,
    offered,
    lastOfferedAt,
  };
}

function isOf({ groupIds }: Operator, group: GroupRef): boolean {
  return group === undefined || groupIds.includes(group.id);
}

function idsOf(operators: readonly Operator[]): OperatorId[] {
  return operators.map(({ id }) => id);
}

/** When each operator last claimed a case of each contact, of its last ones; by `contact/operator`. */
async function readServed(
  sql: Sql,
  contactIds: readonly ContactId[],
  operatorIds: readonly OperatorId[],
): Promise<ReadonlyMap<string, Date>> {
  const rows = await sql.rows<{ contactId: ContactId; operatorId: OperatorId; at: Date }>(
    `select contact.id as "contactId", last.operator_id as "operatorId", max(last.claimed_at) as at
       from unnest($1::uuid[]) as contact (id) cross join lateral (
              select operator_id, claimed_at from handoffs
               where contact_id = contact.id and operator_id is not null and claimed_at is not null
               order by claimed_at desc limit ${SERVED_MAX}) as last
      where last.operator_id = any($2::uuid[])
      group by contact.id, last.operator_id`,
    [contactIds, operatorIds],
  );
  return new Map(rows.map(({ contactId, operatorId, at }) => [`${contactId}/${operatorId}`, at]));
}
