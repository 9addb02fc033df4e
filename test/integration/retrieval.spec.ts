import { Test, type TestingModule } from '@nestjs/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AuditModule } from '../../src/audit/audit.module.js';
import { SYSTEM } from '../../src/common/access.js';
import { CommonModule } from '../../src/common/common.module.js';
import { type AccountId, type DocumentId, newId } from '../../src/common/ids.js';
import { Metrics } from '../../src/common/metrics.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { loadConfig } from '../../src/config/load-config.js';
import { Database } from '../../src/database/database.js';
import { DatabaseModule } from '../../src/database/database.module.js';
import type { DocumentFields } from '../../src/knowledge/documents/document.dto.js';
import { DocumentDrafts } from '../../src/knowledge/documents/document-drafts.js';
import { DocumentSteps } from '../../src/knowledge/documents/document-steps.js';
import { Documents } from '../../src/knowledge/documents/documents.js';
import { Knowledge } from '../../src/knowledge/knowledge.js';
import { KnowledgeModule } from '../../src/knowledge/knowledge.module.js';
import { EmbeddingRunner } from '../../src/knowledge/retrieval/embedding-runner.js';
import { IndexThread } from '../../src/knowledge/retrieval/index-thread.js';
import { KnowledgeIndex } from '../../src/knowledge/retrieval/knowledge-index.js';
import { Vocabulary } from '../../src/knowledge/vocabulary/vocabulary.js';
import { DetectionModule } from '../../src/privacy/detection/detection.module.js';
import { PrivacyRegistriesModule } from '../../src/privacy/privacy-registries.module.js';
import { QueueModule } from '../../src/queue/queue.module.js';
import { SettingsModule } from '../../src/settings/settings.module.js';
import { ScriptedMeaning } from '../setup/scripted-meaning.js';
import { createTestDatabase, type TestDatabase } from '../setup/test-database.js';

/** The shape alone: a copy of one is no instance of the class. */
type Fields = Pick<DocumentFields, keyof DocumentFields>;

const hours: Fields = { externalId: 'hours', question: '几点上班', answer: '九点。' };
const refund: Fields = { externalId: 'refund', question: '怎么退款', answer: '在订单里点退款。' };
const invoice: Fields = { externalId: 'invoice', question: '怎么开发票', answer: '在订单里点发票。' };

let database: TestDatabase;
let meaning: ScriptedMeaning;
let app: TestingModule;
const closers: (() => Promise<unknown>)[] = [];
/** Every text that was logged. */
const logged: unknown[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  meaning = await ScriptedMeaning.start();
  app = await start();
});

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
  Object.assign(meaning, { embeddings: 'up', reranker: 'up', concepts: [], refusedWord: undefined });
  meaning.embedded.length = 0;
  await app.get(Database).run('delete from documents');
  await app.get(Database).run('delete from knowledge_categories');
  await app.get(Database).run('update knowledge_version set version = version + 1');
});

afterAll(async () => {
  await app.close();
  await meaning.stop();
  await database.drop();
});

async function start(variables: Record<string, string> = {}): Promise<TestingModule> {
  const config = loadConfig({
    DATABASE_URL: database.url,
    DATABASE_OWNER_URL: database.ownerUrl,
    MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    ADMIN_API_KEY: 'a key for the tests of retrieval',
    ...variables,
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
  const log = (_details: unknown, text: unknown): void => {
    logged.push(text);
  };
  module.useLogger({ log, error: log, warn: log });
  return module.init();
}

/** Another process, closed after the test. */
async function startAnother(variables: Record<string, string> = {}): Promise<TestingModule> {
  const other = await start({ ROLE: 'web', ...variables });
  closers.push(() => other.close());
  return other;
}

async function publish(...documents: Fields[]): Promise<void> {
  await app.get(Database).transaction((tx) => app.get(Documents).store(tx, SYSTEM, documents, { publish: true }));
}

async function idOf(externalId: string): Promise<DocumentId> {
  const rows = await app
    .get(Database)
    .rows<{ id: DocumentId }>('select id from documents where external_id = $1', [externalId]);
  return rows[0]?.id ?? newId();
}

async function found(query: string, of: TestingModule = app): Promise<string[]> {
  return (await of.get(Knowledge).find(query)).hits.map(({ externalId }) => externalId);
}

async function metric(name: string): Promise<number> {
  const text = await app.get(Metrics).registry.metrics();
  return Number(new RegExp(`^kefu_${name} (.*)$`, 'm').exec(text)?.[1]);
}

describe('what is found', () => {
  it('is what was published a moment ago, without a new index', async () => {
    await publish(hours);
    expect(await found('几点上班')).toEqual(['hours']);
    expect(await found('〔手机号·1〕几点〔姓名〕上班')).toEqual(['hours']);
    expect(await found('〔手机号·1〕')).toEqual([]);
    logged.length = 0;
    await publish(refund);
    expect(await found('怎么退款')).toEqual(['refund']);
    await publish({ ...hours, answer: '十点。' });
    expect((await app.get(Knowledge).find('几点上班')).hits[0]).toMatchObject({ text: '十点。', revision: 2 });
    expect(logged.join()).toContain('the knowledge index was updated');
    expect(logged.join()).not.toContain('was indexed');
    await expect.poll(() => metric('knowledge_index_documents')).toBe(2);
    expect(await metric('knowledge_index_age_seconds')).toBeLessThan(10);
  });

  it('changes in another process at the same moment', async () => {
    const other = await startAnother();
    expect(await found('怎么退款', other)).toEqual([]);
    await publish(refund);
    expect(await found('怎么退款', other)).toEqual(['refund']);
  });

  it('is never what was archived', async () => {
    const other = await startAnother();
    await publish(hours, refund);
    expect(await found('怎么退款', other)).toContain('refund');
    const id = await idOf('refund');
    await app.get(DocumentSteps).take(SYSTEM, 'request-1', { id }, { state: 'archived' });
    expect(await found('怎么退款')).not.toContain('refund');
    expect(await found('怎么退款', other)).not.toContain('refund');
    expect(await app.get(Knowledge).get(id)).toBeUndefined();
  });

  it('is not what was deleted behind its back', async () => {
    await publish(hours, refund);
    expect(await found('怎么退款')).toContain('refund');
    await app.get(Database).run(`delete from documents where external_id = 'refund'`);
    await app.get(Database).run('update knowledge_version set version = version + 1');
    expect(await found('怎么退款')).not.toContain('refund');
  });

  it('is what a restored backup holds, whose version is an older one', async () => {
    await publish(hours);
    await publish(refund);
    expect(await found('怎么退款')).toContain('refund');
    await app.get(Database).transaction(async (tx) => {
      await tx.run(`delete from documents where external_id = 'refund'`);
      await tx.run('update knowledge_version set version = version - 1');
    });
    await expect.poll(() => found('怎么退款'), { timeout: 20_000 }).not.toContain('refund');
  });

  it('is valid now', async () => {
    const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString();
    await publish(
      { ...hours, externalId: 'past', validUntil: day(-1) },
      { ...hours, externalId: 'future', validFrom: day(1) },
      { ...hours, externalId: 'now', validFrom: day(-1), validUntil: day(1) },
    );
    expect(await found('几点上班')).toEqual(['now']);
    expect(await app.get(Knowledge).get(await idOf('past'))).toBeUndefined();
    expect(await app.get(Knowledge).get(await idOf('now'))).toMatchObject({ title: '几点上班', text: '九点。' });
  });

  it('stops being valid without anybody changing it', async () => {
    await publish({ ...hours, validUntil: new Date(Date.now() + 1_500).toISOString() });
    expect(await found('几点上班')).toEqual(['hours']);
    await expect.poll(() => found('几点上班'), { timeout: 20_000 }).toEqual([]);
  });

  it('is allowed for the account, from the moment it is restricted', async () => {
    const [shop, other] = [newId<AccountId>(), newId<AccountId>()];
    await publish({ ...hours, category: '门店' }, { ...hours, externalId: 'all' });
    const foundBy = async (accountId?: AccountId): Promise<string[]> =>
      (await app.get(Knowledge).find('几点上班', { accountId })).hits.map(({ externalId }) => externalId).toSorted();
    expect(await foundBy(other)).toEqual(['all', 'hours']);
    await app
      .get(Database)
      .run(`insert into knowledge_categories (name, account_ids) values ('门店', array[$1::uuid])`, [shop]);
    expect(await foundBy(shop)).toEqual(['all', 'hours']);
    expect(await foundBy(other)).toEqual(['all']);
    expect(await foundBy()).toEqual(['all', 'hours']);
  });

  it('is a passage of a text, with its headings', async () => {
    const text = '# 报销\n出差回来三十天内报销。\n\n## 住宿\n住宿每晚不超过五百元。\n\n## 餐费\n餐费每天一百元。';
    await publish({ externalId: 'travel', kind: 'text', question: '差旅制度', answer: text });
    const { hits } = await app.get(Knowledge).find('住宿每晚多少钱');
    expect(hits[0]).toMatchObject({
      externalId: 'travel',
      title: '差旅制度',
      passage: { headingPath: ['报销', '住宿'] },
    });
    expect(hits[0]?.text).toContain('五百元');
    expect(await app.get(Knowledge).get(await idOf('travel'), hits[0]?.passage?.ordinal)).toMatchObject({
      text: hits[0]?.text,
      passage: hits[0]?.passage,
    });
    await publish({ externalId: 'travel', kind: 'text', question: '差旅制度', answer: '住宿每晚不超过六百元。' });
    const after = await app.get(Knowledge).find('住宿每晚多少钱');
    expect(after.hits.map(({ text: passage }) => passage)).toEqual([expect.stringContaining('六百元')]);
  });

  it('follows the words of editors at once', async () => {
    await publish({ ...hours, question: '迟到扣钱吗' }, refund);
    expect(await found('睡过头')).toEqual([]);
    const words = { synonyms: [['睡过头', '迟到']], stopWords: [] };
    await app.get(Vocabulary).replace(SYSTEM, 'request-2', words);
    expect(await found('睡过头')).toEqual(['hours']);
    await app.get(Vocabulary).replace(SYSTEM, 'request-3', { synonyms: [], stopWords: [] });
  });
});

describe('the candidate edition', () => {
  it('is what would be live if all drafts were published', async () => {
    await publish(hours, refund);
    await app.get(Documents).create(SYSTEM, 'request-4', { ...invoice, state: 'draft' });
    const drafts = app.get(DocumentDrafts);
    await drafts.save(SYSTEM, 'request-5', { id: await idOf('hours') }, { ...hours, answer: '十点。' });
    await app.get(DocumentSteps).take(SYSTEM, 'request-6', { id: await idOf('refund') }, { state: 'archived' });
    const knowledge = app.get(Knowledge);
    const search = async (query: string): Promise<string[]> =>
      (await knowledge.find(query, { edition: 'candidate' })).hits.map(({ text }) => text);
    expect((await search('几点上班'))[0]).toBe('十点。');
    expect(await search('怎么开发票')).toContain('在订单里点发票。');
    expect(await search('怎么退款')).not.toContain('在订单里点退款。');
    expect(await found('几点上班')).toEqual(['hours']);
  });
});

describe('the thread', () => {
  it('is started again when it dies, and the search that it left is answered', async () => {
    await publish(hours);
    expect(await found('几点上班')).toEqual(['hours']);
    const { thread } = app.get(KnowledgeIndex);
    const before = thread.restarts;
    const search = found('几点上班');
    await thread['worker']?.terminate();
    expect(await search).toEqual(['hours']);
    expect(await found('几点上班')).toEqual(['hours']);
    expect(thread.restarts).toBe(before + 1);
  });

  it('says that the database is away, and goes on by itself when it is back', async () => {
    await publish(hours);
    expect(await found('几点上班')).toEqual(['hours']);
    await database.goAway();
    try {
      await expect(found('几点上班')).rejects.toMatchObject({ code: 'database.unavailable' });
    } finally {
      await database.comeBack();
    }
    await publish(refund);
    expect(await found('怎么退款')).toContain('refund');
  });

  it('can be started while the database is away', async () => {
    await publish(hours);
    await database.goAway();
    const thread = new IndexThread({ databaseUrl: database.url, edition: 'live' });
    closers.push(() => thread.close());
    try {
      await expect(thread.search('几点上班', { limit: 1 })).rejects.toMatchObject({ code: 'database.unavailable' });
    } finally {
      await database.comeBack();
    }
    expect((await thread.search('几点上班', { limit: 1 })).entries).toHaveLength(1);
  });

  it('answers nobody once it is closed, and forgets who gave up', async () => {
    const thread = new IndexThread({ databaseUrl: database.url, edition: 'live' });
    const giveUp = new AbortController();
    const search = thread.search('几点上班', { limit: 1, signal: giveUp.signal });
    giveUp.abort();
    await expect(search).rejects.toMatchObject({ name: 'AbortError' });
    const [waiting] = await Promise.allSettled([thread.search('几点上班', { limit: 1 }), thread.close()]);
    expect(waiting).toMatchObject({ status: 'rejected', reason: { code: 'knowledge.index-unavailable' } });
    await expect(thread.search('几点上班', { limit: 1 })).rejects.toMatchObject({ status: 503 });
  });

  it('takes a bounded number of searches at once', async () => {
    const thread = new IndexThread({ databaseUrl: database.url, edition: 'live' });
    const searches = Array.from({ length: 1_001 }, () => thread.search('几点上班', { limit: 1 }));
    const results = await Promise.allSettled(searches);
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    await thread.close();
  });
});

describe('with an embedding model and a reranker', () => {
  const variables = (): Record<string, string> => ({
    ROLE: 'all',
    EMBEDDING_BASE_URL: meaning.baseUrl,
    EMBEDDING_MODEL: 'scripted',
  });

  async function startEmbedding(more: Record<string, string> = {}): Promise<TestingModule> {
    return startAnother({ ...variables(), ...more });
  }

  it('finds by meaning what no word of the question is in', async () => {
    meaning.concepts = [['退款', '要回来'], ['发票']];
    await publish(hours, refund, invoice);
    const other = await startEmbedding();
    expect(await found('我付的能要回来吗')).not.toContain('refund');
    await expect.poll(async () => (await found('我付的能要回来吗', other))[0], { timeout: 15_000 }).toBe('refund');
    const { confidence, degraded } = await other.get(Knowledge).find('我付的能要回来吗');
    expect(confidence).toBeLessThan(0.5);
    expect(degraded).toBeUndefined();
  });

  it('embeds each text once, again only what changed, and forgets former revisions', async () => {
    meaning.concepts = [['退款']];
    await publish(hours, refund);
    const runner = (await startEmbedding()).get(EmbeddingRunner);
    await expect.poll(() => runner.isLacking(), { timeout: 15_000 }).toBe(false);
    expect(meaning.texts.toSorted()).toEqual([
      '几点上班',
      '几点上班\n九点。',
      '怎么退款',
      '怎么退款\n在订单里点退款。',
    ]);
    await publish({ ...refund, answer: '找客服。' });
    await expect.poll(() => runner.isLacking(), { timeout: 15_000 }).toBe(false);
    expect(meaning.texts.slice(4)).toEqual(['怎么退款\n找客服。']);
    expect(await runner.run(() => true)).toBe('complete');
    const rows = await app.get(Database).rows('select from knowledge_embeddings');
    expect(rows).toHaveLength(4);
  });

  it('goes on with the others when the model refuses a text, and waits when it refuses all', async () => {
    meaning.refusedWord = '退款';
    await publish(hours, refund);
    const runner = (await startEmbedding()).get(EmbeddingRunner);
    await expect.poll(() => runner.isLacking(), { timeout: 15_000 }).toBe(false);
    const rows = await app
      .get(Database)
      .rows<{ refused: boolean }>('select vector is null as refused from knowledge_embeddings order by refused');
    expect(rows.map(({ refused }) => refused)).toEqual([false, false, true, true]);
    meaning.embeddings = 401;
    await publish(invoice);
    expect(await runner.run(() => true)).toBe('failed');
    meaning.embeddings = 'up';
    expect(await runner.run(() => true)).toBe('complete');
  });

  it('searches by words alone, and says so, while both are away', async () => {
    await publish(refund, invoice);
    const other = await startEmbedding({ RERANK_BASE_URL: meaning.baseUrl, RERANK_MODEL: 'scripted' });
    meaning.embeddings = 503;
    meaning.reranker = 503;
    const { hits, degraded, confidence } = await other.get(Knowledge).find('怎么退款');
    expect(hits[0]?.externalId).toBe('refund');
    expect(degraded).toEqual(['vectors', 'reranker']);
    expect(confidence).toBe((await app.get(Knowledge).find('怎么退款')).confidence);
  });

  it('is surer when the reranker agrees, and less sure when it puts another one first', async () => {
    await publish(refund, { ...invoice, question: '怎么退款开发票' });
    const other = await startAnother({ RERANK_BASE_URL: meaning.baseUrl, RERANK_MODEL: 'scripted' });
    const words = await app.get(Knowledge).find('怎么退款呢');
    meaning.relevance = (text) => (text.includes('点退款') ? 0.9 : 0.1);
    const agreed = await other.get(Knowledge).find('怎么退款呢');
    expect(agreed.hits[0]).toMatchObject({ externalId: 'refund', score: 0.9 });
    expect(agreed.confidence).toBeGreaterThanOrEqual(words.confidence);
    meaning.relevance = (text) => (text.includes('点发票') ? 0.9 : 0.1);
    const flipped = await other.get(Knowledge).find('怎么退款呢');
    expect(flipped.hits.map(({ externalId }) => externalId)).toEqual(['invoice', 'refund']);
    expect(flipped.confidence).toBeLessThan(words.confidence);
    expect((await other.get(Knowledge).find('怎么退款呢', { limit: 1 })).hits).toHaveLength(1);
  });
});
