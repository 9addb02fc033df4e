import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { type Change, changeOf } from '../../audit/change.js';
import type { Principal } from '../../common/access.js';
import { AppError, InvalidRequestError, NotFoundError } from '../../common/app-error.js';
import { assertMatch } from '../../common/entity-tag.js';
import { type CannedReplyId, type GroupId, newId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import { Groups } from '../groups/groups.js';
import { CANNED_REPLIES_MAX, type CannedReply, type CannedReplyFields, isFor } from './canned-reply.js';

const COLUMNS = `id, number, title, text, group_ids as "groupIds", enabled, version, updated_at as "updatedAt"`;
const LOCK = 'canned-replies';

/** Texts that operators send again and again, each under a number. Read where they are needed: there are few. */
@Injectable()
export class CannedReplies {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly groups: Groups,
  ) {}

  /** By number; `after` is the last number of the page before. */
  list(after: number | undefined, limit: number): Promise<CannedReply[]> {
    return this.database.rows<CannedReply>(
      `select ${COLUMNS} from canned_replies where $1::integer is null or number > $1 order by number limit $2`,
      [after ?? null, limit],
    );
  }

  /** What an operator of these groups may send, by number. */
  async forOperator(groupIds: readonly GroupId[]): Promise<CannedReply[]> {
    const all = await this.list(undefined, CANNED_REPLIES_MAX);
    return all.filter((reply) => isFor(reply, groupIds));
  }

  /** @throws {NotFoundError} */
  async get(id: string): Promise<CannedReply> {
    return found(await this.database.rows<CannedReply>(`select ${COLUMNS} from canned_replies where id = $1`, [id]));
  }

  /**
   * @throws {InvalidRequestError} for a group that is not there.
   * @throws {AppError} `request.conflict` for a number that another has, or too many replies.
   */
  create(actor: Principal, requestId: string, fields: CannedReplyFields): Promise<CannedReply> {
    this.assertGroups(fields.groupIds);
    return this.database.transaction(async (tx) => {
      await lockAll(tx);
      await assertRoom(tx);
      await assertNumberIsFree(tx, fields.number, undefined);
      const reply = found(
        await tx.rows<CannedReply>(
          `insert into canned_replies (id, number, title, text, group_ids, enabled)
           values ($1, $2, $3, $4, $5, $6) returning ${COLUMNS}`,
          [newId<CannedReplyId>(), ...columnsOf(fields)],
        ),
      );
      await this.record(tx, actor, requestId, 'canned-reply.created', reply, changeOf(undefined, reply));
      return reply;
    });
  }

  /** @throws what `create` throws, {NotFoundError} and `request.precondition-failed`. */
  update(
    actor: Principal,
    requestId: string,
    id: string,
    fields: CannedReplyFields,
    ifMatch?: string,
  ): Promise<CannedReply> {
    this.assertGroups(fields.groupIds);
    return this.database.transaction(async (tx) => {
      await lockAll(tx);
      const before = await locked(tx, id);
      assertMatch(ifMatch, before.version);
      await assertNumberIsFree(tx, fields.number, id);
      const reply = found(
        await tx.rows<CannedReply>(
          `update canned_replies set number = $2, title = $3, text = $4, group_ids = $5, enabled = $6,
                  version = version + 1, updated_at = clock_timestamp()
            where id = $1 returning ${COLUMNS}`,
          [id, ...columnsOf(fields)],
        ),
      );
      await this.record(tx, actor, requestId, 'canned-reply.updated', reply, changeOf(before, reply));
      return reply;
    });
  }

  /** @throws {NotFoundError} and `request.precondition-failed`. */
  remove(actor: Principal, requestId: string, id: string, ifMatch?: string): Promise<void> {
    return this.database.transaction(async (tx) => {
      const reply = await locked(tx, id);
      assertMatch(ifMatch, reply.version);
      await tx.run('delete from canned_replies where id = $1', [id]);
      await this.record(tx, actor, requestId, 'canned-reply.deleted', reply, changeOf(reply, undefined));
    });
  }

  private assertGroups(ids: readonly string[] | null): void {
    const known = new Set<string>(this.groups.list().map(({ id }) => id));
    const unknown = (ids ?? []).find((id) => !known.has(id));
    if (unknown !== undefined) {
      throw new InvalidRequestError('there is no such group', [`groupIds: there is no group ${unknown}`]);
    }
  }

  private async record(
    tx: Tx,
    actor: Principal,
    requestId: string,
    action: 'canned-reply.created' | 'canned-reply.updated' | 'canned-reply.deleted',
    { id: cannedReplyId, number, version, enabled }: CannedReply,
    change: Change,
  ): Promise<void> {
    const details = { cannedReplyId, number, version, enabled, ...change };
    await this.audit.record(tx, { actor, requestId }, { action, details });
  }
}

function columnsOf({ number, title, text, groupIds, enabled }: CannedReplyFields): unknown[] {
  return [number, title, text, groupIds, enabled];
}

/** Numbers and how many there are are checked over all: one change after the other. */
async function lockAll(tx: Tx): Promise<void> {
  await tx.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [LOCK]);
}

async function assertRoom(tx: Tx): Promise<void> {
  const [row] = await tx.rows<{ count: number }>('select count(*)::integer from canned_replies');
  if ((row?.count ?? 0) >= CANNED_REPLIES_MAX) {
    throw new AppError('request.conflict', `there are ${CANNED_REPLIES_MAX} canned replies at most`);
  }
}

async function assertNumberIsFree(tx: Tx, number: number, own: string | undefined): Promise<void> {
  const [other] = await tx.rows<{ id: string }>('select id from canned_replies where number = $1', [number]);
  if (other !== undefined && other.id !== own) {
    throw new AppError('request.conflict', 'another canned reply has this number');
  }
}

async function locked(tx: Tx, id: string): Promise<CannedReply> {
  return found(await tx.rows<CannedReply>(`select ${COLUMNS} from canned_replies where id = $1 for update`, [id]));
}

function found([reply]: readonly CannedReply[]): CannedReply {
  if (reply === undefined) {
    throw new NotFoundError('the canned reply');
  }
  return reply;
}
