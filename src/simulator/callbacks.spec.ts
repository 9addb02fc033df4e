import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { decrypt, getSignature } from '@wecom/crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildCallback, type CallbackContent, renderXml } from './callbacks.js';
import { isFields, textIn } from './json-fields.js';
import { demoApp, type SimulatedApp } from './simulated-app.js';
import { WecomSimulator } from './simulator.js';

interface Received {
  method: string;
  query: URLSearchParams;
  body: string;
  plaintext: string;
}

/** The application's side: keeps what came and answers as it is told. */
class CallbackTarget {
  readonly received: Received[] = [];
  answers: ({ status: number; body?: string } | 'echo' | 'hang-up' | 'silence')[] = [];
  private readonly server: Server = createServer((request, response) => void this.answer(request, response));

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => {
      this.server.listen(0, '127.0.0.1', resolve);
    });
    const address = this.server.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/wecom/callback`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => {
      this.server.close(resolve);
    });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const plaintext = await this.keep(request);
    const answer = this.answers.shift() ?? { status: 200 };
    if (answer === 'hang-up') {
      request.socket.destroy();
    } else if (answer === 'echo') {
      response.end(plaintext);
    } else if (answer !== 'silence') {
      response.writeHead(answer.status).end(answer.body);
    }
  }

  private async keep(request: IncomingMessage): Promise<string> {
    const body = Buffer.concat(await request.toArray()).toString('utf8');
    const query = new URL(request.url ?? '', 'http://target').searchParams;
    const encrypted = query.get('echostr') ?? encryptOf(body);
    const signed = [query.get('timestamp') ?? '', query.get('nonce') ?? '', encrypted] as const;
    assert.equal(query.get('msg_signature'), getSignature(demoApp.token, ...signed));
    const { message, id } = decrypt(demoApp.encodingAesKey, encrypted);
    assert.equal(id, demoApp.corpId);
    this.received.push({ method: request.method ?? '', query, body, plaintext: message });
    return message;
  }
}

function encryptOf(envelope: string): string {
  return /<Encrypt><!\[CDATA\[([^\]]+)\]\]><\/Encrypt>/.exec(envelope)?.[1] ?? '';
}

let simulator: WecomSimulator;
let target: CallbackTarget;

beforeEach(async () => {
  target = new CallbackTarget();
  simulator = await WecomSimulator.start({
    retryAfterMs: 400,
    apps: [{ ...demoApp, callbackUrl: await target.listen() }],
  });
});

afterEach(async () => {
  await simulator.stop();
  await target.stop();
});

describe('encryption', () => {
  // Vector of wechatpy, tests/test_crypto.py, whose 16 random bytes are fixed.
  it('gives the ciphertext and the signature of an independent implementation', () => {
    const app: SimulatedApp = {
      corpId: 'wx49f0ab532d5d035a',
      agentId: 1,
      secret: '',
      token: '123456',
      encodingAesKey: 'kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR',
    };
    const plaintext = [
      '<xml>',
      '<MsgType><![CDATA[text]]></MsgType>',
      '<Content><![CDATA[test]]></Content>',
      '<FromUserName><![CDATA[wx49f0ab532d5d035a]]></FromUserName>',
      '<ToUserName><![CDATA[messense]]></ToUserName>',
      '<AgentID>1</AgentID>',
      '<CreateTime>1411525903</CreateTime>',
      '</xml>',
    ].join('\n');
    const random = Buffer.from('1234567890123456');
    const { query, body } = buildCallback(app, plaintext, { timestamp: 1_411_525_903, nonce: '461056294', random });
    expect(query).toBe('msg_signature=407518b7649e86ef23978113f92d27afa9296533&timestamp=1411525903&nonce=461056294');
    expect(encryptOf(body)).toBe(
      '9s4gMv99m88kKTh/H8IdkOiMg6bisoy3ypwy9H4hvSPe9nsGaqyw5hhSjdYbcrKk+j3nba4HMOTzHrluLBYqxgNcBqGsL8GqxlhZgURnAtObvesEl5nZ+uBE8bviY0LWke8Zy9V/QYKxNV2FqllNXcfmstttyIkMKCCmVbCFM2JTF5wY0nFhHZSjPUL2Q1qvSUCUld+/WIXrx0oyKQmpB6o8NRrrNrsDf03oxI1p9FxUgMnwKKZeOA/uu+2IEvEBtb7muXsVbwbgX05UPPJvFurDXafG0RQyPR+mf1nDnAtQmmNOuiR5MIkdQ39xn1vWwi1O5oazPoQJz0nTYjxxEE8kv3kFxtAGVRe3ypD3WeK2XeFYFMNMpatF9XiKzHo3',
    );
  });
});

describe('documents', () => {
  function rendered(content: CallbackContent): string {
    const app = { ...demoApp, corpId: 'toUser', agentId: 1 };
    const message = { from: 'fromUser', createTime: 1_348_831_860, msgId: '1234567890123456', content };
    return renderXml(app, message);
  }
  const head =
    '<xml><ToUserName><![CDATA[toUser]]></ToUserName><FromUserName><![CDATA[fromUser]]></FromUserName><CreateTime>1348831860</CreateTime>';

  // The samples of https://developer.work.weixin.qq.com/document/path/90239 and 90240.
  it('look as the platform documents them', () => {
    expect(rendered({ type: 'text', content: 'this is a test' })).toBe(
      `${head}<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[this is a test]]></Content><MsgId>1234567890123456</MsgId><AgentID>1</AgentID></xml>`,
    );
    expect(rendered({ type: 'location', latitude: 23.134, longitude: 113.358, scale: 20, label: '位置信息' })).toBe(
      `${head}<MsgType><![CDATA[location]]></MsgType><Location_X>23.134</Location_X><Location_Y>113.358</Location_Y><Scale>20</Scale><Label><![CDATA[位置信息]]></Label><MsgId>1234567890123456</MsgId><AgentID>1</AgentID><AppType><![CDATA[wxwork]]></AppType></xml>`,
    );
    expect(rendered({ type: 'event', event: 'enter_agent', eventKey: '' })).toBe(
      `${head}<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[enter_agent]]></Event><EventKey><![CDATA[]]></EventKey><AgentID>1</AgentID></xml>`,
    );
  });

  it('keep a text that would close its CDATA section', () => {
    expect(rendered({ type: 'text', content: 'a]]>b' })).toContain('<Content><![CDATA[a]]]]><![CDATA[>b]]></Content>');
  });
});

describe('delivery', () => {
  it('encrypts and signs a text, and takes 200 for an acknowledgement', async () => {
    expect(await simulator.say('alice', '几点开门？')).toEqual({ acked: true, attempts: 1, status: 200, body: '' });
    const [callback] = target.received;
    expect(callback?.plaintext).toContain('<Content><![CDATA[几点开门？]]></Content>');
    const msgId = BigInt(/<MsgId>(\d+)<\/MsgId>/.exec(callback?.plaintext ?? '')?.[1] ?? 0);
    expect(msgId > 2n ** 53n && msgId < 2n ** 63n).toBe(true);
  });

  it('repeats the same plaintext under a new signature when the answer is late, refused or cut off', async () => {
    target.answers = ['silence', { status: 503 }, { status: 200 }];
    expect(await simulator.say('alice', 'hello')).toMatchObject({ acked: true, attempts: 3 });
    expect(new Set(target.received.map(({ plaintext }) => plaintext)).size).toBe(1);
    expect(new Set(target.received.map(({ query }) => query.get('nonce'))).size).toBe(3);
    expect(new Set(target.received.map(({ body }) => body)).size).toBe(3);
    target.answers = ['hang-up'];
    expect(await simulator.say('alice', 'hello')).toMatchObject({ acked: true, attempts: 2 });
  });

  it('gives up after three attempts', async () => {
    target.answers = [{ status: 500 }, 'silence', { status: 403 }];
    expect(await simulator.say('alice', 'hello')).toMatchObject({ acked: false, attempts: 3, status: 403 });
    await target.stop();
    expect(await simulator.say('alice', 'hello')).toMatchObject({ acked: false, attempts: 3, status: undefined });
  });

  it('sends one message again under its own MsgId when told to', async () => {
    const repeated = { msgId: '77', createTime: 1_700_000_000 };
    await simulator.say('alice', 'hello', repeated);
    await simulator.say('alice', 'hello', repeated);
    expect(target.received[0]?.plaintext).toBe(target.received[1]?.plaintext);
  });

  it('tells of a pressed card, with a code that updates it', async () => {
    const query = new URLSearchParams({ corpid: demoApp.corpId, corpsecret: demoApp.secret }).toString();
    const tokenReply: unknown = await (await fetch(`${simulator.apiBaseUrl}/cgi-bin/gettoken?${query}`)).json();
    const token = isFields(tokenReply) ? textIn(tokenReply, 'access_token') : '';
    const post = async (path: string, body: unknown): Promise<unknown> => {
      const url = `${simulator.apiBaseUrl}/cgi-bin/message/${path}?access_token=${token}`;
      return (await fetch(url, { method: 'POST', body: JSON.stringify(body) })).json();
    };
    const card = { card_type: 'button_interaction', task_id: 't1', button_list: [{ text: '接手', key: 'claim' }] };
    await post('send', { touser: 'bob', agentid: demoApp.agentId, msgtype: 'template_card', template_card: card });
    const [message] = await simulator.waitForMessages({ to: 'bob' });
    expect(message).toBeDefined();
    if (message !== undefined) {
      await simulator.press('bob', message, 'claim', { q: ['o1'] });
    }
    const plaintext = target.received[0]?.plaintext ?? '';
    expect(plaintext).toContain('<EventKey><![CDATA[claim]]></EventKey><TaskId><![CDATA[t1]]></TaskId>');
    expect(plaintext).toContain('<OptionId><![CDATA[o1]]></OptionId>');
    const responseCode = /<ResponseCode><!\[CDATA\[([^\]]+)/.exec(plaintext)?.[1];
    const update = { userids: ['bob'], agentid: demoApp.agentId, response_code: responseCode };
    expect(await post('update_template_card', { ...update, button: { replace_name: '已接手' } })).toMatchObject({
      errcode: 0,
    });
  });

  it('verifies a URL that echoes the decrypted bytes and nothing else', async () => {
    target.answers = ['echo'];
    expect(await simulator.verifyUrl()).toMatchObject({ ok: true, status: 200 });
    target.answers = [{ status: 200, body: '"1"' }];
    expect(await simulator.verifyUrl()).toMatchObject({ ok: false, status: 200 });
    expect(target.received.map(({ method }) => method)).toEqual(['GET', 'GET']);
  });

  it('carries 2,000 messages of 64 at once', async () => {
    let next = 0;
    const speak = async (): Promise<void> => {
      while (next < 2_000) {
        const n = next++;
        await simulator.say(`u${n % 50}`, `message ${n}`);
      }
    };
    // A busy machine must not look like a target that does not answer.
    const patient = await WecomSimulator.start({ apps: simulator.apps });
    await simulator.stop();
    simulator = patient;
    await Promise.all(Array.from({ length: 64 }, speak));
    expect(target.received).toHaveLength(2_000);
    expect(simulator.counters.callbackAttempts).toBe(2_000);
  });
});
