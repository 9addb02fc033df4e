import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ApiCaller } from '../../common/access.js';
import { AppError } from '../../common/app-error.js';
import { AppConfig } from '../../config/app-config.js';
import { type AccessRequest, type Authenticator, Authenticators } from '../authenticators.js';
import { bearerOf } from '../bearer.js';
import { ownOrigins } from '../own-origins.js';
import { assertFromOurPages, changesSomething } from '../same-origin.js';
import { isSameSecret } from '../secrets.js';
import { StaffDirectory } from '../staff/staff-directory.js';
import { OpenSessions } from './open-sessions.js';
import { SessionCookie } from './session-cookie.js';
import { isSessionToken } from './session-token.js';
import type { OpenSession } from './session.js';

/** How a request came by its session. */
export interface SessionUse {
  session: OpenSession;
  token: string;
  isCookie: boolean;
}

/** A session's token, in the cookie of a browser or as `Authorization: Bearer`. */
@Injectable()
export class SessionAuthenticator implements Authenticator, OnModuleInit {
  readonly name = 'session';
  private readonly uses = new WeakMap<object, SessionUse>();
  private readonly origins: readonly string[];

  constructor(
    private readonly authenticators: Authenticators,
    private readonly open: OpenSessions,
    private readonly cookie: SessionCookie,
    private readonly staff: StaffDirectory,
    config: AppConfig,
  ) {
    this.origins = ownOrigins(config);
  }

  onModuleInit(): void {
    this.authenticators.register(this);
  }

  /** Whoever sends `Authorization` means that: his cookie is not looked at. */
  async authenticate({ headers, method }: AccessRequest): Promise<ApiCaller | undefined> {
    const isCookie = headers.authorization === undefined;
    const token = isCookie ? this.cookie.in(headers) : bearerOf(headers);
    if (token === undefined || !isSessionToken(token)) {
      return undefined;
    }
    const session = await this.open.byToken(token);
    const caller = session && (await this.staff.callerOf(session.staffId));
    if (session === undefined || caller === undefined) {
      throw new AppError('access.session-ended', 'sign in again');
    }
    if (isCookie && changesSomething(method)) {
      this.assertNotForged(headers, session);
    }
    this.uses.set(headers, { session, token, isCookie });
    return caller;
  }

  /** Undefined for a request that came in another way. */
  useOf({ headers }: Pick<AccessRequest, 'headers'>): SessionUse | undefined {
    return this.uses.get(headers);
  }

  /** A browser sends the cookie whoever made it call: what only our pages can read has to come along. */
  private assertNotForged(headers: AccessRequest['headers'], { csrfToken }: OpenSession): void {
    assertFromOurPages(headers, this.origins);
    const told = headers['x-csrf-token'];
    if (typeof told !== 'string' || !isSameSecret(told, csrfToken)) {
      throw new AppError('access.csrf-refused', 'send X-CSRF-Token with the csrfToken that GET /api/v1/session tells');
    }
  }
}
