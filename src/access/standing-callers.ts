import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ApiCaller } from '../common/access.js';
import { AppError } from '../common/app-error.js';
import { Standing } from '../common/standing.js';
import type { AccessRequest } from './authenticators.js';
import { OpenSessions } from './sessions/open-sessions.js';
import { SessionAuthenticator } from './sessions/session-authenticator.js';
import { TokenSubjects } from './tokens/token-subjects.js';

/** Asks of those who read event streams what is asked of each request: a stream outlives neither session nor right. */
@Injectable()
export class StandingCallers implements OnModuleInit {
  constructor(
    private readonly standing: Standing,
    private readonly subjects: TokenSubjects,
    private readonly sessions: SessionAuthenticator,
    private readonly open: OpenSessions,
  ) {}

  onModuleInit(): void {
    this.standing.register((caller, origin) => this.now(caller, origin));
  }

  private async now(
    { kind, id }: ApiCaller,
    origin: Pick<AccessRequest, 'headers' | 'ip'>,
  ): Promise<ApiCaller | undefined> {
    const session = this.sessions.useOf(origin)?.session;
    if (session !== undefined && !(await this.open.has(session.id))) {
      return undefined;
    }
    try {
      return await this.subjects.callerOf(kind, id, origin);
    } catch (error) {
      if (error instanceof AppError && error.status < 500) {
        return undefined;
      }
      throw error;
    }
  }
}
