import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { areaUnderCurve, calibrationError, type Forecast, precisionAt } from '../src/cli/calibration/metrics.js';
import { readLines, readRetrievalSets, type RetrievalSet } from '../src/cli/calibration/retrieval-set.js';
import { percentile } from '../src/common/percentile.js';
import { judge } from '../src/knowledge/retrieval/confidence.js';
import { SearchIndex } from '../src/knowledge/lexical/search-index.js';
import type { Keyed } from '../src/knowledge/lexical/shelf.js';
import { PlainBm25 } from './plain-bm25.js';

/**
 * `npm run bench:retrieval -- --data DIR`: how well questions find their entry and how honest the confidence is, on each
 * set of the folder; in a base of 100,000 entries (`bulk-100k.jsonl`), how fast a search is beside plain BM25, what
 * building takes, and how long until a published entry is found. The last line is one JSON object.
 */
const RANKED = 10;
const SURE = 0.8;
const WARM_UP = 200;
const SPEED_QUESTIONS = 1_000;

const { values } = parseArgs({ options: { data: { type: 'string' } } });
if (values.data === undefined) {
  console.error('Usage: npm run bench:retrieval -- --data DIR');
  process.exitCode = 2;
} else {
  await bench(values.data);
}

async function bench(folder: string): Promise<void> {
  const sets = readRetrievalSets(folder);
  const quality: Record<string, Quality> = {};
  for (const set of sets) {
    quality[set.name] = await measureQuality(set);
    console.log(`${set.name}: ${describe(quality[set.name] ?? {})}`);
  }
  const overall = meanOf(Object.values(quality));
  console.log(`mean: ${describe(overall)}`);
  const speed = await measureSpeed(folder, sets);
  console.log(`speed: ${describe(speed)}`);
  console.log(JSON.stringify({ sets: quality, mean: overall, speed }));
}

/** Shares are from 0 to 1. */
type Quality = Record<string, number>;

async function measureQuality({ entries, questions }: RetrievalSet): Promise<Quality> {
  const index = await SearchIndex.build(entries);
  const answers = questions.map(({ text, relevant }) => {
    const { matches, evidence } = index.search(text, RANKED, () => true);
    const ranks = matches.flatMap(({ document }, rank) => (relevant.includes(document.key) ? [rank] : []));
    return { relevant, ranks, ...judge(evidence) };
  });
  const inScope = answers.filter(({ relevant }) => relevant.length > 0);
  const recallAt = (depth: number): number =>
    mean(inScope.map(({ ranks, relevant }) => ranks.filter((rank) => rank < depth).length / relevant.length));
  const confidence = answers.map(({ confidence: probability, ranks }) => ({ probability, isTrue: ranks[0] === 0 }));
  const scope = answers.map(({ inScope: probability, relevant }) => ({ probability, isTrue: relevant.length > 0 }));
  const sure = precisionAt(SURE, confidence);
  return {
    recall1: recallAt(1),
    recall3: recallAt(3),
    mrr10: mean(inScope.map(({ ranks: [first] }) => (first === undefined ? 0 : 1 / (first + 1)))),
    aurocConfidence: auroc(confidence),
    aurocInScope: auroc(scope),
    calibrationError: calibrationError(confidence),
    calibrationErrorInScope: calibrationError(scope),
    precisionAt80: sure.precision,
    coverageAt80: sure.coverage,
  };
}

function auroc(forecasts: readonly Forecast[]): number {
  const chances = (wanted: boolean): number[] =>
    forecasts.filter(({ isTrue }) => isTrue === wanted).map(({ probability }) => probability);
  return areaUnderCurve(chances(true), chances(false));
}

async function measureSpeed(folder: string, sets: readonly RetrievalSet[]): Promise<Record<string, number>> {
  const entries = readLines(join(folder, 'bulk-100k.jsonl')).map(({ id, title }) => ({
    key: String(id),
    question: String(title),
    similarQuestions: [],
    answer: '',
  }));
  const before = memoryMiB();
  const startedAt = performance.now();
  const index = await SearchIndex.build(entries);
  const buildSeconds = (performance.now() - startedAt) / 1_000;
  const memory = memoryMiB() - before;
  const updateMs = await measureUpdate(index);
  const plain = new PlainBm25(entries.map(({ question }) => question));
  const questions = sampleOf(sets);
  questions.slice(0, WARM_UP).forEach((text) => {
    judge(index.search(text, RANKED, () => true).evidence);
    plain.search(text, RANKED);
  });
  const ours: number[] = [];
  const theirs: number[] = [];
  let cpuMicroseconds = 0;
  for (const text of questions) {
    const cpu = process.cpuUsage();
    ours.push(timed(() => judge(index.search(text, RANKED, () => true).evidence)));
    const { user, system } = process.cpuUsage(cpu);
    cpuMicroseconds += user + system;
    theirs.push(timed(() => plain.search(text, RANKED)));
  }
  for (const times of [ours, theirs]) {
    times.sort((a, b) => a - b);
  }
  return {
    entries: entries.length,
    p50Ms: percentile(ours, 0.5) ?? NaN,
    p95Ms: percentile(ours, 0.95) ?? NaN,
    meanCpuMs: cpuMicroseconds / 1_000 / questions.length,
    plainP50Ms: percentile(theirs, 0.5) ?? NaN,
    plainP95Ms: percentile(theirs, 0.95) ?? NaN,
    buildSeconds,
    updateMs,
    memoryMiB: memory,
  };
}

/** Until an entry that is published is found, and no more one that is taken back; nothing is built anew. */
async function measureUpdate(index: SearchIndex<Keyed>): Promise<number> {
  const question = '量子咖啡机的滤芯怎么更换';
  const first = (): string | undefined => index.search(question, 1, () => true).matches[0]?.document.key;
  const startedAt = performance.now();
  await index.update([{ key: 'published', question, similarQuestions: [], answer: '' }], []);
  const found = first();
  const updateMs = performance.now() - startedAt;
  await index.update([], ['published']);
  if (found !== 'published' || first() === 'published') {
    throw new Error('a change of the index was not found');
  }
  return updateMs;
}

/** Evenly from all questions. */
function sampleOf(sets: readonly RetrievalSet[]): string[] {
  const texts = sets.flatMap(({ questions }) => questions.map(({ text }) => text));
  const step = Math.max(1, texts.length / SPEED_QUESTIONS);
  return Array.from({ length: Math.min(texts.length, SPEED_QUESTIONS) }, (_, n) => texts[Math.floor(n * step)] ?? '');
}

function timed(work: () => unknown): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}

/** Of the whole process, what a collection would free included: run with `--expose-gc` to leave that out. */
function memoryMiB(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss / 1_024 ** 2;
}

function meanOf(all: readonly Quality[]): Quality {
  const names = Object.keys(all[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, mean(all.map((quality) => quality[name] ?? NaN))]));
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}

function describe(figures: Readonly<Record<string, number>>): string {
  return Object.entries(figures)
    .map(([name, value]) => `${name} ${Number(value.toFixed(3))}`)
    .join(', ');
}
