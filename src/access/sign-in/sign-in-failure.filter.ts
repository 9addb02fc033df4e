import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RetryLaterError } from '../../common/app-error.js';
import { ProblemFilter, problemOf, toAppError } from '../../common/problem-filter.js';
import { failurePage } from './pages.js';

/** People who sign in are told in a page what machines are told as a problem. */
@Catch()
export class SignInFailureFilter extends ProblemFilter implements ExceptionFilter {
  override catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const { id, headers } = http.getRequest<FastifyRequest>();
    const error = toAppError(thrown);
    if (headers.accept?.includes('text/html') !== true || error.status >= 500) {
      // oxlint-disable-next-line promise/valid-params -- it is a filter's, no promise's
      super.catch(thrown, host);
      return;
    }
    const { html, policy } = failurePage(problemOf(error, id));
    const reply = http.getResponse<FastifyReply>();
    if (error instanceof RetryLaterError) {
      reply.header('retry-after', String(error.retryAfterSeconds));
    }
    reply
      .status(error.status)
      .headers({ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy })
      .send(html);
  }
}
