import { createHash } from 'node:crypto';
import { type Readable, Transform } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { AppError } from '../../common/app-error.js';
import { hasBody } from './signature-headers.js';

/**
 * Whoever names the digest of his body in `X-Content-SHA256` gets it compared, on every route: a signature covers the
 * header, and the body is read after the signature was looked at. Nothing is done with a body that is another.
 */
export function configureBodyDigests(fastify: FastifyInstance): void {
  fastify.addHook('preParsing', (request, _reply, payload, done) => {
    const named = request.headers['x-content-sha256'];
    done(null, named === undefined || !hasBody(request.headers) ? payload : compared(payload, String(named)));
  });
}

function compared(payload: Readable & { receivedEncodedLength?: number }, named: string): Transform {
  const hash = createHash('sha256');
  const checked: Transform & { receivedEncodedLength?: number } = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      checked.receivedEncodedLength = (checked.receivedEncodedLength ?? 0) + chunk.length;
      done(null, chunk);
    },
    flush(done) {
      const isSame = hash.digest('hex') === named;
      done(isSame ? null : new AppError('access.body-digest-wrong', 'the body is not the one that was signed'));
    },
  });
  checked.receivedEncodedLength = 0;
  checked.on('error', () => undefined); // a body that no route reads: whoever reads one listens himself
  payload.on('error', (error) => checked.destroy(error));
  payload.on('close', () => {
    if (payload.errored === null && !payload.readableEnded) {
      checked.destroy();
    }
  });
  return payload.pipe(checked);
}
