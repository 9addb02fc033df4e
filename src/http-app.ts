import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Logger } from 'nestjs-pino';
import { AccessLog } from './access/access-log.js';
import { Authenticators } from './access/authenticators.js';
import { RateLimits } from './access/edges/rate-limits.js';
import { configureBodyDigests } from './access/signing/body-digest.js';
import { AppError } from './common/app-error.js';
import { withQuietStart } from './common/logging.js';
import { contextOf, type RequestContext, withRequest } from './common/request-context.js';
import { ProblemFilter } from './common/problem-filter.js';
import { validationPipe } from './common/validation.js';
import type { AppConfig } from './config/app-config.js';
import { configureBodies } from './http-body.js';
import { configureEdges, trustedProxies } from './http-edges.js';
import { createAdapter, type HttpBounds, httpBounds } from './http-server.js';
import { publishDocument } from './openapi/document.js';
import { CallbackAddresses } from './wecom/callback-addresses.js';

type RootModule = Parameters<(typeof NestFactory)['create']>[0];

const API_PATH = '/api/v1/';

/**
 * The HTTP side: Nest on Fastify, and everything about requests and answers that no feature should have to think of.
 * The root module imports `LoggerModule` and `AccessModule`.
 */
export async function createHttpApp(
  rootModule: RootModule,
  config: AppConfig,
  bounds: HttpBounds = httpBounds,
): Promise<NestFastifyApplication> {
  const adapter = createAdapter(bounds, trustedProxies(config));
  const fastify: FastifyInstance = adapter.getInstance();
  let access: Access | undefined;
  await configureEdges(fastify, config, (address) => access?.callbackAddresses.allows(address) === true);
  configureContext(fastify);
  configureBodies(fastify, async (request, reply) => {
    await (access === undefined ? undefined : admit(access, request, reply));
  });
  configureBodyDigests(fastify);
  const app = await NestFactory.create<NestFastifyApplication>(rootModule, adapter, {
    bodyParser: false,
    abortOnError: false,
    ...(config.environment.LOG_LEVEL === 'silent' ? { logger: false } : { bufferLogs: true }),
  });
  app.useLogger(withQuietStart(app.get(Logger)));
  const part = { strict: false };
  access = {
    authenticators: app.get(Authenticators, part),
    callbackAddresses: app.get(CallbackAddresses, part),
    limits: app.get(RateLimits, part),
    log: app.get(AccessLog, part),
  };
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter());
  publishDocument(app);
  return app;
}

/** What the server asks before Nest does. */
interface Access {
  authenticators: Authenticators;
  callbackAddresses: CallbackAddresses;
  limits: RateLimits;
  log: AccessLog;
}

/** @throws {AppError} for a stranger, and for whoever calls too often. */
async function admit(
  { authenticators, limits, log }: Access,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  try {
    const caller = await authenticators.callerOf(request);
    if (caller === undefined) {
      throw new AppError('access.unauthorized', 'send a valid API key as "Authorization: Bearer <key>"');
    }
    await limits.admit(request, caller, reply);
  } catch (error) {
    void log.refused(undefined, undefined, request.routeOptions.url ?? '');
    throw error;
  }
}

/**
 * What is done for a caller of the API knows who calls. A body is read in another context than the request came in,
 * hence the second hook. Callbacks act for nobody who could be told so.
 */
function configureContext(fastify: FastifyInstance): void {
  const contexts = new WeakMap<FastifyRequest, RequestContext>();
  fastify.addHook('onRequest', (request, _reply, done) => {
    // Not the URL: a path can be spelled in many ways.
    if (request.routeOptions.url?.startsWith(API_PATH) !== true) {
      done();
      return;
    }
    const context = contextOf(request);
    contexts.set(request, context);
    withRequest(context, done);
  });
  fastify.addHook('preValidation', (request, _reply, done) => {
    const context = contexts.get(request);
    if (context === undefined) {
      done();
    } else {
      withRequest(context, done);
    }
  });
}
