import { setTimeout as sleep } from 'node:timers/promises';
import type { WecomSimulator } from '../../src/simulator/simulator.js';
import type { World } from './world.js';

export interface Done {
  kills: number;
  postgresRestarts: number;
  redisFlushes: number;
}

type Fault = Parameters<WecomSimulator['setFault']>[0];

const FAULTS: readonly Fault[] = [{ errcode: -1, errmsg: 'system busy' }, { status: 500 }, 'drop', 'drop-after'];

/** Kills processes at random moments, restarts PostgreSQL and flushes Redis once, and lets WeCom fail in phases. */
export async function makeMischief(world: World, kills: number, seconds: number, random: () => number): Promise<Done> {
  const done: Done = { kills: 0, postgresRestarts: 0, redisFlushes: 0 };
  const failing = failInPhases(world.wecom, seconds, random);
  const pauseMs = (seconds * 1_000) / (kills + 1);
  for (let kill = 0; kill < kills; kill += 1) {
    await sleep(pauseMs * (0.5 + random()));
    const victim = world.programs[Math.floor(random() * world.programs.length)];
    victim?.kill();
    done.kills += 1;
    report(`killed ${victim?.name} (${done.kills} of ${kills})`);
    if (kill === Math.floor(kills / 3)) {
      done.redisFlushes += (await world.flushRedis()) ? 1 : 0;
      report('flushed Redis');
    }
    if (kill === Math.floor((2 * kills) / 3)) {
      await world.restartPostgres();
      done.postgresRestarts += 1;
      report('restarted PostgreSQL');
    }
  }
  await failing;
  return done;
}

async function failInPhases(wecom: WecomSimulator, seconds: number, random: () => number): Promise<void> {
  const end = Date.now() + seconds * 1_000;
  for (let phase = 0; Date.now() < end; phase += 1) {
    await sleep(2_000 + random() * 3_000);
    wecom.revokeTokens();
    wecom.setFault(FAULTS[phase % FAULTS.length] ?? null);
    await sleep(500 + random() * 1_500);
    wecom.setFault(null);
  }
}

export function report(what: string): void {
  console.error(`${new Date().toISOString().slice(11, 19)} ${what}`);
}
