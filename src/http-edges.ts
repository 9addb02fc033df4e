import cors, { type FastifyCorsOptions } from '@fastify/cors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { clientAddressOf, clientProtocolOf } from './access/edges/client-address.js';
import { AddressList } from './common/address-list.js';
import { AppError } from './common/app-error.js';
import type { AppConfig } from './config/app-config.js';
import { DOCS_PATH } from './openapi/document.js';

const NOTHING = "default-src 'none'; frame-ancestors 'none'";
const DOCS_PAGE = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";
const TWO_YEARS = 63_072_000;
const PREFLIGHT_SECONDS = 600;

const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'x-permitted-cross-domain-policies': 'none',
};

/** What a browser may send from another origin, and what its page may read. */
const corsHeaders = {
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  allowedHeaders: [
    'Authorization',
    'Content-Type',
    'Idempotency-Key',
    'If-Match',
    'If-None-Match',
    'Last-Event-ID',
    'X-Audit-Purpose',
    'X-CSRF-Token',
  ],
  exposedHeaders: [
    'ETag',
    'Idempotent-Replay',
    'RateLimit',
    'RateLimit-Policy',
    'Retry-After',
    'X-Request-Id',
    'Content-Disposition',
    'Deprecation',
    'Sunset',
  ],
};

export function trustedProxies({ environment }: AppConfig): AddressList {
  return AddressList.parse(environment.TRUSTED_PROXIES ?? '');
}

/**
 * What everybody meets before any route, in this order: who he is by address, the headers of the answer, whether anybody
 * is served there, pages of other origins, methods that are not there.
 * @param allowsCallback whether WeCom calls from this address.
 */
export async function configureEdges(
  fastify: FastifyInstance,
  config: AppConfig,
  allowsCallback: (address: string) => boolean,
): Promise<void> {
  configureAddresses(fastify, trustedProxies(config));
  configureHeaders(fastify, config);
  configureAllowLists(fastify, config, allowsCallback);
  await configureCors(fastify, config);
  configureMethods(fastify);
}

/** What forwarded headers say is put right before anything reads it: Fastify makes `request.ip` of it. */
function configureAddresses(fastify: FastifyInstance, trusted: AddressList): void {
  fastify.addHook('onRequest', ({ raw }, _reply, done) => {
    const peer = raw.socket.remoteAddress ?? '';
    const { 'x-forwarded-for': forwarded, 'x-forwarded-proto': protocol } = raw.headers;
    const client = clientAddressOf(peer, textOf(forwarded), trusted);
    put(raw.headers, 'x-forwarded-for', client === peer ? undefined : client);
    put(raw.headers, 'x-forwarded-proto', clientProtocolOf(peer, textOf(protocol), trusted));
    put(raw.headers, 'x-forwarded-host', undefined);
    done();
  });
}

function configureHeaders(fastify: FastifyInstance, config: AppConfig): void {
  const isSecure = config.publicOrigin?.startsWith('https:') === true;
  const always = {
    ...securityHeaders,
    ...(isSecure && { 'strict-transport-security': `max-age=${TWO_YEARS}; includeSubDomains` }),
  };
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.headers({
      ...always,
      'x-request-id': request.id,
      'content-security-policy': request.url.startsWith(`/${DOCS_PATH}`) ? DOCS_PAGE : NOTHING,
    });
    done();
  });
}

function configureAllowLists(
  fastify: FastifyInstance,
  { environment }: AppConfig,
  allowsCallback: (address: string) => boolean,
): void {
  const forApi = AddressList.parse(environment.ADMIN_ALLOWED_ADDRESSES ?? '');
  fastify.addHook('onRequest', (request, _reply, done) => {
    const path = pathOf(request);
    const isForbidden =
      (isUnder(path, '/api') && !forApi.isEmpty && !forApi.includes(request.ip)) ||
      (isUnder(path, '/wecom/callback') && !allowsCallback(request.ip));
    done(isForbidden ? new AppError('access.address-forbidden', 'nobody is served at this address') : undefined);
  });
  // A key in one of two headers is taken by some and not by others; Node itself silently takes the first.
  fastify.addHook('onRequest', ({ raw: { rawHeaders } }, _reply, done) => {
    const names = rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
    const isTwice = names.filter((name) => name === 'authorization').length > 1;
    done(isTwice ? new AppError('access.unauthorized', 'Authorization must be there once') : undefined);
  });
}

/** Without a list no header of it is ever sent. */
async function configureCors(fastify: FastifyInstance, { environment }: AppConfig): Promise<void> {
  const origins = (environment.CORS_ORIGINS ?? '').split(',').map((origin) => origin.trim());
  const listed = origins.filter((origin) => origin !== '');
  if (listed.length > 0) {
    const delegator = (request: FastifyRequest): Promise<FastifyCorsOptions> => {
      const { origin } = request.headers;
      const isListed = origin !== undefined && listed.includes(origin) && isUnder(pathOf(request), '/api');
      return Promise.resolve(
        isListed ? { origin, credentials: true, maxAge: PREFLIGHT_SECONDS, ...corsHeaders } : { origin: false },
      );
    };
    await fastify.register(cors, { delegator });
  }
}

/** A path that there is, with a method that it does not take, is told which ones it takes. */
function configureMethods(fastify: FastifyInstance): void {
  const routes: { form: RegExp; methods: readonly string[] }[] = [];
  fastify.addHook('onRoute', ({ url, method }) => {
    if (url !== '*' && url !== '/*') {
      routes.push({ form: formOf(url), methods: Array.isArray(method) ? method : [method] });
    }
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    const isUnknown = request.is404 || request.routeOptions.url === '*';
    const allowed = isUnknown ? methodsOf(routes, request.url) : [];
    if (allowed.length === 0) {
      done();
      return;
    }
    reply.header('allow', allowed.join(', '));
    if (request.method === 'OPTIONS') {
      void reply.status(204).send();
      return;
    }
    done(new AppError('request.method-not-allowed', `this resource takes ${allowed.join(', ')}`));
  });
}

function methodsOf(routes: readonly { form: RegExp; methods: readonly string[] }[], url: string): string[] {
  const path = url.split('?')[0] ?? '';
  const methods = new Set(routes.filter(({ form }) => form.test(path)).flatMap((route) => route.methods));
  return methods.size === 0 ? [] : [...methods, 'OPTIONS'].toSorted();
}

/** A path as it is declared: `:name` is one segment, `*` whatever follows. */
function formOf(url: string): RegExp {
  const segments = url.split('/').map((segment) => {
    const escaped = segment.replaceAll(/[$()+.?[\\\]^{|}]/g, String.raw`\$&`);
    return segment.startsWith(':') ? '[^/]+' : escaped.replaceAll('*', '.*');
  });
  return new RegExp(`^${segments.join('/')}$`);
}

/** As the route declares it, which has one spelling; where there is no route, as it was sent. */
function pathOf(request: FastifyRequest): string {
  const { url } = request.routeOptions;
  return url === undefined || url === '*' || request.is404 ? request.url : url;
}

function isUnder(path: string, folder: string): boolean {
  return path.startsWith(folder) && /^(?:$|[/?])/.test(path.slice(folder.length));
}

function textOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(',') : header;
}

function put(headers: NodeJS.Dict<string | string[]>, name: string, value: string | undefined): void {
  if (value === undefined) {
    delete headers[name];
  } else {
    headers[name] = value;
  }
}
