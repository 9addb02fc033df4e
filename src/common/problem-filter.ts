import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { AppError, InvalidRequestError, RetryLaterError } from './app-error.js';
import { isDatabaseAway } from './database-away.js';
import type { ErrorCode } from './error-catalogue.js';

/** https://www.rfc-editor.org/rfc/rfc9457, with a stable code and the id under which the log knows the request. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  detail: string;
  requestId: string;
  /** What is wrong with which field. */
  faults?: readonly string[];
}

/** What the filter needs of Fastify's reply. */
interface Reply {
  readonly sent: boolean;
  status(status: number): this;
  header(name: string, value: string): this;
  send(body: unknown): unknown;
}

const codesByStatus: Readonly<Record<number, ErrorCode>> = {
  400: 'request.invalid',
  401: 'access.unauthorized',
  403: 'access.forbidden',
  404: 'request.not-found',
  405: 'request.method-not-allowed',
  409: 'request.conflict',
  413: 'request.too-large',
  415: 'request.unsupported-media-type',
};

/** Turns whatever was thrown into `application/problem+json`. What nobody foresaw is logged and not told. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const requestId = http.getRequest<{ id: string }>().id;
    const error = toAppError(thrown);
    if (error.status >= 500) {
      this.logger.error({ requestId, code: error.code, err: error.cause ?? error }, 'a request failed');
    }
    const reply = http.getResponse<Reply>();
    if (error instanceof RetryLaterError) {
      reply.header('retry-after', `${error.retryAfterSeconds}`);
    }
    sendProblem(reply, problemOf(error, requestId));
  }
}

export function problemOf(error: AppError, requestId: string): Problem {
  return {
    type: `urn:wecom-kefu:error:${error.code}`,
    title: error.title,
    status: error.status,
    code: error.code,
    detail: isTold(error) ? error.message : error.title,
    requestId,
    ...(error instanceof InvalidRequestError && error.faults.length > 0 && { faults: error.faults }),
  };
}

export function sendProblem(reply: Reply, problem: Problem): void {
  if (reply.sent) {
    return;
  }
  if (problem.status === 401) {
    reply.header('www-authenticate', 'Bearer');
  }
  reply.status(problem.status).header('content-type', 'application/problem+json').send(JSON.stringify(problem));
}

/** @returns an `AppError` for whatever was thrown; what it was is the `cause`. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) {
    return thrown;
  }
  if (thrown instanceof HttpException) {
    return fromStatus(thrown.getStatus(), thrown);
  }
  if (thrown instanceof Error && 'statusCode' in thrown && typeof thrown.statusCode === 'number') {
    return fromStatus(thrown.statusCode, thrown);
  }
  if (isDatabaseAway(thrown)) {
    return new AppError('database.unavailable', 'the database does not answer', { cause: thrown });
  }
  return new AppError('server.internal', 'something went wrong on our side', { cause: thrown });
}

function fromStatus(status: number, cause: Error): AppError {
  const code = codesByStatus[status] ?? (status < 500 ? 'request.invalid' : 'server.internal');
  return new AppError(code, cause.message, { cause });
}

/** What happens inside is for the log: a caller is told the code alone. */
function isTold(error: AppError): boolean {
  return error.status < 500;
}
