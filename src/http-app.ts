import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Logger } from 'nestjs-pino';
import { AccessLog } from './access/access-log.js';
import { Authenticators } from './access/authenticators.js';
import { withQuietStart } from './common/logging.js';
import { contextOf, type RequestContext, withRequest } from './common/request-context.js';
import { ProblemFilter, problemOf, sendProblem, toAppError } from './common/problem-filter.js';
import { validationPipe } from './common/validation.js';
import type { AppConfig } from './config/app-config.js';
import { BODY_BYTES_MAX, configureBodies } from './http-body.js';
import { DOCS_PATH, publishDocument } from './openapi/document.js';

type RootModule = Parameters<(typeof NestFactory)['create']>[0];

const API_PATH = '/api/v1/';
const NOTHING = "default-src 'none'; frame-ancestors 'none'";
const DOCS_PAGE = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

/**
 * The HTTP side: Nest on Fastify, and everything about requests and answers that no feature should have to think of.
 * The root module imports `LoggerModule` and `AccessModule`.
 */
export async function createHttpApp(rootModule: RootModule, config: AppConfig): Promise<NestFastifyApplication> {
  const adapter = createAdapter();
  const fastify: FastifyInstance = adapter.getInstance();
  let access: { authenticators: Authenticators; log: AccessLog } | undefined;
  configureHeaders(fastify);
  configureContext(fastify);
  configureBodies(fastify, async (request) => {
    const isKnown = (await access?.authenticators.callerOf(request)) !== undefined;
    if (!isKnown) {
      void access?.log.refused(undefined, undefined, request.routeOptions.url ?? '');
    }
    return isKnown;
  });
  const app = await NestFactory.create<NestFastifyApplication>(rootModule, adapter, {
    bodyParser: false,
    abortOnError: false,
    ...(config.environment.LOG_LEVEL === 'silent' ? { logger: false } : { bufferLogs: true }),
  });
  app.useLogger(withQuietStart(app.get(Logger)));
  access = { authenticators: app.get(Authenticators, { strict: false }), log: app.get(AccessLog, { strict: false }) };
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter());
  publishDocument(app);
  return app;
}

function createAdapter(): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: BODY_BYTES_MAX,
    trustProxy: false,
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    requestTimeout: 60_000,
    keepAliveTimeout: 72_000, // longer than the usual 60 s of a balancer, which must be the one to hang up
    forceCloseConnections: 'idle',
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      sendProblem(reply, problemOf(toAppError(error), request.id));
    },
  });
}

function configureHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.headers({
      'x-request-id': request.id,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'content-security-policy': request.url.startsWith(`/${DOCS_PATH}`) ? DOCS_PAGE : NOTHING,
      'cache-control': 'no-store',
    });
    done();
  });
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
