import type { SessionId, StaffId } from '../../common/ids.js';
import type { OpenSession, Session, SignInProvider } from './session.js';

export interface SessionRow {
  id: SessionId;
  staff_id: StaffId;
  provider: SignInProvider;
  csrf_token: string;
  address: string | null;
  user_agent: string | null;
  created_at: Date;
  seen_at: Date;
  idle_ends_at: Date;
  ends_at: Date;
  /** The token that was asked for is the one before. */
  is_previous: boolean;
  /** Nobody has been seen with the present token. */
  is_unconfirmed: boolean;
  rotated_ago_s: number;
  seen_ago_s: number;
}

/** The first parameter is a hash of a token, or null; the next two are the limits: idle minutes, and hours at most. */
export const SELECT_SESSIONS = `
  select id, staff_id, provider, csrf_token, address, user_agent, created_at, seen_at,
         seen_at + make_interval(mins => $2) as idle_ends_at,
         created_at + make_interval(hours => $3) as ends_at,
         coalesce(previous_hash = $1, false) as is_previous,
         previous_hash is not null and previous_until is null as is_unconfirmed,
         extract(epoch from clock_timestamp() - rotated_at)::float8 as rotated_ago_s,
         extract(epoch from clock_timestamp() - seen_at)::float8 as seen_ago_s
    from sessions
   where seen_at > clock_timestamp() - make_interval(mins => $2)
     and created_at > clock_timestamp() - make_interval(hours => $3)`;

/** A token that was given and never seen again is replaced once more after so long. */
export const ROTATED_AGAIN_AFTER_S = 60;

export function presentSession(row: SessionRow): Session {
  return {
    id: row.id,
    staffId: row.staff_id,
    provider: row.provider,
    address: row.address,
    userAgent: row.user_agent,
    createdAt: row.created_at,
    seenAt: row.seen_at,
    idleEndsAt: row.idle_ends_at < row.ends_at ? row.idle_ends_at : row.ends_at,
    endsAt: row.ends_at,
  };
}

export function openSessionOf(row: SessionRow, rotationMinutes: number): OpenSession {
  const dueAfterS = row.is_previous ? ROTATED_AGAIN_AFTER_S : rotationMinutes * 60;
  return {
    ...presentSession(row),
    csrfToken: row.csrf_token,
    isPrevious: row.is_previous,
    isRotationDue: (!row.is_previous || row.is_unconfirmed) && row.rotated_ago_s > dueAfterS,
  };
}
