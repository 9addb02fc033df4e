import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { afterEach, expect, it } from 'vitest';
import { Metrics } from '../common/metrics.js';
import { loadConfig } from '../config/load-config.js';
import { OutgoingDispatcher } from '../config/outgoing-dispatcher.js';
import { WecomHttp, type WecomReply } from './wecom-http.js';

const closers: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) {
    await close();
  }
});

/** What becomes of such an answer. */
async function answerOf(body: string, status = 200): Promise<WecomReply> {
  const server = createServer((_request, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  closers.push(() => {
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const variables = {
    MASTER_KEY: Buffer.alloc(32).toString('base64'),
    ADMIN_API_KEY: 'a key for this test',
    WECOM_API_BASE_URL: `http://127.0.0.1:${port}/`,
  };
  const config = loadConfig(variables, tmpdir());
  const outgoing = new OutgoingDispatcher(config);
  closers.push(() => outgoing.onApplicationShutdown());
  return new WecomHttp(config, outgoing, new Metrics()).post('/cgi-bin/message/send', { access_token: 't' }, '{}');
}

it('keeps every field of an answer', async () => {
  expect(await answerOf('{"errcode":0,"msgid":"m"}')).toEqual({ errcode: 0, errmsg: '', msgid: 'm' });
});

it.each([
  ['HTML', '<html>busy</html>', 200, 'not-json'],
  ['no object', '[]', 200, 'no-errcode'],
  ['no errcode', '{"ok":true}', 200, 'no-errcode'],
  ['an errcode that is no number', '{"errcode":"0"}', 200, 'no-errcode'],
  ['a status other than 200', '{"errcode":0}', 407, 'http-407'],
  ['more than 1 MB', `{"errcode":0,"errmsg":"${'x'.repeat(1024 * 1024)}"}`, 200, 'response-too-large'],
])('takes %s for no answer of WeCom', async (_what, body, status, reason) => {
  const failure = expect.objectContaining({ code: 'wecom.unreachable', status: 503, reason });
  await expect(answerOf(body, status)).rejects.toThrow(failure);
});
