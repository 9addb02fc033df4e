import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { type Principal, SYSTEM } from '../../common/access.js';
import { NotFoundError } from '../../common/app-error.js';
import type { OperatorId } from '../../common/ids.js';
import type { Sql, Tx } from '../../database/database.js';
import type { OperatorPresence, PresenceState } from './operator.js';

/** So many offers in a row that ran out unanswered make an operator away. */
const MISSED_MAX = 2;

const COLUMNS = 'operator_id as "operatorId", presence, since, missed';

export interface PresenceObserver {
  /** In the transaction in which an operator became online. */
  cameOnline(tx: Tx, operatorId: OperatorId): Promise<void>;
}

/** Who is there. It is read where it is needed: it changes too often to be kept in memory. */
@Injectable()
export class Presence {
  private readonly observers: PresenceObserver[] = [];

  constructor(private readonly audit: AuditLog) {}

  register(observer: PresenceObserver): void {
    this.observers.push(observer);
  }

  /** By operator; whoever is not named there no longer exists. */
  async of(sql: Sql, ids: readonly OperatorId[]): Promise<ReadonlyMap<OperatorId, OperatorPresence>> {
    const rows = await sql.rows<OperatorPresence>(
      `select ${COLUMNS} from operator_presences where operator_id = any($1::uuid[])`,
      [ids],
    );
    return new Map(rows.map((row) => [row.operatorId, row]));
  }

  /**
   * What he missed is forgotten. Nothing is recorded where it is his presence already.
   * @throws {NotFoundError}
   */
  async set(
    tx: Tx,
    operatorId: OperatorId,
    presence: PresenceState,
    actor: Principal,
    requestId?: string,
  ): Promise<OperatorPresence> {
    const before = await lock(tx, operatorId);
    if (before === undefined) {
      throw new NotFoundError('the operator');
    }
    return this.change(tx, before, { presence, missed: 0 }, { actor, reason: 'said-so', requestId });
  }

  /**
   * An offer ran out unanswered.
   * @returns whether that made him away: it was the second in a row.
   */
  async missed(tx: Tx, operatorId: OperatorId): Promise<boolean> {
    const before = await lock(tx, operatorId);
    if (before === undefined) {
      return false;
    }
    const missed = before.missed + 1;
    const isLost = before.presence === 'online' && missed >= MISSED_MAX;
    const presence = isLost ? 'away' : before.presence;
    await this.change(tx, before, { presence, missed }, { actor: SYSTEM, reason: 'missed-offers' });
    return isLost;
  }

  /** He answered, whatever he said: what he missed before no longer counts. */
  async responded(tx: Tx, operatorId: OperatorId): Promise<void> {
    await tx.run('update operator_presences set missed = 0 where operator_id = $1 and missed > 0', [operatorId]);
  }

  /**
   * He cannot be reached any more, such as one who left the enterprise.
   * @returns whether he was not away already.
   */
  async lost(tx: Tx, operatorId: OperatorId, reason: string): Promise<boolean> {
    const before = await lock(tx, operatorId);
    if (before === undefined || before.presence === 'away') {
      return false;
    }
    await this.change(tx, before, { presence: 'away', missed: 0 }, { actor: SYSTEM, reason });
    return true;
  }

  private async change(
    tx: Tx,
    before: OperatorPresence,
    { presence, missed }: Pick<OperatorPresence, 'presence' | 'missed'>,
    cause: { actor: Principal; reason: string; requestId?: string | undefined },
  ): Promise<OperatorPresence> {
    const { operatorId } = before;
    const [after] = await tx.rows<OperatorPresence>(
      `update operator_presences
          set presence = $2, missed = $3, since = case when presence = $2 then since else clock_timestamp() end
        where operator_id = $1 returning ${COLUMNS}`,
      [operatorId, presence, missed],
    );
    if (presence !== before.presence) {
      const { actor, reason, requestId } = cause;
      const details = { operatorId, from: before.presence, to: presence, reason };
      const scope = { actor, ...(requestId !== undefined && { requestId }) };
      await this.audit.record(tx, scope, { action: 'operator.presence-changed', details });
    }
    if (presence === 'online' && before.presence !== 'online') {
      for (const observer of this.observers) {
        await observer.cameOnline(tx, operatorId);
      }
    }
    return after ?? before;
  }
}

async function lock(tx: Tx, id: OperatorId): Promise<OperatorPresence | undefined> {
  const [row] = await tx.rows<OperatorPresence>(
    `select ${COLUMNS} from operator_presences where operator_id = $1 for update`,
    [id],
  );
  return row;
}
