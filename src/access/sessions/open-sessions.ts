import { Injectable, Logger } from '@nestjs/common';
import type { SessionId } from '../../common/ids.js';
import { currentRequest } from '../../common/request-context.js';
import { Database } from '../../database/database.js';
import { Settings } from '../../settings/settings.js';
import { digestOf } from '../secrets.js';
import type { OpenSession } from './session.js';
import { openSessionOf, ROTATED_AGAIN_AFTER_S, SELECT_SESSIONS, type SessionRow } from './session-rows.js';
import { newSessionToken } from './session-token.js';

/** The token before counts so long after the browser has been seen with the new one: for what was under way. */
const OVERLAP_S = 60;
const KNOWN_FOR_MS = 1_000;
const KNOWN_MAX = 10_000;
const SEEN_EVERY_S = 60;

/**
 * Which session a token opens. What was found is known for a second: the end of a session counts within 2 s in every
 * process, and at once in the one that was told.
 */
@Injectable()
export class OpenSessions {
  private readonly logger = new Logger(OpenSessions.name);
  private readonly known = new Map<string, { at: number; session: OpenSession }>();

  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
  ) {}

  /** Undefined for a token that opens none, or none any more. */
  byToken(token: string): Promise<OpenSession | undefined> {
    const hash = digestOf(token);
    const key = hash.toString('base64');
    return this.knownOr(key, async () => {
      const [row] = await this.database.rows<SessionRow>(
        `${SELECT_SESSIONS} and id in (
           select id from sessions where token_hash = $1
           union all
           select id from sessions
            where previous_hash = $1 and (previous_until is null or previous_until > clock_timestamp()))`,
        [hash, ...this.limits()],
      );
      if (row !== undefined) {
        this.noteSeen(row);
      }
      return row;
    });
  }

  /** Whether a session is one still, for tokens that were given for it. */
  async has(id: SessionId): Promise<boolean> {
    const session = await this.knownOr(id, async () => {
      const [row] = await this.database.rows<SessionRow>(`${SELECT_SESSIONS} and id = $4`, [
        null,
        ...this.limits(),
        id,
      ]);
      return row;
    });
    return session !== undefined;
  }

  /**
   * A new token in place of this one; undefined where another request was faster. The old one counts until the browser
   * is seen with the new one, and for a minute more: an answer that got lost signs nobody out.
   */
  async rotate(session: OpenSession, token: string): Promise<string | undefined> {
    const next = newSessionToken();
    const [old, hashes] = [digestOf(token), [session.id, digestOf(token), digestOf(next)]];
    const changed = session.isPrevious
      ? await this.database.run(
          `update sessions set token_hash = $3, rotated_at = clock_timestamp()
            where id = $1 and previous_hash = $2 and previous_until is null
              and rotated_at < clock_timestamp() - make_interval(secs => $4)`,
          [...hashes, ROTATED_AGAIN_AFTER_S],
        )
      : await this.database.run(
          `update sessions set token_hash = $3, previous_hash = $2, previous_until = null, rotated_at = clock_timestamp()
            where id = $1 and token_hash = $2`,
          hashes,
        );
    this.known.delete(old.toString('base64'));
    return changed === 1 ? next : undefined;
  }

  /** Of a session that has ended. */
  forget(id: SessionId): void {
    for (const [key, { session }] of this.known) {
      if (session.id === id) {
        this.known.delete(key);
      }
    }
  }

  /** Minutes without being seen, and hours in all. */
  limits(): readonly [number, number] {
    return [this.settings.get('access.sessionIdleMinutes'), this.settings.get('access.sessionHours')];
  }

  private async knownOr(key: string, find: () => Promise<SessionRow | undefined>): Promise<OpenSession | undefined> {
    const known = this.known.get(key);
    if (known !== undefined && performance.now() - known.at < KNOWN_FOR_MS) {
      return known.session;
    }
    const at = performance.now();
    const row = await find();
    this.known.delete(key);
    if (row === undefined) {
      return undefined;
    }
    if (this.known.size >= KNOWN_MAX) {
      this.known.clear();
    }
    const session = openSessionOf(row, this.settings.get('access.sessionRotationMinutes'));
    this.known.set(key, { at, session });
    return session;
  }

  /** Beside the request, at most once a minute; what of it gets lost is caught up with. */
  private noteSeen(row: SessionRow): void {
    const confirms = !row.is_previous && row.is_unconfirmed;
    if (row.seen_ago_s < SEEN_EVERY_S && !confirms) {
      return;
    }
    const { address = null, userAgent = null } = currentRequest() ?? {};
    this.database
      .run(
        `update sessions set seen_at = clock_timestamp(), address = coalesce($2, address),
                user_agent = coalesce($3, user_agent),
                previous_until = case when $4 then coalesce(previous_until, clock_timestamp() + make_interval(secs => $5))
                                      else previous_until end
          where id = $1`,
        [row.id, address, userAgent, confirms, OVERLAP_S],
      )
      .catch((error: unknown) => {
        this.logger.warn({ err: error, sessionId: row.id }, 'when a session was seen was not noted');
      });
  }
}
