import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { errorCatalogue } from '../../src/common/error-catalogue.js';
import type { MessageId } from '../../src/common/ids.js';
import { SecretBox } from '../../src/common/secret-box.js';
import type { InboundContent } from '../../src/messaging/content.js';
import { openPayload } from '../../src/messaging/sealed-content.js';
import { buildCallback, renderXml } from '../../src/simulator/callbacks.js';
import { demoApp } from '../../src/simulator/simulated-app.js';
import { type MangledCallback, mangledCallbacks } from '../setup/mangled-callbacks.js';
import { TestProgram } from '../setup/test-program.js';

const CALLBACKS = 12_000;
const AT_ONCE = 20;
/** For all that are sent at once; on a good day they take 30 ms. */
const HANGS_AFTER_MS = 15_000;
/** Longer than those of the mangled ones, which it must not repeat. */
const FRESH_ID = '18446744073709551615';

let desk: TestProgram;

beforeAll(async () => {
  // Without its worker, which would answer the messages meanwhile.
  desk = await TestProgram.start({ environment: { ROLE: 'web' } });
});
afterAll(() => desk.stop());

async function answerTo({ method, path: at, query, headers, body }: MangledCallback): Promise<string> {
  const request = { method, url: `${at}?${query}`, headers, ...(method === 'POST' && { payload: body }) };
  return codeOf(method, await desk.program.app.inject(request));
}

it(`answers each of ${CALLBACKS} mangled callbacks with 200 or with a problem of its sender’s`, async () => {
  const codes = new Map<string, number>();
  const batches = fc.array(mangledCallbacks, { minLength: AT_ONCE, maxLength: AT_ONCE });
  await fc.assert(
    fc.asyncProperty(batches, async (batch) => {
      for (const code of await Promise.all(batch.map(answerTo))) {
        codes.set(code, (codes.get(code) ?? 0) + 1);
      }
    }),
    { numRuns: CALLBACKS / AT_ONCE, timeout: HANGS_AFTER_MS },
  );

  // Each check was reached, and the inbox too.
  expect([...codes.keys()]).toEqual(
    expect.arrayContaining(Object.keys(errorCatalogue).filter((code) => code.startsWith('callback.'))),
  );
  expect(codes.get('accepted')).toBeGreaterThan(CALLBACKS / 40);
  const types = (await received()).map(({ type }) => type);
  expect([...new Set(types)].toSorted()).toEqual(['event', 'image', 'link', 'location', 'text', 'unknown']);

  const createTime = Math.floor(Date.now() / 1_000);
  const content = { type: 'text', content: '你好' } as const;
  const { query, body } = buildCallback(
    demoApp,
    renderXml(demoApp, { from: 'bob', createTime, msgId: FRESH_ID, content }),
  );
  const good = await desk.program.app.inject({ method: 'POST', url: `/wecom/callback?${query}`, payload: body });
  expect([good.statusCode, good.body]).toEqual([200, '']);
  expect(await received('bob')).toEqual([{ type: 'text', text: '你好' }]);
}, 180_000);

/** What the inbox holds, opened. */
async function received(externalId?: string): Promise<InboundContent[]> {
  const rows = await desk.rows<{ id: MessageId; payload: Buffer }>(
    'select id, payload from inbox where external_id ~ $1',
    [externalId === undefined ? '' : `^${externalId}$`],
  );
  const box = desk.program.app.get(SecretBox);
  return rows.map(({ id, payload }) => openPayload(box, id, payload));
}

interface Answer {
  statusCode: number;
  headers: Record<string, unknown>;
  body: string;
}

/** `accepted`, `verified` or the code of the problem; fails for any other answer. */
function codeOf(method: string, { statusCode, headers, body }: Answer): string {
  if (statusCode === 200 && method === 'GET') {
    return 'verified';
  }
  if (statusCode === 200 && body === '') {
    return 'accepted';
  }
  expect(statusCode).toBeGreaterThanOrEqual(400);
  expect(statusCode).toBeLessThan(500);
  expect(headers['content-type']).toContain('application/problem+json');
  const { code, status }: { code: string; status: number } = JSON.parse(body);
  expect(Object.keys(errorCatalogue)).toContain(code);
  expect(status).toBe(statusCode);
  return code;
}
