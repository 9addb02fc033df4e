import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKefuClient, everyItem, idempotencyKey, KefuError } from '../../client/kefu-client.js';
import { runProgram } from '../setup/command.js';
import { bare, sectionsOf } from '../setup/page-sections.js';
import { problem } from '../setup/test-platform.js';
import { ADMIN_API_KEY, type Answer, TestProgram } from '../setup/test-program.js';

const sections = sectionsOf('docs/api.md');
const hasCurl = spawnSync('curl', ['--version']).status === 0;

let desk: TestProgram;

beforeAll(async () => {
  desk = await TestProgram.start();
  await desk.ask('zhangsan', '营业时间是几点到几点');
});
afterAll(() => desk.stop());

it('the Chinese page has the same commands', () => {
  const chinese = sectionsOf('docs/api.zh-CN.md');

  expect(chinese.map(({ commands }) => bare(commands))).toEqual(sections.map(({ commands }) => bare(commands)));
});

/** The page runs in one shell, as a stranger types it who has nothing but the key. */
describe.skipIf(!hasCurl)('every command of the page does what the page says (where there is curl):', () => {
  let folder: string;
  let printed: string[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kefu-stranger-'));
    const script = ['set -euo pipefail', ...sections.flatMap(({ commands }) => [commands, `echo '====='`])];
    const { code, stdout, stderr } = await runProgram('bash', ['-c', script.join('\n')], {
      cwd: folder,
      environment: { URL: `${desk.program.url}/api/v1`, KEY: ADMIN_API_KEY },
    });
    printed = stdout.split('=====\n');
    if (code !== 0) {
      throw new Error(`the page stopped with ${code}: ${stderr}\n${printed.at(-1)?.slice(-2_000)}`);
    }
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  function answersOf(title: RegExp): Answer['body'][] {
    const text = printed[sections.findIndex((section) => title.test(section.title))] ?? '';
    const lines = text.split('\n').filter((line) => line.startsWith('{'));
    return lines.map((line): Answer['body'] => JSON.parse(line));
  }

  it('knowledge is imported and found', () => {
    const [job, found] = answersOf(/Import/);

    expect(job).toMatchObject({ status: 'completed', created: 2, failed: 0 });
    expect(found.hits).toMatchObject([{ externalId: 'hours' }]);
  });

  it('a conversation is read, and an answer explained', () => {
    const [talk, messages, explanation] = answersOf(/Read/);

    expect(talk).toMatchObject({ externalId: 'zhangsan' });
    expect(messages.items[0]).toMatchObject({ sender: 'contact', text: '营业时间是几点到几点' });
    expect(explanation).toMatchObject({ steps: expect.any(Array) });
  });

  it('a case is claimed, answered and resolved, and the contact reads the answer', async () => {
    const [claimed, sent, resolved, list] = answersOf(/Take/);

    expect(claimed).toMatchObject({ state: 'claimed' });
    expect(sent).toMatchObject({ isRepeated: false });
    expect(resolved).toMatchObject({ state: 'resolved' });
    expect(list.items).toMatchObject([{ id: claimed.id }]);
    await desk.settled();
    expect(desk.wecom.accepted.map(({ text }) => text)).toContainEqual(expect.stringContaining('退款已提交'));
  });

  it('an error says what is wrong with which field', () => {
    expect(answersOf(/error/)).toEqual([problem(400, 'request.invalid')]);
    expect(answersOf(/error/)[0].faults).toEqual([expect.stringMatching(/^limit: /)]);
  });
});

describe('the client', () => {
  const client = (fetch?: (request: Request) => Promise<Response>) =>
    createKefuClient({ baseUrl: desk.program.url, key: ADMIN_API_KEY, ...(fetch && { fetch }) });

  it('makes things once under their key, and walks over all pages of a list', async () => {
    const kefu = client();
    for (const number of [1, 2, 3]) {
      const made = { params: { header: idempotencyKey() }, body: { number, title: `第 ${number} 句`, text: '好的。' } };
      const first = await kefu.POST('/api/v1/canned-replies', made);
      const again = await kefu.POST('/api/v1/canned-replies', made);
      expect(again.data).toEqual(first.data);
      expect(again.response.headers.get('idempotent-replay')).toBe('true');
    }

    const numbers: number[] = [];
    const page = (cursor?: string) =>
      kefu.GET('/api/v1/canned-replies', { params: { query: { limit: 1, ...(cursor !== undefined && { cursor }) } } });
    for await (const reply of everyItem(page)) {
      numbers.push(reply.number);
    }
    expect(numbers).toEqual([1, 2, 3]);
  });

  it('throws what is refused, as the problem that it is', async () => {
    const id = '01900000-0000-7000-8000-000000000000';
    const refused = client().GET('/api/v1/handoffs/{id}', { params: { path: { id } } });

    await expect(refused).rejects.toBeInstanceOf(KefuError);
    await expect(refused).rejects.toMatchObject({ code: 'request.not-found', problem: { status: 404 } });
  });

  it('tries again what is safe to repeat while the server is busy, and nothing else', async () => {
    let sent = 0;
    const busy = (request: Request) => {
      sent++;
      const headers = { 'retry-after': '0', 'content-type': 'application/problem+json' };
      const body = JSON.stringify({ code: 'request.rate-limited', detail: '', status: 429 });
      return sent % 3 === 0 ? fetch(request) : Promise.resolve(new Response(body, { status: 429, headers }));
    };

    expect((await client(busy).GET('/api/v1/groups')).response.status).toBe(200);
    expect(sent).toBe(3);
    const comment = client(busy).POST('/api/v1/filters/trials', { body: { text: '好', direction: 'inbound' } });
    await expect(comment).rejects.toMatchObject({ code: 'request.rate-limited' });
    expect(sent).toBe(4);
  });

  it('lets a signer say who sends', async () => {
    const signer = async (request: Request) => ({ authorization: `Bearer ${await keyFor(request)}` });
    const kefu = createKefuClient({ baseUrl: desk.program.url, signer });

    expect((await kefu.GET('/api/v1/groups')).response.status).toBe(200);
  });
});

async function keyFor(request: Request): Promise<string> {
  return (await request.text()) === '' ? ADMIN_API_KEY : '';
}
