import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { type Principal, SYSTEM } from '../../common/access.js';
import { Chores } from '../../common/chores.js';
import { newId, type SessionId, type StaffId } from '../../common/ids.js';
import { currentRequest } from '../../common/request-context.js';
import { Database, type Tx } from '../../database/database.js';
import { digestOf, newSecret } from '../secrets.js';
import { StaffDirectory } from '../staff/staff-directory.js';
import { OpenSessions } from './open-sessions.js';
import { presentSession, SELECT_SESSIONS, type SessionRow } from './session-rows.js';
import { newSessionToken } from './session-token.js';
import type { NewSession, Session, SessionEnd, SignInProvider } from './session.js';

/** Of one member; one more ends the oldest. */
const SESSIONS_MAX = 20;

/** Who has signed in, on which device. Of tokens the table holds hashes alone. */
@Injectable()
export class Sessions implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly open: OpenSessions,
    private readonly staff: StaffDirectory,
    private readonly chores: Chores,
  ) {}

  onModuleInit(): void {
    this.staff.onLoss(async (tx, staffId) => {
      await this.endAllOf(tx, staffId, SYSTEM, 'rights-changed');
    });
    this.chores.register({ name: 'sessions', run: () => this.purge() });
  }

  /** A new session with a token of its own, whatever the browser had before. */
  async begin(tx: Tx, staffId: StaffId, provider: SignInProvider): Promise<NewSession> {
    const created = { id: newId<SessionId>(), token: newSessionToken(), csrfToken: newSecret() };
    const { address = null, userAgent = null } = currentRequest() ?? {};
    await tx.run(
      `insert into sessions (id, staff_id, provider, token_hash, csrf_token, address, user_agent)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [created.id, staffId, provider, digestOf(created.token), created.csrfToken, address, userAgent],
    );
    const surplus = await tx.rows<{ id: SessionId }>(
      `delete from sessions where id in
         (select id from sessions where staff_id = $1 order by id desc offset $2) returning id`,
      [staffId, SESSIONS_MAX],
    );
    for (const { id } of surplus) {
      await this.recordEnd(tx, { id, staffId }, SYSTEM, 'too-many');
    }
    return created;
  }

  /** A member's, newest first, without those whose time is over; `before` is the id of the last of the page before. */
  async list(staffId: StaffId, before: string | undefined, limit: number): Promise<Session[]> {
    const rows = await this.database.rows<SessionRow>(
      `${SELECT_SESSIONS} and staff_id = $4 and ($5::uuid is null or id < $5) order by id desc limit $6`,
      [null, ...this.open.limits(), staffId, before ?? null, limit],
    );
    return rows.map(presentSession);
  }

  /** Whose session it is; undefined where there is none. */
  async ownerOf(id: string): Promise<StaffId | undefined> {
    const [row] = await this.database.rows<{ staff_id: StaffId }>('select staff_id from sessions where id = $1', [id]);
    return row?.staff_id;
  }

  /** Ending what has ended is no error. */
  async end(id: SessionId, actor: Principal, reason: SessionEnd): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [row] = await tx.rows<{ staff_id: StaffId }>('delete from sessions where id = $1 returning staff_id', [id]);
      if (row !== undefined) {
        await this.recordEnd(tx, { id, staffId: row.staff_id }, actor, reason);
      }
    });
  }

  /** @returns how many there were. */
  async endAllOf(tx: Tx, staffId: StaffId, actor: Principal, reason: SessionEnd): Promise<number> {
    const rows = await tx.rows<{ id: SessionId }>('delete from sessions where staff_id = $1 returning id', [staffId]);
    for (const { id } of rows) {
      await this.recordEnd(tx, { id, staffId }, actor, reason);
    }
    return rows.length;
  }

  private async recordEnd(
    tx: Tx,
    { id, staffId }: { id: SessionId; staffId: StaffId },
    actor: Principal,
    reason: SessionEnd,
  ): Promise<void> {
    const about = { sessionId: id, staffId };
    await this.audit.record(
      tx,
      { actor },
      reason === 'signed-out'
        ? { action: 'session.ended', details: { ...about, reason } }
        : { action: 'session.revoked', details: { ...about, reason } },
    );
    tx.afterCommit(() => this.open.forget(id));
  }

  /** Those whose time is over open nothing any more, whether they are here or not. */
  private async purge(): Promise<void> {
    await this.database.run(
      `delete from sessions where seen_at < clock_timestamp() - make_interval(mins => $1)
          or created_at < clock_timestamp() - make_interval(hours => $2)`,
      [...this.open.limits()],
    );
  }
}
