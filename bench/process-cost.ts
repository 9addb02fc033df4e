import { readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second, whatever its timer. */
const MS_PER_TICK = 10;

/** What a process and its threads have computed so far. */
export function cpuMs(pid: number): number {
  const [userTicks = 0, systemTicks = 0] = ticksOf(pid);
  return (userTicks + systemTicks) * MS_PER_TICK;
}

/** With its children, whether they run or have ended. */
export function familyCpuMs(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
  const ended = ticksOf(pid).slice(2);
  return (
    ended.reduce((sum, ticks) => sum + ticks * MS_PER_TICK, cpuMs(pid)) +
    children.reduce((sum, child) => sum + cpuMs(Number(child)), 0)
  );
}

export function residentMiB(pid: number): number {
  const [, kiB] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kiB) / 1_024;
}

/** In user and system mode; those of children that have ended. */
function ticksOf(pid: number): number[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 15)
    .map(Number);
}
