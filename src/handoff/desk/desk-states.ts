import { Injectable } from '@nestjs/common';
import type { HandoffId, OperatorId } from '../../common/ids.js';
import type { Sql, Tx } from '../../database/database.js';
import type { Case } from '../cases/case.js';
import { Cases } from '../cases/cases.js';
import type { DeskState } from './desk-target.js';

/** A case on an operator's desk. */
export interface DeskCase {
  case: Case;
  number: number;
  /** The operator has not written anything since it became his. */
  isNew: boolean;
}

export interface DeskView {
  state: DeskState;
  /** In the order of their numbers. */
  cases: readonly DeskCase[];
  /** The highest number given, or 0. */
  lastNumber: number;
  /** What was stored when it was read; null: nothing yet. */
  stamp: string | null;
}

interface StateRow {
  handoff_id: HandoffId | null;
  is_asked: boolean;
  last_number: number;
  stamp: string;
}

/** The turn is taken again. */
export class StaleDeskError extends Error {}

/** What operators have before them, and to whom they write. Only an operator's own turns change it. */
@Injectable()
export class DeskStates {
  constructor(private readonly cases: Cases) {}

  /**
   * Numbers of cases that are new are what they will be once the view is stored. A question is over when no case is left
   * that it was about.
   */
  async view(sql: Sql, operatorId: OperatorId): Promise<DeskView> {
    const [[row], places, claimed] = await Promise.all([
      sql.rows<StateRow>(
        'select handoff_id, is_asked, last_number, since::text as stamp from desk_states where operator_id = $1',
        [operatorId],
      ),
      sql.rows<{ handoff_id: HandoffId; number: number }>(
        'select handoff_id, number from desk_places where operator_id = $1',
        [operatorId],
      ),
      this.cases.claimedBy(sql, operatorId),
    ]);
    const known = new Map(places.map(({ handoff_id: id, number }) => [id, number]));
    const isBusy = claimed.some(({ id }) => known.has(id));
    let lastNumber = isBusy ? (row?.last_number ?? 0) : 0;
    const cases = claimed.map((handoff) => {
      const number = known.get(handoff.id);
      return { case: handoff, number: number ?? (lastNumber += 1), isNew: number === undefined };
    });
    return {
      state: { currentId: row?.handoff_id ?? null, isAsked: isBusy && (row?.is_asked ?? false) },
      cases: cases.toSorted((one, other) => one.number - other.number),
      lastNumber,
      stamp: row?.stamp ?? null,
    };
  }

  /**
   * Everything on the desk has been seen from now on. An operator may write to two apps of his enterprise at once: who
   * comes later decides anew, because what he wrote may be for somebody else by now.
   * @throws {StaleDeskError} where the desk is not as it was when the view was read.
   */
  async store(tx: Tx, operatorId: OperatorId, { state, cases, lastNumber, stamp }: DeskView): Promise<void> {
    const stored = await tx.run(
      `insert into desk_states (operator_id, handoff_id, is_asked, last_number) values ($1, $2, $3, $4)
       on conflict (operator_id) do update
         set handoff_id = $2, is_asked = $3, last_number = $4, since = clock_timestamp()
       where desk_states.since = $5::timestamptz`,
      [operatorId, state.currentId, state.isAsked, lastNumber, stamp],
    );
    if (stored === 0) {
      throw new StaleDeskError('another turn of the operator has changed his desk');
    }
    const ids = cases.map((place) => place.case.id);
    await tx.run('delete from desk_places where operator_id = $1 and handoff_id <> all($2::uuid[])', [operatorId, ids]);
    await tx.run(
      `insert into desk_places (operator_id, handoff_id, number)
       select $1, place.* from unnest($2::uuid[], $3::integer[]) as place
       on conflict (operator_id, handoff_id) do update set number = excluded.number`,
      [operatorId, ids, cases.map(({ number }) => number)],
    );
  }
}
