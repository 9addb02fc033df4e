import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import pg from 'pg';
import { percentile } from '../src/common/percentile.js';
import { WecomSimulator } from '../src/simulator/simulator.js';
import { type BenchDatabase, startBenchDatabase } from './bench-database.js';
import { importSampleKnowledge, sampleQuestions, startApp, waitForAnswer } from './child-app.js';
import type { ChildServer } from './child-server.js';
import { cpuMs, familyCpuMs } from './process-cost.js';
import { askInTurns, quantile } from './turn-load.js';

const AT_ONCE = 20;
const WARM_UP = 300;
const TURNS_A_ROUND = 50;

type Name = 'recorded' | 'unrecorded';

interface Side {
  database: BenchDatabase;
  wecom: WecomSimulator;
  app: ChildServer;
  client: pg.Client;
  asked: number;
  rounds: Round[];
}

interface Round {
  seconds: number;
  answerMs: readonly number[];
  appMs: number;
  databaseMs: number;
}

/**
 * Turns that quote the knowledge base, with everything recorded and sealed and without anything recorded: two programs
 * with a database each, asked in turns for a moment each. What else the machine does meets both, and what is compared is
 * what they computed, which says least of it: the program and its PostgreSQL, until the last event is sealed.
 */
export async function measureTurns(turns: number) {
  const sides: Record<Name, Side> = {
    unrecorded: await startSide({ NODE_OPTIONS: `--import ${withoutAudit()}` }),
    recorded: await startSide({}),
  };
  try {
    const rounds = Math.max(2, Math.round(turns / TURNS_A_ROUND));
    for (let round = 0; round < rounds; round += 1) {
      const order: Name[] = round % 2 === 0 ? ['unrecorded', 'recorded'] : ['recorded', 'unrecorded'];
      for (const name of order) {
        sides[name].rounds.push(await measureRound(sides[name]));
      }
    }
    const [recorded, unrecorded] = [summaryOf(sides.recorded), summaryOf(sides.unrecorded)];
    const more = (of: (round: Round) => number): number => medianMore(sides.recorded, sides.unrecorded, of);
    return {
      slowdown: more(({ appMs, databaseMs }) => appMs + databaseMs),
      /** Of the process that answers, which does one thing at a time. */
      processSlowdown: more(({ appMs }) => appMs),
      recorded,
      unrecorded,
    };
  } finally {
    await stopSide(sides.unrecorded);
    await stopSide(sides.recorded);
  }
}

async function startSide(variables: Readonly<Record<string, string>>): Promise<Side> {
  const database = await startBenchDatabase();
  const wecom = await WecomSimulator.start();
  const app = await startApp(wecom, {
    DATABASE_URL: database.url,
    DATABASE_OWNER_URL: database.ownerUrl,
    DIALOG_BURST_MS: '0',
    ...variables,
  });
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  const side: Side = { database, wecom, app, client, asked: 0, rounds: [] };
  await importSampleKnowledge(app);
  await waitForAnswer(app, sampleQuestions()[0] ?? '');
  await askInTurns(wecom, nextQuestions(side, WARM_UP), AT_ONCE);
  await allSealed(client);
  return side;
}

async function stopSide({ app, wecom, database, client }: Side): Promise<void> {
  await app.stop();
  await wecom.stop();
  await client.end();
  await database.stop();
}

async function measureRound(side: Side): Promise<Round> {
  const { app, database, wecom, client } = side;
  const before = { app: cpuMs(app.pid), database: familyCpuMs(database.pid) };
  const startedAt = performance.now();
  const answered = await askInTurns(wecom, nextQuestions(side, TURNS_A_ROUND), AT_ONCE);
  const seconds = (performance.now() - startedAt) / 1_000;
  await allSealed(client);
  return {
    seconds,
    answerMs: answered.map(({ answerMs }) => answerMs),
    appMs: cpuMs(app.pid) - before.app,
    databaseMs: familyCpuMs(database.pid) - before.database,
  };
}

/** Both sides are asked the same, one after the other. */
function nextQuestions(side: Side, count: number): string[] {
  const questions = sampleQuestions();
  return Array.from({ length: count }, () => questions[(side.asked += 1) % questions.length] ?? '');
}

async function allSealed(client: pg.Client): Promise<void> {
  for (;;) {
    const { rowCount } = await client.query('select from audit_unsealed where not lost limit 1');
    if (rowCount === 0) {
      return;
    }
    await delay(50);
  }
}

/** The median of the rounds, each compared with the one that was measured beside it. */
function medianMore(side: Side, other: Side, of: (round: Round) => number): number {
  const ratios = side.rounds.flatMap((round, index) => {
    const beside = other.rounds[index];
    return beside === undefined ? [] : [of(round) / of(beside) - 1];
  });
  return Number(
    percentile(
      ratios.toSorted((a, b) => a - b),
      0.5,
    )?.toFixed(3),
  );
}

/** CPU of a turn, in ms. */
function summaryOf({ rounds }: Side) {
  const turns = rounds.length * TURNS_A_ROUND;
  const sum = (key: 'seconds' | 'appMs' | 'databaseMs'): number =>
    rounds.reduce((total, round) => total + round[key], 0);
  return {
    turns,
    appMs: Number((sum('appMs') / turns).toFixed(3)),
    databaseMs: Number((sum('databaseMs') / turns).toFixed(3)),
    perSecond: Number((turns / sum('seconds')).toFixed(1)),
    p50Ms: quantile(
      rounds.flatMap(({ answerMs }) => answerMs),
      0.5,
    ),
  };
}

function withoutAudit(): string {
  return pathToFileURL(join(import.meta.dirname, 'without-audit.js')).href;
}
