import { tmpdir } from 'node:os';
import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ScriptedMeaning } from '../../test/setup/scripted-meaning.js';
import { HealthRegistry } from '../common/health-registry.js';
import { Metrics } from '../common/metrics.js';
import { loadConfig } from '../config/load-config.js';
import { OutgoingDispatcher } from '../config/outgoing-dispatcher.js';
import { Embeddings } from './embeddings.js';
import { Reranker } from './reranker.js';

let meaning: ScriptedMeaning;
let outgoing: OutgoingDispatcher;
let logged: string;

beforeEach(async () => {
  logged = '';
  const log = (...entry: unknown[]): void => {
    logged += JSON.stringify(entry);
  };
  Logger.overrideLogger({ log, error: log, warn: log });
  meaning = await ScriptedMeaning.start();
  meaning.concepts = [['退款', '退钱'], ['发票']];
});

afterEach(async () => {
  await outgoing.onApplicationShutdown();
  await meaning.stop();
});

function start(variables: Record<string, string> = {}): { embeddings: Embeddings; reranker: Reranker } {
  const config = loadConfig(
    {
      MASTER_KEY: Buffer.alloc(32).toString('base64'),
      ADMIN_API_KEY: 'a key for this test',
      EMBEDDING_BASE_URL: `${meaning.baseUrl}/`,
      EMBEDDING_MODEL: 'scripted-embedding',
      EMBEDDING_API_KEY: 'sk-embedding',
      RERANK_BASE_URL: meaning.baseUrl,
      RERANK_MODEL: 'scripted-rerank',
      ...variables,
    },
    tmpdir(),
  );
  outgoing = new OutgoingDispatcher(config);
  return {
    embeddings: new Embeddings(config, outgoing, new Metrics(), new HealthRegistry()),
    reranker: new Reranker(config, outgoing, new Metrics(), new HealthRegistry()),
  };
}

describe('embeddings', () => {
  it('are vectors of length 1 in the order of the texts, whatever the order of the answer', async () => {
    const result = await start().embeddings.texts(['怎么退款', '开发票', '退钱和发票']);

    expect(result.outcome).toBe('embedded');
    const [refund, invoice, both] = result.outcome === 'embedded' ? result.vectors : [];
    expect(refund?.[1]).toBeCloseTo(1);
    expect(invoice?.[2]).toBeCloseTo(1);
    expect(Math.hypot(...(both ?? []))).toBeCloseTo(1);
    expect(meaning.embedded).toMatchObject([{ model: 'scripted-embedding', encoding_format: 'float' }]);
    expect([...meaning.authorizations]).toEqual(['Bearer sk-embedding']);
  });

  it('are asked for with personal data masked', async () => {
    const { embeddings } = start();
    await embeddings.question('我的手机是13912345678，怎么退款');
    await embeddings.texts(['写邮件到 help@yunshan.example']);

    expect(meaning.texts.join()).not.toMatch(/139|yunshan/);
  });

  it('have a name of their own when their dimensions are chosen, and are refused in other dimensions', async () => {
    const { embeddings } = start({ EMBEDDING_DIMENSIONS: '64' });

    expect(embeddings.modelName).toBe('scripted-embedding@64');
    expect(await embeddings.texts(['退款'])).toMatchObject({ outcome: 'failed', code: 'other-dimensions' });
    expect(meaning.embedded).toMatchObject([{ dimensions: 64 }]);
  });

  it('are not there where no model is configured', async () => {
    const { embeddings } = start({ EMBEDDING_BASE_URL: '', EMBEDDING_MODEL: '' });

    expect(embeddings.modelName).toBeUndefined();
    expect(await embeddings.question('退款')).toBeUndefined();
    expect(await embeddings.check()).toEqual({ status: 'up', configured: false });
  });

  it('of passages are tried again; of a question they are not, and after two failures nobody waits', async () => {
    const { embeddings } = start();
    meaning.embeddings = 503;
    expect(await embeddings.question('退款')).toBeUndefined();
    expect(await embeddings.question('退款')).toBeUndefined();
    expect(await embeddings.check()).toMatchObject({ status: 'degraded', reason: 'unavailable' });
    meaning.embeddings = 'up';
    expect(await embeddings.question('退款')).toBeUndefined();
    expect(meaning.embedded).toEqual([]);

    meaning.embeddings = 500;
    const passages = embeddings.texts(['退款']);
    await expect.poll(() => meaning.authorizations.size).toBe(1);
    meaning.embeddings = 'up';
    expect(await passages).toMatchObject({ outcome: 'embedded' });
    expect(logged).not.toContain('secret');
  });

  it('of a question are given up in time', async () => {
    const { embeddings } = start();
    meaning.embeddings = 'hangs';
    const startedAt = performance.now();
    expect(await embeddings.question('退款')).toBeUndefined();
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });

  it('that a text is to blame for say so', async () => {
    const { embeddings } = start();
    meaning.refusedWord = '禁';
    expect(await embeddings.texts(['退款', '禁词'])).toMatchObject({ outcome: 'failed', reason: 'refused' });
    expect(await embeddings.check()).toMatchObject({ status: 'up' });
  });
});

describe('the reranker', () => {
  const texts = ['甲', '乙', '丙'];

  it('orders all texts, and masks what is personal', async () => {
    meaning.relevance = (text) => ({ 甲: 0.1, 乙: 0.9, 丙: 0.4 })[text] ?? 0;
    const order = await start().reranker.order('我的邮箱 a@b.example 收不到信', texts);

    expect(order).toEqual([
      { index: 1, score: 0.9 },
      { index: 2, score: 0.4 },
      { index: 0, score: 0.1 },
    ]);
    expect(meaning.reranked).toMatchObject([{ model: 'scripted-rerank', documents: texts, top_n: 3 }]);
    expect(JSON.stringify(meaning.reranked)).not.toContain('a@b.example');
  });

  it.each<[string, ScriptedMeaning['form']]>([
    ['data and score', (list) => ({ data: list.map(({ index, relevance_score: score }) => ({ index, score })) })],
    ['a list by itself', (list) => list],
    ['only the best', (list) => ({ results: list.slice(0, 1) })],
    ['log-odds', (list) => ({ results: list.map(({ index }) => ({ index, relevance_score: index === 1 ? 3 : -4 })) })],
  ])('is understood when it answers with %s', async (_what, form) => {
    meaning.relevance = (text) => (text === '乙' ? 0.9 : 0.2);
    meaning.form = form;
    const order = (await start().reranker.order('问', texts)) ?? [];

    expect(order.map(({ index }) => index)).toEqual([1, 0, 2]);
    expect(order.every(({ score }) => score >= 0 && score <= 1)).toBe(true);
  });

  it.each<[string, ScriptedMeaning['form']]>([
    ['something else', () => ({ ok: true })],
    ['places that there are not', () => ({ results: [{ index: 7, relevance_score: 1 }] })],
    ['nothing', () => null],
  ])('gives no order when it answers with %s', async (_what, form) => {
    meaning.form = form;
    const { reranker } = start();
    expect(await reranker.order('问', texts)).toBeUndefined();
    expect(await reranker.check()).toMatchObject({ status: 'degraded' });
  });

  it('gives no order when it is away', async () => {
    meaning.reranker = 500;
    expect(await start().reranker.order('问', texts)).toBeUndefined();
    expect(logged).not.toContain('secret');
  });
});
