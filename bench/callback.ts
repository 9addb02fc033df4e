import { createServer } from 'node:net';
import { once } from 'node:events';
import pg from 'pg';
import { accountIdOf } from '../src/common/ids.js';
import { percentile } from '../src/common/percentile.js';
import { WecomSimulator } from '../src/simulator/simulator.js';
import type { BareServerOptions } from './bare-server.js';
import { type BenchDatabase, startBenchDatabase } from './bench-database.js';
import { buildRequests } from './callback-requests.js';
import { importSampleKnowledge, sampleQuestions, startApp } from './child-app.js';
import { ChildServer, freePort } from './child-server.js';
import { HttpLoad, type LoadResult } from './http-load.js';

/**
 * `npm run bench:callback`: durable acknowledgements per second of the app, against a bare server that does the same
 * work for each message, in turns on the same database; then of the app alone while the model hangs and WeCom's API
 * drops every connection. The last line is one JSON object.
 */
const CONNECTIONS = 32;
const ROUNDS = 5;
const MESSAGES_A_ROUND = 12_000;
const WARM_UP = 4_000;
const BARE_DATABASE_CONNECTIONS = 10;
const RATIO_MIN = 0.8;
const P99_MS_MAX = 100;

const texts = sampleQuestions();

const database = await startBenchDatabase();
const wecom = await WecomSimulator.start();
try {
  const { app, bare } = await compare();
  const outage = await measureOutage();
  const [appPerSecond, barePerSecond] = [medianRate(app), medianRate(bare)];
  const result = {
    ratio: rounded(appPerSecond / barePerSecond, 2),
    appPerSecond: Math.round(appPerSecond),
    barePerSecond: Math.round(barePerSecond),
    p50Ms: figures(app).p50Ms,
    p99Ms: figures(app).p99Ms,
    bareP99Ms: figures(bare).p99Ms,
    outage: { ...figures(outage), ratio: rounded(medianRate(outage) / barePerSecond, 2) },
  };
  const isReached = result.ratio >= RATIO_MIN && result.p99Ms <= P99_MS_MAX && result.outage.p99Ms <= P99_MS_MAX;
  console.log(JSON.stringify({ ...result, isReached }));
} finally {
  await wecom.stop();
  await database.stop();
}

async function compare(): Promise<{ app: LoadResult[]; bare: LoadResult[] }> {
  const app = await startApp(wecom, { ROLE: 'web', DATABASE_URL: database.url });
  const bare = await startBareServer(database);
  const results = { app: [] as LoadResult[], bare: [] as LoadResult[] };
  const loads = [
    { name: 'app', into: results.app, load: await HttpLoad.connect(app.port, CONNECTIONS) },
    { name: 'bare', into: results.bare, load: await HttpLoad.connect(bare.port, CONNECTIONS) },
  ];
  const warmUp = buildRequests(wecom.app, texts, WARM_UP);
  for (const { load } of loads) {
    await load.post(warmUp);
  }
  for (let round = 1; round <= ROUNDS; round += 1) {
    const requests = buildRequests(wecom.app, texts, MESSAGES_A_ROUND);
    for (const { name, load, into } of round % 2 === 0 ? loads.toReversed() : loads) {
      into.push(report(`round ${round}, ${name}`, await load.post(requests)));
    }
  }
  loads.forEach(({ load }) => load.close());
  await app.stop();
  await bare.stop();
  return results;
}

/** In one process with the workers, which have as much to do as they can. */
async function measureOutage(): Promise<LoadResult[]> {
  await asOwner('truncate inbox');
  const model = createServer().listen(0, '127.0.0.1'); // takes connections, and never answers
  await once(model, 'listening');
  const address = model.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const app = await startApp(wecom, {
    ROLE: 'all',
    DATABASE_URL: database.url,
    LLM_BASE_URL: `http://127.0.0.1:${port}/v1`,
    LLM_MODEL: 'hanging',
    LLM_TIMEOUT_MS: '2000',
  });
  await importSampleKnowledge(app);
  wecom.setFault('drop');
  const load = await HttpLoad.connect(app.port, CONNECTIONS);
  await load.post(buildRequests(wecom.app, texts, WARM_UP));
  const results: LoadResult[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const requests = buildRequests(wecom.app, texts, MESSAGES_A_ROUND);
    results.push(report(`outage, round ${round}`, await load.post(requests)));
  }
  load.close();
  await app.stop();
  model.close();
  return results;
}

async function startBareServer({ url }: BenchDatabase): Promise<ChildServer> {
  await asOwner(`
    create table bench_inbox (like inbox including all);
    alter table bench_inbox add foreign key (account_id) references accounts (id);
    grant insert, select on bench_inbox to ${new URL(url).username}`);
  const port = await freePort();
  const options: BareServerOptions = {
    app: wecom.app,
    accountId: accountIdOf(wecom.app.corpId, wecom.app.agentId),
    databaseUrl: url,
    port,
    connections: BARE_DATABASE_CONNECTIONS,
  };
  return ChildServer.start({ entry: 'bench/bare-server.js', args: [JSON.stringify(options)], port, readyPath: '/' });
}

async function asOwner(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  await client.query(sql);
  await client.end();
}

function report(name: string, result: LoadResult): LoadResult {
  const { perSecond, p50Ms, p99Ms } = figures([result]);
  console.log(`${name}: ${perSecond}/s, p50 ${p50Ms} ms, p99 ${p99Ms} ms`);
  return result;
}

function figures(results: readonly LoadResult[]): { perSecond: number; p50Ms: number; p99Ms: number } {
  const latencies = results.flatMap(({ latenciesMs }) => latenciesMs).toSorted((a, b) => a - b);
  return {
    perSecond: Math.round(medianRate(results)),
    p50Ms: rounded(percentile(latencies, 0.5) ?? 0, 1),
    p99Ms: rounded(percentile(latencies, 0.99) ?? 0, 1),
  };
}

function medianRate(results: readonly LoadResult[]): number {
  const rates = results.map(({ perSecond }) => perSecond).toSorted((a, b) => a - b);
  return percentile(rates, 0.5) ?? 0;
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
