import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { newId } from '../../src/common/ids.js';
import { docxOf, encryptedPdf, pdfOf, xlsxOf } from '../setup/import-files.js';
import { ADMIN_API_KEY, TestProgram } from '../setup/test-program.js';

const MB = 1_048_576;
const IMPORTS = '/api/v1/knowledge/imports';

let desk: TestProgram;

beforeAll(async () => {
  desk = await TestProgram.start();
});
afterEach(async () => {
  await desk.rows('delete from knowledge_imports');
  await desk.rows('delete from documents');
});
afterAll(() => desk.stop());

type Query = Record<string, string | boolean>;

function post(content: string | Uint8Array, query: Query) {
  const search = new URLSearchParams(
    Object.entries(query).map(([key, value]): [string, string] => [key, String(value)]),
  );
  return desk.api(
    'POST',
    `${IMPORTS}?${search.toString()}`,
    typeof content === 'string' ? content : new Uint8Array(content),
  );
}

/** The import as the API tells it when it has ended. */
async function imported(content: string | Uint8Array, query: Query) {
  const { status, body } = await post(content, query);
  expect(status).toBe(202);
  return ended(body.id);
}

function ended(id: string) {
  return vi.waitFor(
    async () => {
      const { body } = await desk.api('GET', `${IMPORTS}/${id}`);
      expect(['completed', 'failed']).toContain(body.status);
      return body;
    },
    { timeout: 20_000, interval: 50 },
  );
}

function jsonl(...entries: object[]): string {
  return entries.map((entry) => JSON.stringify(entry)).join('\n');
}

function many(count: number, answer = '答'): object[] {
  return Array.from({ length: count }, (_, n) => ({ externalId: `n${n}`, question: `问题${n}`, answer }));
}

async function documents() {
  const { body } = await desk.api('GET', '/api/v1/knowledge/documents?limit=200');
  return body.items;
}

async function audited(action: string) {
  const { body } = await desk.api('GET', `/api/v1/audit/events?action=${action}`);
  return body.items[0]?.details;
}

describe('an import', () => {
  it('tells what it is about to do, what came of it, and who asked for it', async () => {
    const { status, body } = await post(jsonl(...many(2)), { format: 'jsonl', name: '问答.jsonl', publish: true });
    expect(status).toBe(202);
    expect(body).toMatchObject({ status: 'queued', format: 'jsonl', name: '问答.jsonl', publish: true, dryRun: false });

    const counts = { total: 2, processed: 2, created: 2, updated: 0, unchanged: 0, failed: 0 };
    expect(await ended(body.id)).toMatchObject({ ...counts, status: 'completed', failure: null, errors: [] });
    expect(await audited('knowledge.import-completed')).toMatchObject({ importId: body.id, created: 2, dryRun: false });
    const [document] = await documents();
    const revisions = await desk.api('GET', `/api/v1/knowledge/documents/${document.id}/revisions`);
    expect(revisions.body.items).toMatchObject([{ reason: 'import 问答.jsonl', author: { kind: 'key' } }]);
    expect(await desk.rows('select content from knowledge_imports')).toEqual([{ content: null }]);
  });

  it('is in the list, newest first, page by page', async () => {
    const first = await imported(jsonl(...many(1)), { format: 'jsonl' });
    const second = await imported('question,answer\n问题0,答', { format: 'csv' });
    const page = await desk.api('GET', `${IMPORTS}?limit=1`);
    expect(page.body.items).toMatchObject([{ id: second.id, created: 1 }]);
    const rest = await desk.api('GET', `${IMPORTS}?limit=1&cursor=${page.body.nextCursor}`);
    expect(rest.body).toMatchObject({ items: [{ id: first.id, status: 'completed' }], nextCursor: null });
    expect(rest.body.items[0]).not.toHaveProperty('errors');
  });

  it('makes a text of a document, and updates it when it comes again', async () => {
    const handbook = (days: number) =>
      docxOf([
        { text: '请假制度', style: 'heading 1' },
        { text: '年假', style: 'heading 2' },
        `入职满一年有 ${days} 天。`,
      ]);
    const query = { format: 'docx', publish: true, name: '请假制度.docx', category: '人事' };
    expect(await imported(handbook(5), query)).toMatchObject({ status: 'completed', created: 1 });
    expect(await imported(handbook(5), query)).toMatchObject({ created: 0, unchanged: 1 });
    expect(await imported(handbook(7), query)).toMatchObject({ updated: 1 });

    const [document, ...others] = await documents();
    expect(others).toEqual([]);
    expect(document).toMatchObject({
      externalId: 'docx:请假制度.docx',
      kind: 'text',
      question: '请假制度',
      category: '人事',
    });
    const { body } = await desk.api('GET', `/api/v1/knowledge/documents/${document.id}/passages`);
    expect(body.items).toMatchObject([{ headingPath: ['年假'], text: '入职满一年有 7 天。' }]);
  });

  it('takes every format', async () => {
    const files: [string, string | Uint8Array][] = [
      ['md', '# 一\n正文。'],
      ['html', '<h1>二</h1><p>正文。'],
      ['pdf', pdfOf([[{ text: '三', size: 30 }, { text: '正文在这里。' }, { text: '还有更多的正文。' }]])],
      ['docx', docxOf(['四'])],
      ['csv', '问题,答案\n五,正文'],
      [
        'xlsx',
        await xlsxOf([
          ['问题', '答案'],
          ['六', '正文'],
        ]),
      ],
      ['jsonl', jsonl({ externalId: '七', question: '七', answer: '正文' })],
    ];
    for (const [format, file] of files) {
      expect([format, await imported(file, { format })]).toMatchObject([format, { status: 'completed', created: 1 }]);
    }
    expect((await documents()).map(({ question }: { question: string }) => question)).toEqual([
      '一',
      '二',
      '三',
      '四',
      '五',
      '六',
      '七',
    ]);
  });

  it('says in a dry run what it would change, and changes nothing', async () => {
    await imported(jsonl(...many(3)), { format: 'jsonl' });
    const before = await documents();
    const changed = [{ ...many(1)[0], answer: '别的', tags: ['x'] }, ...many(2).slice(1), ...many(120).slice(3)];
    const dry = await imported(jsonl(...changed), { format: 'jsonl', dryRun: true });
    expect(dry).toMatchObject({ status: 'completed', dryRun: true, created: 117, updated: 1, unchanged: 1 });
    expect(dry.changes).toHaveLength(100);
    expect(dry.changes.slice(0, 2)).toEqual([
      { externalId: 'n0', change: 'updated', fields: ['answer', 'tags'] },
      { externalId: 'n3', change: 'created', fields: [] },
    ]);
    expect(await documents()).toEqual(before);
    const publishing = await imported(jsonl(...many(1)), { format: 'jsonl', dryRun: true, publish: true });
    expect(publishing.changes).toEqual([{ externalId: 'n0', change: 'updated', fields: ['state'] }]);
  });

  it('names duplicates within the file and of what is stored, and imports them all the same', async () => {
    await imported(jsonl({ externalId: 'old', question: '怎么开电子发票', answer: '答' }), { format: 'jsonl' });
    const sheet =
      '编号,问题,答案\nA,怎么開电子发票？,一\nB,请问运费一共是多少钱呢,二\nC,请问运费一共是多少钱啊,三\nD,别的,四';
    const row = await imported(sheet, { format: 'csv' });
    expect(row).toMatchObject({ status: 'completed', created: 4, failed: 0 });
    expect(row.duplicates).toEqual([
      { line: 2, externalId: 'A', of: 'old', likeness: 1 },
      { line: 4, externalId: 'C', of: 'B', likeness: expect.closeTo(0.9, 1) },
    ]);
  });

  it('names at most 100 duplicates, however many there are', async () => {
    const row = await imported(jsonl(...many(1_200).map((entry) => ({ ...entry, question: '同一个问题' }))), {
      format: 'jsonl',
    });
    expect(row).toMatchObject({ status: 'completed', created: 1_200 });
    expect(row.duplicates).toHaveLength(100);
  });
});

describe('a file that is bad', () => {
  it.each([
    ['an encrypted PDF', 'pdf', encryptedPdf(), 'knowledge.file-encrypted'],
    ['a scan', 'pdf', pdfOf([[], [{ text: '2' }]]), 'knowledge.file-text-missing'],
    ['a bomb', 'docx', docxOf(['字'], { 'word/a.xml': Buffer.alloc(130 * MB) }), 'knowledge.file-inflates-too-much'],
    ['an image', 'xlsx', Buffer.from('89504e470d0a1a0a', 'hex'), 'knowledge.file-format-mismatch'],
    ['a DOCX', 'pdf', docxOf(['字']), 'knowledge.file-format-mismatch'],
    ['nothing but a mark', 'jsonl', Buffer.from('\uFEFF\n \n'), 'knowledge.file-empty'],
    ['a sheet with other columns', 'csv', Buffer.from('甲,乙\n1,2'), 'knowledge.file-columns-missing'],
  ])('fails with a code: %s', async (_, format, content, code) => {
    const row = await imported(content, { format, publish: true });
    expect(row).toMatchObject({ status: 'failed', processed: 0, failure: { code, message: expect.any(String) } });
    expect(await documents()).toEqual([]);
    expect(await audited('knowledge.import-failed')).toEqual({ importId: row.id, reason: code });
    expect(await desk.rows('select content from knowledge_imports')).toEqual([{ content: null }]);
  });

  it('leaves nothing of itself where a row of a megabyte stands among good ones, but that row', async () => {
    const row = await imported(jsonl(...many(2), { externalId: 'l', question: '长', answer: '长'.repeat(350_000) }), {
      format: 'jsonl',
    });
    expect(row).toMatchObject({ created: 2, failed: 1, errors: [{ line: 3, code: 'line.invalid' }] });
  });

  it('of 200 MB is refused before it is read', async () => {
    const { port } = new URL(desk.program.url);
    const status = await new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${ADMIN_API_KEY}`, 'content-length': 200 * MB };
      const call = request({ port, method: 'POST', path: `${IMPORTS}?format=pdf`, headers }, (answer) => {
        resolve(answer.statusCode);
        call.destroy();
      });
      call.on('error', reject);
      call.flushHeaders();
    });
    expect(status).toBe(413);
  });
});

describe('a request', () => {
  it.each([
    ['no format', {}],
    ['an unknown format', { format: 'exe' }],
    ['a title of a sheet', { format: 'csv', title: 'x' }],
    ['a mapping of a text', { format: 'md', mapping: '{"question":"问"}' }],
    ['a sheet of a CSV file', { format: 'csv', sheet: '1' }],
    ['a mapping that is no JSON', { format: 'csv', mapping: 'question' }],
    ['a mapping of an unknown field', { format: 'csv', mapping: '{"state":"状态"}' }],
    ['a mapping to something else than a header', { format: 'csv', mapping: '{"question":1}' }],
    ['a language that is none', { format: 'md', language: '中文' }],
    ['a name that is too long', { format: 'md', name: '长'.repeat(201) }],
    ['publish=yes', { format: 'md', publish: 'yes' }],
  ])('with %s is refused', async (_, query) => {
    expect(await post('x', query as Query)).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  });

  it('without a file is refused, and one for an import that is not there', async () => {
    expect((await post('', { format: 'md' })).body.code).toBe('request.invalid');
    expect((await desk.api('GET', `${IMPORTS}/${newId()}`)).body.code).toBe('request.not-found');
    expect((await desk.api('GET', `${IMPORTS}?cursor=nonsense`)).body.code).toBe('request.invalid');
  });
});

async function exported(query: string): Promise<Buffer> {
  const headers = { authorization: `Bearer ${ADMIN_API_KEY}` };
  const response = await fetch(`${desk.program.url}/api/v1/knowledge/exports?${query}`, { headers });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="knowledge\.(jsonl|csv)"$/);
  return Buffer.from(await response.arrayBuffer());
}

describe('an export', () => {
  const nasty = [
    {
      externalId: '=1+1',
      question: '=HYPERLINK("http://x")',
      answer: "'=已经有撇号",
      similarQuestions: ['+1', '-1', '@x'],
    },
    {
      externalId: 'b,"c"',
      question: '逗号, 引号" 和 \t 制表符',
      answer: '第一行\n第二行\r\n第三行\r第四行',
      tags: ['a,b', 'c、d', '[x'],
    },
    {
      externalId: 'emoji',
      question: '😀 表情',
      answer: '👨‍👩‍👧 与 𠮷',
      similarQuestions: ['甲|乙', '丙；丁', '[1]', '["x"]', '两\n行'],
    },
    {
      externalId: 'dates',
      question: '有效期',
      answer: '答',
      validFrom: '2026-01-31',
      validUntil: '2026-12-31T23:59:59.123+08:00',
      category: '分,类',
      language: 'zh-Hant',
    },
    {
      externalId: 'text',
      kind: 'text',
      question: '一篇长文',
      answer: `# 标题\n\n${'很长的一段，有"引号"。\n'.repeat(2_000)}`,
      tags: ['x'],
    },
    { externalId: '007', question: '编号像数字', answer: '00123' },
    { externalId: 'nul', question: 'null', answer: 'undefined', similarQuestions: ['true'] },
  ];

  it.each(['jsonl', 'csv'])('comes back unchanged: %s', async (format) => {
    await imported(jsonl(...nasty, ...many(450)), { format: 'jsonl', publish: true });
    const file = await exported(`format=${format}`);
    expect(await audited('knowledge.exported')).toEqual({ format, state: null, category: null });

    const again = await imported(file, { format, publish: true, dryRun: true });
    expect([again.errors, again.changes]).toEqual([[], []]);
    expect(again).toMatchObject({ status: 'completed', total: 457, unchanged: 457, created: 0, updated: 0, failed: 0 });
    expect(await imported(file, { format, publish: true })).toMatchObject({ unchanged: 457, updated: 0 });

    await desk.rows('delete from documents');
    expect(await imported(file, { format, publish: true })).toMatchObject({ created: 457, failed: 0 });
    expect((await exported(`format=${format}`)).equals(file)).toBe(true);
  });

  it('in CSV holds no formula, and begins with a mark for Excel', async () => {
    await imported(jsonl(...nasty), { format: 'jsonl' });
    const bytes = await exported('format=csv');
    expect(bytes.subarray(0, 3)).toEqual(Buffer.of(0xef, 0xbb, 0xbf));
    expect(bytes.toString()).toContain(`'=1+1,faq,"'=HYPERLINK(""http://x"")"`);
  });

  it('can be of one category and state only', async () => {
    await imported(jsonl(...many(2)), { format: 'jsonl', category: '人事' });
    await imported(jsonl({ externalId: 'live', question: '问', answer: '答' }), { format: 'jsonl', publish: true });
    const lines = async (query: string): Promise<string[]> =>
      (await exported(`format=jsonl&${query}`))
        .toString()
        .split('\n')
        .filter((line) => line !== '');
    expect(await lines('state=published')).toHaveLength(1);
    expect(await lines(`category=${encodeURIComponent('人事')}`)).toHaveLength(2);
    expect(await lines('state=archived')).toEqual([]);
    expect((await desk.api('GET', '/api/v1/knowledge/exports?format=pdf')).status).toBe(400);
  });
});
