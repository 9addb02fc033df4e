import { readFileSync } from 'node:fs';
import { Test, type TestingModule } from '@nestjs/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { AuditModule } from '../../src/audit/audit.module.js';
import { type Principal, SYSTEM } from '../../src/common/access.js';
import { CommonModule } from '../../src/common/common.module.js';
import { type ImportId, newId } from '../../src/common/ids.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { loadConfig } from '../../src/config/load-config.js';
import { Database } from '../../src/database/database.js';
import { DatabaseModule } from '../../src/database/database.module.js';
import { Documents } from '../../src/knowledge/documents/documents.js';
import { ImportRunner } from '../../src/knowledge/imports/import-runner.js';
import { Knowledge } from '../../src/knowledge/knowledge.js';
import { KnowledgeModule } from '../../src/knowledge/knowledge.module.js';
import type { ImportRow } from '../../src/knowledge/imports/import-row.js';
import { KnowledgeImports } from '../../src/knowledge/imports/knowledge-imports.js';
import { DetectionModule } from '../../src/privacy/detection/detection.module.js';
import { PrivacyRegistriesModule } from '../../src/privacy/privacy-registries.module.js';
import { QueueModule } from '../../src/queue/queue.module.js';
import { SettingsModule } from '../../src/settings/settings.module.js';
import { createTestDatabase, type TestDatabase } from '../setup/test-database.js';

const editor: Principal = { kind: 'key', id: 'editor', permissions: ['knowledge.write'], reach: 'all' };
const sample = readFileSync(new URL('../../demo/sample-knowledge.jsonl', import.meta.url));

let database: TestDatabase;
let worker: TestingModule;
const others: TestingModule[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await start('all');
});

afterEach(async () => {
  await Promise.all(others.splice(0).map((other) => other.close()));
  await worker.get(Database).run('delete from knowledge_imports');
  await worker.get(Database).run('delete from documents');
  await worker.get(Database).run('update knowledge_version set version = version + 1');
});

afterAll(async () => {
  await worker.close();
  await database.drop();
});

async function start(role: 'all' | 'web'): Promise<TestingModule> {
  const config = loadConfig({
    ROLE: role,
    DATABASE_URL: database.url,
    MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    ADMIN_API_KEY: 'a key for the tests of knowledge',
  });
  const module = await Test.createTestingModule({
    imports: [
      ConfigModule.forRoot(config),
      CommonModule,
      DatabaseModule.forRoot(database.url),
      QueueModule,
      AuditModule,
      SettingsModule,
      DetectionModule,
      PrivacyRegistriesModule,
      KnowledgeModule.forRoot(config),
    ],
  }).compile();
  return module.init();
}

/** Another process: it has its own pool and its own index. */
async function startAnother(): Promise<TestingModule> {
  const other = await start('web');
  others.push(other);
  return other;
}

function jsonl(...lines: (object | string)[]): Buffer {
  return Buffer.from(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
}

async function importFile(content: Buffer, { publish = true } = {}): Promise<ImportRow> {
  const imports = worker.get(KnowledgeImports);
  const { id } = await imports.request(editor, 'request-1', { format: 'jsonl', publish, content });
  return ended(id);
}

function ended(id: ImportId): Promise<ImportRow> {
  return vi.waitFor(
    async () => {
      const row = await worker.get(KnowledgeImports).get(id);
      expect(['completed', 'failed']).toContain(row.status);
      return row;
    },
    { timeout: 20_000, interval: 50 },
  );
}

async function actionsOf(importId: ImportId): Promise<string[]> {
  const rows = await worker
    .get(Database)
    .rows<{ action: string }>(`select action from audit_events where details->>'importId' = $1 order by id`, [
      importId,
    ]);
  return rows.map(({ action }) => action);
}

describe('an import', () => {
  it('makes what it publishes findable, and is audited', async () => {
    const row = await importFile(sample);
    expect(row).toMatchObject({ status: 'completed', total: 57, processed: 57, created: 57, updated: 0, failed: 0 });
    expect(await actionsOf(row.id)).toEqual(['knowledge.import-requested', 'knowledge.import-completed']);

    const { hits, confidence, inScope } = await worker.get(Knowledge).find('VPN 连不上怎么办');
    expect(hits[0]).toMatchObject({ externalId: 'it-vpn', category: 'IT支持', revision: 1 });
    expect(confidence).toBeGreaterThanOrEqual(0.8);
    expect(inScope).toBeGreaterThanOrEqual(0.8);
  });

  it('answers every similar question of the sample with its own entry, and is unsure of what it does not cover', async () => {
    await importFile(sample);
    const knowledge = worker.get(Knowledge);
    for (const line of sample.toString().trim().split('\n')) {
      const { externalId, question, similarQuestions } = JSON.parse(line);
      for (const query of [question, ...similarQuestions]) {
        const { hits, confidence } = await knowledge.find(query);
        expect([query, hits[0]?.externalId]).toEqual([query, externalId]);
        expect(confidence).toBeGreaterThanOrEqual(0.8);
      }
    }
    for (const query of ['今天股票行情怎么样', '推荐一部好看的电影', '从北京到上海的火车有哪些', '你是谁发明的']) {
      expect([query, (await knowledge.find(query)).confidence < 0.5]).toEqual([query, true]);
    }
  });

  it('reports each bad line and imports the others', async () => {
    const row = await importFile(
      jsonl(
        { externalId: 'a', question: '几点上班', answer: '九点。' },
        '',
        'not json',
        { externalId: 'b', question: '没有答案' },
        { externalId: 'c', question: '几点下班', answer: '六点。' },
      ),
    );
    expect(row).toMatchObject({ status: 'completed', total: 4, processed: 4, created: 2, failed: 2 });
    expect(row.errors.map(({ line, code }) => [line, code])).toEqual([
      [3, 'line.not-json'],
      [4, 'line.invalid'],
    ]);
  });

  it('keeps the first 1,000 errors and counts all', async () => {
    const row = await importFile(jsonl(...Array.from({ length: 1_700 }, (_, number) => `bad ${number}`)));
    expect(row).toMatchObject({ status: 'completed', processed: 1_700, failed: 1_700 });
    expect(row.errors).toHaveLength(1_000);
    expect(row.errors.at(-1)?.line).toBe(1_000);
  });

  it('changes nothing when it is repeated, and only what differs when it is edited', async () => {
    const first = { externalId: 'a', question: '几点上班', answer: '九点。', tags: ['x'], validFrom: '2026-01-01' };
    const second = { externalId: 'b', question: '几点下班', answer: '六点。' };
    await importFile(jsonl(first, second));
    expect(await importFile(jsonl(first, second))).toMatchObject({ processed: 2, created: 0, updated: 0 });
    expect(await importFile(jsonl(first, { ...second, answer: '六点半。' }))).toMatchObject({ created: 0, updated: 1 });
    const { hits } = await worker.get(Knowledge).find('几点下班');
    expect(hits[0]).toMatchObject({ text: '六点半。', revision: 2 });
  });

  it('takes the first of two lines with one external id, and names it to the other', async () => {
    const line = { externalId: 'a', question: '几点上班', answer: '九点。' };
    const row = await importFile(jsonl(line, { ...line, answer: '八点。' }));
    expect(row).toMatchObject({ processed: 2, created: 1, failed: 1 });
    expect(row.errors).toEqual([{ line: 2, code: 'line.duplicate', message: expect.stringContaining('line 1') }]);
    expect((await worker.get(Knowledge).find('几点上班')).hits[0]?.text).toBe('九点。');
  });

  it('leaves drafts unfound until they are published', async () => {
    const line = { externalId: 'a', question: '几点上班', answer: '九点。' };
    await importFile(jsonl(line), { publish: false });
    expect((await worker.get(Knowledge).find('几点上班')).hits).toEqual([]);
    expect(await importFile(jsonl(line))).toMatchObject({ updated: 1 });
    expect((await worker.get(Knowledge).find('几点上班')).hits).toHaveLength(1);
  });

  it('goes on after a kill where it had stopped, and counts nothing twice', async () => {
    const lines = Array.from({ length: 1_200 }, (_, n) => ({
      externalId: `n${n}`,
      question: `问题${n}`,
      answer: '答',
    }));
    const id = newId<ImportId>();
    await worker.get(Database).run(
      `insert into knowledge_imports (id, format, publish, status, content, total, processed, created, created_by,
                                      request_id, updated_at)
       values ($1, 'jsonl', true, 'running', $2, 1200, 500, 500, '{"kind":"system"}', 'request-2',
               now() - interval '1 minute')`,
      [id, jsonl(...lines)],
    );
    await worker.get(KnowledgeImports).resume();
    expect(await ended(id)).toMatchObject({ status: 'completed', total: 1_200, processed: 1_200, created: 1_200 });
    const documents = await worker.get(Documents).list({ limit: 2_000 });
    expect(documents.map(({ external_id }) => external_id).toSorted()).toEqual(
      lines
        .slice(500)
        .map(({ externalId }) => externalId)
        .toSorted(),
    );
  });

  it('goes on after a kill with the rows of a sheet it has not done, and knows those that it has', async () => {
    const rows = Array.from({ length: 700 }, (_, n) => `n${n},问题${n},答`).join('\n');
    const id = newId<ImportId>();
    await worker.get(Database).run(
      `insert into knowledge_imports (id, format, publish, status, content, total, processed, created, created_by,
                                      request_id, updated_at)
       values ($1, 'csv', false, 'running', $2, 701, 500, 500, '{"kind":"key","id":"editor"}', 'request-2',
               now() - interval '1 minute')`,
      [id, Buffer.from(`编号,问题,答案\n${rows}\nn3,又是它,答`)],
    );
    await worker.get(KnowledgeImports).resume();
    const row = await ended(id);
    expect(row).toMatchObject({ status: 'completed', total: 701, processed: 701, created: 700, failed: 1 });
    expect(row.errors).toEqual([{ line: 702, code: 'line.duplicate', message: expect.stringContaining('line 5') }]);
    expect(await worker.get(Documents).list({ limit: 300 })).toHaveLength(200);
  });

  it('is not resumed while it is young', async () => {
    const id = newId<ImportId>();
    await worker.get(Database).run(
      `insert into knowledge_imports (id, format, publish, status, content, created_by, request_id)
       values ($1, 'jsonl', true, 'queued', '', '{"kind":"system"}', 'request-3')`,
      [id],
    );
    await worker.get(KnowledgeImports).resume();
    await importFile(jsonl({ externalId: 'a', question: '几点上班', answer: '九点。' }));
    expect((await worker.get(KnowledgeImports).get(id)).status).toBe('queued');
  });

  it('is imported once by two workers that have it at the same time', async () => {
    const lines = Array.from({ length: 2_000 }, (_, n) => ({
      externalId: `n${n}`,
      question: `问题${n}`,
      answer: '答',
    }));
    const id = newId<ImportId>();
    await worker.get(Database).run(
      `insert into knowledge_imports (id, format, publish, content, created_by, request_id)
       values ($1, 'jsonl', true, $2, '{"kind":"system"}', 'request-4')`,
      [id, jsonl(...lines)],
    );
    const runner = worker.get(ImportRunner);
    await Promise.all([runner.run(id, () => true), runner.run(id, () => true)]);
    const row = await worker.get(KnowledgeImports).get(id);
    expect(row).toMatchObject({ status: 'completed', processed: 2_000, created: 2_000, updated: 0 });
    expect(await actionsOf(id)).toEqual(['knowledge.import-completed']);
  });

  it('ends as failed when it was begun again and again without getting further', async () => {
    const id = newId<ImportId>();
    await worker.get(Database).run(
      `insert into knowledge_imports (id, format, publish, content, attempts, created_by, request_id)
       values ($1, 'jsonl', true, '{}', 10, '{"kind":"system"}', 'request-5')`,
      [id],
    );
    await worker.get(ImportRunner).run(id, () => true);
    expect((await worker.get(KnowledgeImports).get(id)).status).toBe('failed');
    expect(await actionsOf(id)).toEqual(['knowledge.import-failed']);
  });

  it('takes thousands of entries in one file', async () => {
    const lines = Array.from({ length: 5_000 }, (_, n) => ({
      externalId: `n${n}`,
      question: `编号 ${n} 的设备坏了怎么报修`,
      similarQuestions: [`设备 ${n} 报修`, `${n} 号机器坏了`],
      answer: `请在小程序里扫 ${n} 号设备背面的二维码报修，我们会在 24 小时内上门。`.repeat(4),
    }));
    expect(await importFile(jsonl(...lines))).toMatchObject({ status: 'completed', created: 5_000 });
  });
});

describe('a change', () => {
  it('is found in another process at once', async () => {
    const other = (await startAnother()).get(Knowledge);
    expect((await other.find('几点上班')).hits).toEqual([]);
    await importFile(jsonl({ externalId: 'a', question: '几点上班', answer: '九点。' }));
    expect((await other.find('几点上班')).hits[0]?.text).toBe('九点。');

    const documents = worker.get(Documents);
    const [row] = await documents.list({ limit: 1 });
    const body = { externalId: 'a', question: '几点上班', answer: '十点。' };
    await documents.update(editor, 'request-6', row?.id ?? '', body);
    expect((await other.find('几点上班')).hits[0]).toMatchObject({ text: '十点。', revision: 2 });
  });

  it('is refused where it would take the external id of another document, or change its own', async () => {
    const documents = worker.get(Documents);
    const body = { externalId: 'a', question: '几点上班', answer: '九点。' };
    const { id, state } = await documents.create(editor, 'request-7', body);
    expect(state).toBe('draft');
    await expect(documents.create(editor, 'request-8', body)).rejects.toMatchObject({ code: 'request.conflict' });
    await expect(documents.update(editor, 'request-9', id, { ...body, externalId: 'b' })).rejects.toMatchObject({
      code: 'request.invalid',
    });
    await expect(documents.update(SYSTEM, 'request-9', newId(), body)).rejects.toMatchObject({
      code: 'request.not-found',
    });
  });
});

describe('a search', () => {
  it('finds what is valid now, within the category asked for', async () => {
    const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString();
    const question = '春节怎么放假';
    await importFile(
      jsonl(
        { externalId: 'past', question, answer: '去年的。', validUntil: day(-1) },
        { externalId: 'future', question, answer: '明年的。', validFrom: day(1) },
        { externalId: 'staff', question, answer: '员工的。', category: '人事', validFrom: day(-1), validUntil: day(1) },
        { externalId: 'shop', question, answer: '门店的。', category: '门店' },
      ),
    );
    const knowledge = worker.get(Knowledge);
    const found = async (category?: string): Promise<string[]> =>
      (await knowledge.find(question, { category })).hits.map(({ externalId }) => externalId).toSorted();
    expect(await found()).toEqual(['shop', 'staff']);
    expect(await found('人事')).toEqual(['staff']);
    expect(await found('财务')).toEqual([]);
    expect((await knowledge.find(question, { limit: 1 })).hits).toHaveLength(1);
  });
});
