import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { WecomSimulator } from '../src/simulator/simulator.js';
import { startBenchDatabase } from './bench-database.js';
import { importSampleKnowledge, sampleQuestions, startApp, waitForAnswer } from './child-app.js';
import { cpuMs } from './process-cost.js';
import { askInTurns, quantile } from './turn-load.js';

const AT_ONCE = 20;
const WARM_UP = 200;
const ROUNDS = 3;

interface Round {
  perSecond: number;
  cpuMs: number;
  p50Ms: number;
}

/**
 * Turns that quote the knowledge base, with everything recorded and sealed and without anything recorded, in turns: what
 * else the machine does meanwhile meets both. The medians of some rounds each.
 */
export async function measureTurns(turns: number) {
  const rounds: Record<'recorded' | 'unrecorded', Round[]> = { recorded: [], unrecorded: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.unrecorded.push(await measureRound(turns, { NODE_OPTIONS: `--import ${withoutAudit()}` }));
    rounds.recorded.push(await measureRound(turns, {}));
  }
  const [recorded, unrecorded] = [middleOf(rounds.recorded), middleOf(rounds.unrecorded)];
  const slowdown = Number((unrecorded.perSecond / recorded.perSecond - 1).toFixed(3));
  return { slowdown, recorded, unrecorded };
}

async function measureRound(turns: number, variables: Readonly<Record<string, string>>): Promise<Round> {
  const database = await startBenchDatabase();
  const wecom = await WecomSimulator.start();
  const app = await startApp(wecom, {
    DATABASE_URL: database.url,
    DATABASE_OWNER_URL: database.ownerUrl,
    DIALOG_BURST_MS: '0',
    ...variables,
  });
  try {
    await importSampleKnowledge(app);
    const questions = sampleQuestions();
    await waitForAnswer(app, questions[0] ?? '');
    const texts = (count: number): string[] =>
      Array.from({ length: count }, (_, index) => questions[index % questions.length] ?? '');
    await askInTurns(wecom, texts(WARM_UP), AT_ONCE);
    const cpuBefore = cpuMs(app.pid);
    const startedAt = performance.now();
    const answered = await askInTurns(wecom, texts(turns), AT_ONCE);
    const seconds = (performance.now() - startedAt) / 1_000;
    return {
      perSecond: Number((turns / seconds).toFixed(1)),
      cpuMs: Number(((cpuMs(app.pid) - cpuBefore) / turns).toFixed(2)),
      p50Ms: quantile(
        answered.map(({ answerMs }) => answerMs),
        0.5,
      ),
    };
  } finally {
    await app.stop();
    await wecom.stop();
    await database.stop();
  }
}

function middleOf(rounds: readonly Round[]): Round {
  const middle = (key: keyof Round): number =>
    quantile(
      rounds.map((round) => round[key]),
      0.5,
    );
  return { perSecond: middle('perSecond'), cpuMs: middle('cpuMs'), p50Ms: middle('p50Ms') };
}

function withoutAudit(): string {
  return pathToFileURL(join(import.meta.dirname, 'without-audit.js')).href;
}
