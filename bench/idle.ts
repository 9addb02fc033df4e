import { readFileSync, rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { WecomSimulator } from '../src/simulator/simulator.js';
import { temporaryFolder } from './bench-database.js';
import { importSampleKnowledge, startApp } from './child-app.js';

/**
 * `npm run bench:idle`: what a process that does everything costs while nobody writes: its memory without that of
 * PostgreSQL, and the time until it is ready on a data folder that is already there. The last line is one JSON object.
 */
const IDLE_MS = 30_000;
const RSS_MIB_MAX = 200;
const READY_MS_MAX = 5_000;

const folder = temporaryFolder();
const wecom = await WecomSimulator.start();
try {
  const firstReadyMs = Math.round(await firstStart());
  const app = await startApp(wecom, { DATA_DIR: folder });
  const readyMs = Math.round(app.readyMs);
  console.log(`ready in ${readyMs} ms, in ${firstReadyMs} ms on an empty folder; now idle for ${IDLE_MS / 1_000} s`);
  await delay(IDLE_MS);
  const rssMiB = Math.round(residentKiB(app.pid) / 1_024);
  const stoppingAt = performance.now();
  await app.stop();
  const stopMs = Math.round(performance.now() - stoppingAt);
  const isReached = rssMiB <= RSS_MIB_MAX && readyMs <= READY_MS_MAX;
  console.log(JSON.stringify({ rssMiB, readyMs, firstReadyMs, stopMs, isReached }));
} finally {
  await wecom.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Fills the folder. */
async function firstStart(): Promise<number> {
  const app = await startApp(wecom, { DATA_DIR: folder });
  await importSampleKnowledge(app);
  await app.stop();
  return app.readyMs;
}

function residentKiB(pid: number): number {
  const [, kiB] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kiB);
}
