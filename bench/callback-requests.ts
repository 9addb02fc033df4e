import { buildCallback, renderXml } from '../src/simulator/callbacks.js';
import type { SimulatedApp } from '../src/simulator/simulated-app.js';

/** As many as write to a busy app within the seconds of a round. */
const CONTACTS = 1_000;

let nextMessageId = BigInt(Date.now()) * 1_000_000n;

/** Whole HTTP requests with unique text messages, encrypted and signed, so that sending one costs next to nothing. */
export function buildRequests(app: SimulatedApp, texts: readonly string[], count: number): Buffer[] {
  return Array.from({ length: count }, (_, index) => {
    const xml = renderXml(app, {
      from: `contact-${index % CONTACTS}`,
      createTime: Math.floor(Date.now() / 1_000),
      msgId: String(nextMessageId++),
      content: { type: 'text', content: texts[index % texts.length] ?? '' },
    });
    const { query, body } = buildCallback(app, xml);
    const head = [
      `POST /wecom/callback?${query} HTTP/1.1`,
      'Host: 127.0.0.1',
      'User-Agent: Mozilla/4.0',
      'Content-Type: text/xml',
      `Content-Length: ${Buffer.byteLength(body)}`,
    ];
    return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
  });
}
