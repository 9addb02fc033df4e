import { afterEach, describe, expect, it } from 'vitest';
import { encryptedPdf, textCell, xlsxOfXml } from '../../../test/setup/import-files.js';
import type { FileToRead, ImportBatch } from './import-messages.js';
import { type ImportLimits, ImportThread } from './import-thread.js';

let thread: ImportThread;

afterEach(() => thread.close());

function open(file: Partial<Omit<FileToRead, 'content'>> & { content: Buffer }, limits?: ImportLimits): ImportThread {
  const content = new Uint8Array(file.content);
  thread = new ImportThread({ format: 'jsonl', options: {}, skipped: 0, duplicatesMax: 100, ...file, content }, limits);
  return thread;
}

function jsonl(count: number, answer = '答'): Buffer {
  const lines = Array.from({ length: count }, (_, n) =>
    JSON.stringify({ externalId: `n${n}`, question: `问${n}`, answer }),
  );
  return Buffer.from(lines.join('\n'));
}

async function all(batches: AsyncIterable<ImportBatch>): Promise<ImportBatch[]> {
  const found: ImportBatch[] = [];
  for await (const batch of batches) {
    found.push(batch);
  }
  return found;
}

describe('ImportThread', () => {
  it('hands out batches that are bounded in entries and in characters', async () => {
    const many = await all(open({ content: jsonl(601) }).batches());
    expect(many.map(({ total, entries }) => [total, entries])).toEqual([
      [601, 250],
      [601, 250],
      [601, 101],
    ]);
    await thread.close();
    const long = await all(open({ content: jsonl(25, '长'.repeat(20_000)) }).batches());
    expect(long.map(({ entries }) => entries)).toEqual([5, 5, 5, 5, 5]);
  });

  it('leaves out what was imported already, and still knows it', async () => {
    const content = Buffer.concat([jsonl(1_000), Buffer.from('\n{"externalId":"n3","question":"x","answer":"y"}')]);
    const [batch, ...rest] = await all(open({ content, skipped: 1_000 }).batches());
    expect(rest).toEqual([]);
    expect(batch).toMatchObject({ total: 1_001, entries: 1, documents: [] });
    expect(batch?.errors).toEqual([
      { line: 1_001, code: 'line.duplicate', message: expect.stringContaining('line 4') },
    ]);
  });

  it('names what is asked already, in the file or elsewhere, as far as it is wanted', async () => {
    open({
      content: Buffer.from(
        ['怎么开电子发票？', '怎么 開电子發票', '如何开电子发票', '几点上班', '怎么开电子发票啊']
          .map((question, n) => JSON.stringify({ externalId: `n${n}`, question, answer: '答' }))
          .join('\n'),
      ),
      duplicatesMax: 2,
    });
    await thread.know([{ externalId: 'old', question: '上班时间', similarQuestions: ['几点上班？'] }]);
    await thread.know([{ externalId: 'n0', question: '怎么开电子发票', similarQuestions: [] }]);
    expect((await all(thread.batches())).flatMap(({ duplicates }) => duplicates)).toEqual([
      { line: 2, externalId: 'n1', of: 'n0', likeness: 1 },
      { line: 4, externalId: 'n3', of: 'old', likeness: 1 },
    ]);
  });

  it('says what is wrong with a file', async () => {
    const batches = all(open({ format: 'pdf', content: encryptedPdf() }).batches());
    await expect(batches).rejects.toMatchObject({ code: 'knowledge.file-encrypted', message: expect.any(String) });
  });

  it('ends what takes too long', async () => {
    const batches = all(open({ content: jsonl(1) }, { answerTimeoutMs: 1 }).batches());
    await expect(batches).rejects.toMatchObject({ code: 'knowledge.file-too-costly' });
  });

  it('ends what takes too much memory: a sheet as wide and as high as can be', async () => {
    const rows = Array.from({ length: 20_000 }, (_, n) => `<row r="${n + 1}">${textCell(`A${n + 1}`, 'x')}</row>`);
    const last = `<row r="20001">${textCell('XFD20001', 'x')}</row>`;
    open({ format: 'xlsx', content: xlsxOfXml(rows.join('') + last) }, { memoryBytesMax: 400_000_000 });
    await expect(all(thread.batches())).rejects.toMatchObject({ code: 'knowledge.file-too-costly' });
  });

  it('can be closed at any time', async () => {
    const batches = open({ content: jsonl(2_000) }).batches();
    expect((await batches.next()).done).toBe(false);
    await thread.close();
    await expect(batches.next()).rejects.toThrow('closed');
    await expect(thread.know([])).rejects.toThrow('closed');
  });
});
