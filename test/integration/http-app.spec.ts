import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_API_KEY, type Call, problem, TestPlatform } from '../setup/test-platform.js';

const MB = 1_048_576;

let platform: TestPlatform;

beforeAll(async () => {
  platform = await TestPlatform.start();
});
afterAll(async () => {
  await platform.stop();
});

function call(options: Call) {
  return platform.call(options);
}

describe('an error', () => {
  it('is a problem with a stable code and the id of the request', async () => {
    const answer = await call({ url: '/nowhere' });

    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toEqual(problem(404, 'request.not-found'));
    expect(answer.json().requestId).toBe(answer.headers['x-request-id']);
  });

  it('never tells what happened inside', async () => {
    const answer = await call({ url: '/probe/broken' });

    expect(answer.json()).toEqual(problem(500, 'server.internal'));
    expect(answer.text).not.toContain('hunter2');
  });

  it('is told for a URL that is not one', async () => {
    const answer = await call({ url: '/%zz' });

    expect(answer.json()).toEqual(problem(400, 'request.invalid'));
  });

  it('ignores a request id from outside', async () => {
    const answer = await call({ url: '/nowhere', headers: { 'x-request-id': 'mine', 'request-id': 'mine' } });

    expect(answer.json().requestId).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('a body', () => {
  it('is JSON', async () => {
    expect((await call({ method: 'POST', url: '/probe/number', body: { number: 21 } })).json()).toEqual({ double: 42 });
  });

  it.each(['{"number":', '', '{"__proto__":{"number":1}}'])('that is not JSON is refused: %j', async (payload) => {
    const headers = { 'content-type': 'application/json' };

    expect((await call({ method: 'POST', url: '/probe/number', payload, headers })).json()).toEqual(
      problem(400, 'request.invalid'),
    );
  });

  it.each(['['.repeat(50_000) + ']'.repeat(50_000), '{"a":'.repeat(50_000) + '1' + '}'.repeat(50_000)])(
    'that is nested too deep is refused',
    async (value) => {
      const payload = `{"number":${value}}`;
      const headers = { 'content-type': 'application/json' };

      expect((await call({ method: 'POST', url: '/probe/number', payload, headers })).json()).toEqual(
        problem(400, 'request.invalid'),
      );
    },
  );

  it('is checked field by field, and unknown fields are refused', async () => {
    const answer = await call({ method: 'POST', url: '/probe/number', body: { number: 'many', other: 1 } });

    expect(answer.json()).toEqual(problem(400, 'request.invalid'));
    expect(
      answer
        .json()
        .faults.map((fault: string) => fault.split(':')[0])
        .toSorted(),
    ).toEqual(['number', 'other']);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'nonsense', ''])(
    'of type %j is refused',
    async (type) => {
      const answer = await call({
        method: 'POST',
        url: '/probe/number',
        payload: 'number=1',
        headers: { 'content-type': type },
      });

      expect(answer.json()).toEqual(problem(415, 'request.unsupported-media-type'));
    },
  );

  it.each(['text/xml', 'application/json', 'nonsense', undefined])('of a callback is bytes: type %j', async (type) => {
    const answer = await call({
      method: 'POST',
      url: '/wecom/callback?msg_signature=1',
      payload: Buffer.from('<xml/>'),
      headers: type === undefined ? {} : { 'content-type': type },
    });

    expect(answer.json()).toEqual({ isBuffer: true, bytes: 6 });
  });

  it.each(['/wecom/callback', '/probe/number'])('above 1 MB is refused at %s', async (url) => {
    const payload = Buffer.alloc(MB + 1, ' ');
    const headers = { 'content-type': 'application/json' };

    expect((await call({ method: 'POST', url, payload, headers })).json()).toEqual(problem(413, 'request.too-large'));
  });

  it('of an import may have 50 MB, if it comes with a key', async () => {
    const [url, method] = ['/api/v1/knowledge/imports?format=jsonl', 'POST'] as const;
    const payload = Buffer.alloc(50 * MB, 'x');

    expect((await call({ method, url, payload })).json()).toEqual({ isBuffer: true, bytes: 50 * MB });
    expect((await call({ method, url, payload: Buffer.alloc(50 * MB + 1) })).status).toBe(413);
    expect((await call({ method, url, payload, headers: { authorization: 'Bearer nonsense' } })).status).toBe(401);
  });

  it.each([
    ['its announced length', 'content-length: 9000000000', ''],
    ['what has come', 'transfer-encoding: chunked', `10000\r\n${'x'.repeat(0x10000)}\r\n`.repeat(17)],
  ])('is refused before it is read whole, by %s', async (_by, framing, beginning) => {
    const answer = await begin(`POST /wecom/callback HTTP/1.1\r\nhost: test\r\n${framing}\r\n\r\n${beginning}`);

    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('request.too-large');
  });
});

/** Sends the beginning of a request, which never ends, and waits for the answer. */
function begin(request: string): Promise<string> {
  const address = platform.app.getHttpServer().address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (data) => {
      answer += data;
      if (answer.includes('requestId')) {
        resolve(answer);
        socket.destroy();
      }
    });
    socket.on('error', reject);
  });
}

describe('access', () => {
  it.each(['', 'Bearer', 'Bearer wrong', `Basic ${ADMIN_API_KEY}`, `Bearer ${ADMIN_API_KEY}x`])(
    'is refused to %j',
    async (authorization) => {
      const answer = await call({ url: '/api/v1/settings', headers: { authorization } });

      expect(answer.json()).toEqual(problem(401, 'access.unauthorized'));
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    },
  );

  it('is refused to everybody where a route does not say who may call it', async () => {
    expect((await call({ url: '/probe/undeclared' })).json()).toEqual(problem(403, 'access.forbidden'));
  });

  it('is granted to whoever has the key', async () => {
    expect((await call({ url: '/api/v1/settings' })).status).toBe(200);
  });

  it('of an installation without a key is refused to everybody', async () => {
    const closed = await platform.startApp({ ADMIN_API_KEY: '' });

    expect((await call({ url: '/api/v1/settings', on: closed })).status).toBe(401);
    expect(
      (await call({ url: '/api/v1/settings', headers: { authorization: 'Bearer undefined' }, on: closed })).status,
    ).toBe(401);
  });
});

describe('the document', () => {
  it('is public and tells every route of the API', async () => {
    const document = (await call({ url: '/api/openapi.json', headers: { authorization: '' } })).json();

    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/api/v1/accounts/{id}', '/api/v1/settings/{key}', '/api/v1/audit/events']),
    );
  });

  it('has a page for people', async () => {
    const page = await call({ url: '/api/docs' });

    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toContain('text/html');
  });
});
