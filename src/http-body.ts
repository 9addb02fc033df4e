import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasBody } from './access/signing/signature-headers.js';
import { AppError, InvalidRequestError, NotFoundError } from './common/app-error.js';
import { isNestedTooDeep } from './common/nesting.js';
import { isStorableThroughout } from './common/storable.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** `request.body` is the raw bytes, whatever the content type. */
    takesRawBody?: boolean;
  }
}

const MB = 1_048_576;
const RAW_TYPE = 'application/octet-stream';

export const BODY_BYTES_MAX = MB;

/** Routes that take bytes, and how many at most. */
const rawRoutes: readonly { path: RegExp; bytesMax: number }[] = [
  { path: /^\/wecom\/callback(\/|$)/, bytesMax: MB },
  { path: /^\/api\/v1\/knowledge\/imports$/, bytesMax: 50 * MB },
  { path: /^\/api\/v1\/filters\/lists\/:id\/imports$/, bytesMax: 8 * MB },
  { path: /^\/api\/v1\/media$/, bytesMax: 20 * MB },
  { path: /^\/api\/v1\/prompts\/:version\/trials$/, bytesMax: MB },
];

/** Routes that take more JSON than the others: a text, many questions, the vocabulary. */
const longJsonRoutes: readonly { path: RegExp; bytesMax: number }[] = [
  { path: /^\/api\/v1\/knowledge\/documents(\/:id(\/draft)?)?$/, bytesMax: 8 * MB },
  { path: /^\/api\/v1\/knowledge\/evaluations$/, bytesMax: 8 * MB },
  { path: /^\/api\/v1\/knowledge\/vocabulary$/, bytesMax: 8 * MB },
];

/**
 * What a request's body may be: raw bytes on some routes, JSON on all others. Everything that can be refused is refused
 * before the body is read: an unknown route, a wrong type, and a large file of whom `admit` refuses.
 * Must be called before the first route is registered.
 */
export function configureBodies(
  fastify: FastifyInstance,
  admit: (request: FastifyRequest, reply: FastifyReply) => Promise<void>,
): void {
  fastify.addHook('onRoute', (route) => {
    const raw = rawRoutes.find(({ path }) => path.test(route.url));
    if (raw !== undefined) {
      route.bodyLimit = raw.bytesMax;
      route.config = { ...route.config, takesRawBody: true };
    }
    const longJson = longJsonRoutes.find(({ path }) => path.test(route.url));
    if (longJson !== undefined) {
      route.bodyLimit = longJson.bytesMax;
    }
    if ((route.bodyLimit ?? 0) > BODY_BYTES_MAX) {
      route.onRequest = admit;
    }
  });
  fastify.addHook('onRequest', (request, _reply, done) => {
    done(refusalOf(request));
  });
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(RAW_TYPE, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  fastify.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (text === '') {
      done(null, undefined); // whoever always names the type may still have nothing to say: a publication, a check
      return;
    }
    void parseJson(request, text, (error, body) => {
      done(error ?? faultOf(body), body);
    });
  });
}

/** What no route takes, and what no library or database is to see. */
function faultOf(body: unknown): Error | null {
  if (isNestedTooDeep(body)) {
    return new InvalidRequestError('the body is nested too deep');
  }
  return isStorableThroughout(body) ? null : new InvalidRequestError('the body holds a character that is not text');
}

function refusalOf(request: FastifyRequest): Error | undefined {
  if (request.is404) {
    return new NotFoundError('the route');
  }
  const { takesRawBody } = request.routeOptions.config;
  if (takesRawBody === true) {
    // Fastify picks the parser by the type and refuses a malformed one: here the bytes are taken whatever it says.
    request.headers['content-type'] = RAW_TYPE;
    return undefined;
  }
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (hasBody(request.headers) && type !== 'application/json') {
    return new AppError('request.unsupported-media-type', 'send application/json');
  }
  return undefined;
}
