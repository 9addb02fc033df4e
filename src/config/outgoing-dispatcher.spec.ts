import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { request } from 'undici';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadConfig } from './load-config.js';
import { OutgoingDispatcher } from './outgoing-dispatcher.js';

/** Made for these tests: a key and its certificate for `wecom.test`, a name that only the proxy can resolve. */
const pem = readFileSync(new URL('../../test/fixtures/self-signed.pem', import.meta.url), 'utf8');

const closers: (() => Promise<void> | void)[] = [];
/** What the proxy saw: `CONNECT host:port`, or `GET http://…` in absolute form. */
let seen: string[];
let proxyUrl: string;
let httpPort: number;
let httpsPort: number;

beforeEach(async () => {
  seen = [];
  const certificates = getCACertificates('default');
  setDefaultCACertificates([...certificates, pem]);
  closers.push(() => setDefaultCACertificates(certificates));
  const answer: RequestListener = (_request, response) => response.end('from the target');
  httpPort = await listen(createServer(answer));
  httpsPort = await listen(createTlsServer({ key: pem, cert: pem }, answer));
  proxyUrl = `http://127.0.0.1:${await listen(createProxy())}`;
});

afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) {
    await close();
  }
});

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A proxy for which every name is this machine. */
function createProxy(): Server {
  const server = createServer((incoming, response) => {
    seen.push(`${incoming.method} ${incoming.url}`);
    void request(`http://127.0.0.1:${httpPort}/`).then(async ({ body }) => response.end(await body.text()));
  });
  server.on('connect', (incoming, client: Socket) => {
    seen.push(`${incoming.method} ${incoming.url}`);
    const target = connect(Number(incoming.url?.split(':').at(-1)), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      target.pipe(client).pipe(target);
    });
    client.on('error', () => target.destroy());
    target.on('error', () => client.destroy());
    closers.push(() => {
      target.destroy();
    });
  });
  return server;
}

async function get(url: string, variables: Record<string, string>): Promise<string> {
  const keys = { MASTER_KEY: Buffer.alloc(32).toString('base64'), ADMIN_API_KEY: 'a key for this test' };
  const outgoing = new OutgoingDispatcher(loadConfig({ ...keys, ...variables }, tmpdir()));
  try {
    const { body } = await request(url, { dispatcher: outgoing.dispatcher });
    return await body.text();
  } finally {
    await outgoing.onApplicationShutdown();
  }
}

it('reaches an https target through a tunnel of HTTPS_PROXY', async () => {
  const url = `https://wecom.test:${httpsPort}/cgi-bin/gettoken`;
  expect(await get(url, { HTTPS_PROXY: proxyUrl })).toBe('from the target');
  expect(seen).toEqual([`CONNECT wecom.test:${httpsPort}`]);
});

it('reaches an http target through HTTP_PROXY', async () => {
  expect(await get('http://wecom.test/cgi-bin/gettoken', { HTTP_PROXY: proxyUrl })).toBe('from the target');
  expect(seen).toEqual(['GET http://wecom.test/cgi-bin/gettoken']);
});

it('goes past the proxy to hosts of NO_PROXY, and to http targets when only HTTPS_PROXY is set', async () => {
  const url = `http://127.0.0.1:${httpPort}/`;
  expect(await get(url, { HTTP_PROXY: proxyUrl, NO_PROXY: 'localhost,127.0.0.1' })).toBe('from the target');
  expect(await get(url, { HTTPS_PROXY: proxyUrl })).toBe('from the target');
  expect(seen).toEqual([]);
});

it('takes its proxy from the configuration alone', async () => {
  process.env['HTTP_PROXY'] = proxyUrl;
  closers.push(() => {
    delete process.env['HTTP_PROXY'];
  });
  expect(await get(`http://127.0.0.1:${httpPort}/`, {})).toBe('from the target');
  expect(await get(`http://127.0.0.1:${httpPort}/`, { HTTPS_PROXY: proxyUrl })).toBe('from the target');
  expect(seen).toEqual([]);
});
