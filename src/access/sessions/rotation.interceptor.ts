import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { OpenSessions } from './open-sessions.js';
import { SessionAuthenticator } from './session-authenticator.js';
import { SessionCookie } from './session-cookie.js';

/** Gives a browser the next token of its session when its time has come. Who sends the token himself keeps it. */
@Injectable()
export class RotationInterceptor implements NestInterceptor {
  constructor(
    private readonly sessions: SessionAuthenticator,
    private readonly open: OpenSessions,
    private readonly cookie: SessionCookie,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const use = this.sessions.useOf(http.getRequest<FastifyRequest>());
    if (use?.isCookie === true && use.session.isRotationDue) {
      const token = await this.open.rotate(use.session, use.token);
      if (token !== undefined) {
        http.getResponse<FastifyReply>().header('set-cookie', this.cookie.set(token));
      }
    }
    return next.handle();
  }
}
