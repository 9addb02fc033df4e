import type { IncomingMessage } from 'node:http';
import { type LoggerService, RequestMethod } from '@nestjs/common';
import type { Params } from 'nestjs-pino';

interface LogConfig {
  environment: { LOG_LEVEL: string; LOG_PRETTY: boolean };
}

/**
 * How the program logs: JSON lines, or lines for people in a terminal. A request is its method and path, without the
 * query, which in a callback is a signature; an error is its name, code and stack, without the values of its statement.
 */
export function loggerOptions({ environment }: LogConfig, isTerminal = process.stdout.isTTY): Params {
  const { LOG_LEVEL } = environment;
  const isPretty = environment.LOG_PRETTY || isTerminal;
  return {
    // The library's own default matches nothing on Fastify, and then no line has its request's id.
    forRoutes: [{ path: '*splat', method: RequestMethod.ALL }],
    // A logger of its own for each callback would be a tenth of its cost; the lines there name their request themselves.
    exclude: [
      { path: 'wecom/callback', method: RequestMethod.POST },
      { path: 'wecom/callback/:accountId', method: RequestMethod.POST },
    ],
    pinoHttp: {
      level: LOG_LEVEL,
      genReqId: ({ id }) => id,
      customAttributeKeys: { reqId: 'requestId' },
      quietReqLogger: true,
      autoLogging: LOG_LEVEL === 'debug' || LOG_LEVEL === 'trace',
      customLogLevel: () => 'debug',
      serializers: { req: describeRequest, res: describeAnswer, err: describeError },
      wrapSerializers: false,
      redact: ['authorization', 'cookie', 'headers.authorization', 'headers.cookie', '*.headers.authorization'],
      base: null,
      ...(isPretty && { transport: { target: 'pino-pretty', options: { singleLine: true } } }),
    },
  };
}

/** What Nest tells of itself while it starts: a hundred lines of modules and routes. */
const START_CONTEXTS = new Set<unknown>(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer']);

/** The same logger, which tells the framework's own start at `debug`. */
export function withQuietStart(logger: LoggerService): LoggerService {
  return {
    log: (message: unknown, ...rest: unknown[]) =>
      START_CONTEXTS.has(rest.at(-1)) ? logger.debug?.(message, ...rest) : logger.log(message, ...rest),
    debug: (message: unknown, ...rest: unknown[]) => logger.debug?.(message, ...rest),
    verbose: (message: unknown, ...rest: unknown[]) => logger.verbose?.(message, ...rest),
    warn: (message: unknown, ...rest: unknown[]) => logger.warn(message, ...rest),
    error: (message: unknown, ...rest: unknown[]) => logger.error(message, ...rest),
    fatal: (message: unknown, ...rest: unknown[]) => logger.fatal?.(message, ...rest),
  };
}

function describeRequest(request: IncomingMessage): Record<string, unknown> {
  // Inside a middleware `url` is what its own path has left of it.
  const url = 'originalUrl' in request ? String(request.originalUrl) : request.url;
  return { method: request.method, path: url?.split('?')[0], from: request.socket.remoteAddress };
}

function describeAnswer({ statusCode }: { statusCode: number }): Record<string, unknown> {
  return { status: statusCode };
}

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) {
    return String(error);
  }
  return {
    type: error.name,
    message: error.message,
    ...('code' in error && { code: error.code }),
    stack: error.stack,
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}
