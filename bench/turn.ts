import 'reflect-metadata';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { readLines } from '../src/cli/calibration/retrieval-set.js';
import { Environment } from '../src/config/environment.js';
import { WecomSimulator } from '../src/simulator/simulator.js';
import { ScriptedModel } from '../test/setup/scripted-model.js';
import { type BenchDatabase, startBenchDatabase } from './bench-database.js';
import { importKnowledge, startApp, waitForAnswer } from './child-app.js';
import { cpuMs, residentMiB } from './process-cost.js';
import { ask, askInTurns, probeCallbacks, quantile, type Turn } from './turn-load.js';
import { drawZipf } from './zipf.js';

/**
 * `npm run bench:turn -- --data DIR`: what a turn costs without the model's own time and the burst wait, in a base of
 * 100,000 entries (`retrieval/bulk-100k.jsonl` of the folder), each turn with a completion of a scripted model:
 * CPU of the process; latency with 50 turns at once, and that of callbacks beside them; completions of repeated questions
 * (`messages.jsonl`). Before, in a base of 3,000: 500 turns that come within a second and wait for a slow model, and
 * callbacks meanwhile. The last line is one JSON object.
 */
const AT_ONCE = 50;
const WARM_UP = 300;
const STEADY_TURNS = 1_000;
const WAVES = 20;
const WAITING_TURNS = 500;
/** One after the other, so that all have come within a second. */
const WAITING_EVERY_MS = 2;
const SMALL_BASE = 3_000;
const SLOW_MODEL_MS = 3_000;
const REPEATED_DRAWS = 5_000;
const REPEATED_AT_ONCE = 50;
const SAMPLE_MS = 50;
const MAX = { cpuMs: 8, p99Ms: 400, callbackP99Ms: 100, rssMiB: 400, completionShare: 0.5 };
/** What a model may answer in any form that is asked of it: structured, and without a claim that must be checked. */
const ANSWER = JSON.stringify({
  answer: '请在应用中按提示办理。',
  citations: [1],
  confidence: 0.9,
  needs_human: false,
});
const { DIALOG_BURST_MS } = new Environment();

const { values } = parseArgs({ options: { data: { type: 'string' } } });
if (values.data === undefined) {
  console.error('Usage: npm run bench:turn -- --data DIR');
  process.exitCode = 2;
} else {
  await bench(values.data);
}

async function bench(folder: string): Promise<void> {
  const titles = readLines(join(folder, 'retrieval', 'bulk-100k.jsonl')).map(({ title }) => String(title));
  const questions = questionsFrom(titles);
  const messages = readLines(join(folder, 'messages.jsonl')).map(({ text }) => String(text));
  const database = await startBenchDatabase();
  const wecom = await WecomSimulator.start();
  const model = await ScriptedModel.start();
  try {
    const world = { database, wecom, model, knownQuestion: titles[0] ?? '' };
    await fill(world, titles.slice(0, SMALL_BASE));
    const waiting = await measureWaiting(world, titles.slice(0, WAITING_TURNS));
    await fill(world, titles);
    const busy = await measureBusy(world, questions);
    const repeated = await measureRepeated(world, messages);
    const isReached =
      busy.cpuMs <= MAX.cpuMs &&
      busy.atOnce.p99Ms <= MAX.p99Ms &&
      busy.atOnce.callbackP99Ms <= MAX.callbackP99Ms &&
      waiting.rssMiB <= MAX.rssMiB &&
      waiting.lost === 0 &&
      waiting.callbackP99Ms <= MAX.callbackP99Ms &&
      repeated.completionShare <= MAX.completionShare;
    console.log(JSON.stringify({ ...busy, waiting, repeated, isReached }));
  } finally {
    await model.stop();
    await wecom.stop();
    await database.stop();
  }
}

interface World {
  database: BenchDatabase;
  wecom: WecomSimulator;
  model: ScriptedModel;
  knownQuestion: string;
}

/** A different one for each turn, so that no turn is spared by what another one found out. */
function questionsFrom(titles: readonly string[]): IterableIterator<string> {
  return titles.filter((_, index) => index % 29 === 0).values();
}

async function fill({ database, wecom }: World, titles: readonly string[]): Promise<void> {
  const app = await startApp(wecom, { DATABASE_URL: database.url });
  const startedAt = performance.now();
  const entries = titles.map((question, index) =>
    JSON.stringify({
      externalId: `bulk-${index}`,
      question,
      answer: `请在应用中打开「我的」，按提示办理：${question}`,
    }),
  );
  await importKnowledge(app, new TextEncoder().encode(entries.join('\n')));
  await app.stop();
  console.log(`${titles.length} entries imported in ${seconds(startedAt)} s`);
}

/** Started anew: what the import left behind in memory is not a turn's. */
async function start(world: World, delayMs: number, variables: Readonly<Record<string, string>> = {}) {
  const { database, wecom, model, knownQuestion } = world;
  model.otherwise = { kind: 'answer', chunks: ANSWER.match(/[^]{1,3}/gu) ?? [], delayMs };
  const app = await startApp(wecom, {
    DATABASE_URL: database.url,
    LLM_BASE_URL: model.baseUrl,
    LLM_API_KEY: 'bench',
    LLM_MODEL: 'scripted',
    ...variables,
  });
  await waitForAnswer(app, knownQuestion);
  return app;
}

async function measureBusy(world: World, questions: IterableIterator<string>) {
  const { wecom } = world;
  const app = await start(world, 0);
  await askInTurns(wecom, take(questions, WARM_UP), AT_ONCE);
  const cpuBefore = cpuMs(app.pid);
  const steady = await askInTurns(wecom, take(questions, STEADY_TURNS), AT_ONCE);
  const cpuMsPerTurn = Number(((cpuMs(app.pid) - cpuBefore) / STEADY_TURNS).toFixed(2));
  console.log(`steady: ${cpuMsPerTurn} ms of CPU a turn, ${describe(steady)}`);
  const turns: Turn[] = [];
  const probes = await probeCallbacks(wecom, app.port, async () => {
    for (let wave = 0; wave < WAVES; wave += 1) {
      turns.push(...(await Promise.all(take(questions, AT_ONCE).map((text) => ask(wecom, text)))));
    }
  });
  const atOnce = { ...figures(turns), callbackP99Ms: callbackP99(turns, probes) };
  console.log(`${AT_ONCE} at once: ${describe(turns)}, callbacks p99 ${atOnce.callbackP99Ms} ms`);
  await app.stop();
  return { cpuMs: cpuMsPerTurn, steady: figures(steady), atOnce };
}

/** All of them wait for the model in the same moment. */
async function measureWaiting(world: World, questions: readonly string[]) {
  const { wecom, model } = world;
  const app = await start(world, SLOW_MODEL_MS, { WORKER_CONCURRENCY: `${WAITING_TURNS}` });
  const idleMiB = Math.round(residentMiB(app.pid));
  const turns: Turn[] = [];
  const peak = { rssMiB: 0, atModel: 0 };
  const sampling = setInterval(() => {
    peak.rssMiB = Math.max(peak.rssMiB, Math.round(residentMiB(app.pid)));
    peak.atModel = Math.max(peak.atModel, model.openCount);
  }, SAMPLE_MS);
  const probes = await probeCallbacks(wecom, app.port, async () => {
    const asked = questions.map(async (text, index) => {
      await sleep(index * WAITING_EVERY_MS);
      return ask(wecom, text);
    });
    const answered = await Promise.allSettled(asked);
    turns.push(...answered.flatMap((turn) => (turn.status === 'fulfilled' ? [turn.value] : [])));
  });
  clearInterval(sampling);
  const lost = WAITING_TURNS - turns.length + (await openMessages(world));
  const callbackP99Ms = quantile(probes, 0.99);
  const answerP99Ms = quantile(
    turns.map(({ answerMs }) => answerMs),
    0.99,
  );
  await app.stop();
  const result = { ...peak, idleMiB, lost, callbackP99Ms, answerP99Ms };
  console.log(`${WAITING_TURNS} waiting: ${JSON.stringify(result)}`);
  return result;
}

/** Nobody has asked before, so that no question has a context; the burst wait is left out. */
async function measureRepeated(world: World, messages: readonly string[]) {
  const { wecom, model } = world;
  const app = await start(world, 0, { DIALOG_BURST_MS: '0' });
  const drawn = drawZipf(messages.length, REPEATED_DRAWS, 1).map((index) => messages[index] ?? '');
  model.requests.length = 0;
  const startedAt = performance.now();
  const cpuBefore = cpuMs(app.pid);
  await askInTurns(wecom, drawn, REPEATED_AT_ONCE);
  const cpuMsPerTurn = Number(((cpuMs(app.pid) - cpuBefore) / REPEATED_DRAWS).toFixed(2));
  const perSecond = Math.round(REPEATED_DRAWS / seconds(startedAt));
  const completions = model.requests.length;
  await app.stop();
  const prompts = model.requests.map(({ messages: asked }) => asked.map(({ content }) => content).join('\n'));
  const needing = new Set(messages.filter((text) => prompts.some((prompt) => prompt.includes(text))));
  const withoutCache = drawn.filter((text) => needing.has(text)).length;
  const completionShare = Number((completions / withoutCache).toFixed(3));
  const result = { completionShare, completions, withoutCache, cpuMs: cpuMsPerTurn, perSecond };
  console.log(`repeated: ${JSON.stringify(result)}`);
  return result;
}

async function openMessages({ database }: World): Promise<number> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ open: number }>(`select count(*)::int as open from inbox where state = 'open'`);
  await client.end();
  return rows[0]?.open ?? NaN;
}

function take(questions: IterableIterator<string>, count: number): string[] {
  return Array.from({ length: count }, () => questions.next().value ?? '');
}

/** Without the burst wait. */
function figures(turns: readonly Turn[]): { p50Ms: number; p99Ms: number } {
  const over = turns.map(({ answerMs }) => answerMs - DIALOG_BURST_MS);
  return { p50Ms: quantile(over, 0.5), p99Ms: quantile(over, 0.99) };
}

function describe(turns: readonly Turn[]): string {
  const { p50Ms, p99Ms } = figures(turns);
  return `p50 ${p50Ms} ms, p99 ${p99Ms} ms over the burst wait`;
}

function callbackP99(turns: readonly Turn[], probes: readonly number[]): number {
  return quantile([...probes, ...turns.map(({ callbackMs }) => callbackMs)], 0.99);
}

function seconds(startedAt: number): number {
  return Number(((performance.now() - startedAt) / 1_000).toFixed(1));
}
