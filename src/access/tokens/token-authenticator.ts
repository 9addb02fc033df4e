import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ApiCaller } from '../../common/access.js';
import { AppError } from '../../common/app-error.js';
import { asId, type StaffId } from '../../common/ids.js';
import { type AccessRequest, type Authenticator, Authenticators } from '../authenticators.js';
import { bearerOf } from '../bearer.js';
import { OpenSessions } from '../sessions/open-sessions.js';
import { StaffDirectory } from '../staff/staff-directory.js';
import { ApiTokens, isTokenForm } from './api-tokens.js';
import { TokenSubjects } from './token-subjects.js';

/** An access token as `Authorization: Bearer`. Who it is for may do what he may do now. */
@Injectable()
export class TokenAuthenticator implements Authenticator, OnModuleInit {
  readonly name = 'token';
  private readonly used = new WeakSet<object>();

  constructor(
    private readonly authenticators: Authenticators,
    private readonly tokens: ApiTokens,
    private readonly subjects: TokenSubjects,
    private readonly sessions: OpenSessions,
    private readonly staff: StaffDirectory,
  ) {}

  onModuleInit(): void {
    this.authenticators.register(this);
    this.subjects.register('staff', (id) => this.staff.callerOf(asId<StaffId>(id)));
  }

  async authenticate(request: AccessRequest): Promise<ApiCaller | undefined> {
    const token = bearerOf(request.headers);
    if (token === undefined || !isTokenForm(token)) {
      return undefined;
    }
    const { kind, id, sessionId } = await this.tokens.verify(token);
    const isOver = sessionId !== undefined && !(await this.sessions.has(sessionId));
    const caller = isOver ? undefined : await this.subjects.callerOf(kind, id, request);
    if (caller === undefined) {
      throw new AppError(
        'access.token-invalid',
        'the access token is not valid: whoever it was for may not come in now',
      );
    }
    this.used.add(request.headers);
    return caller;
  }

  /** Whether the request came in with an access token. */
  isUsedBy({ headers }: Pick<AccessRequest, 'headers'>): boolean {
    return this.used.has(headers);
  }
}
