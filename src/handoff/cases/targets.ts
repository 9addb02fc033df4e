import { afterWorkingTime } from '../calendar/calendar.js';
import type { Group } from '../groups/group.js';

/** When a case of a group should have its first answer and its end, and when people are warned. */
export interface CaseTargets {
  firstResponseWarnAt: Date | null;
  firstResponseDueAt: Date | null;
  resolutionWarnAt: Date | null;
  resolutionDueAt: Date | null;
}

/** Warned when so much of the working time is over. */
const WARN_AT = 0.8;

export function targetsOf(group: Group | undefined, createdAt: Date): CaseTargets {
  const after = (seconds: number | undefined, share: number): Date | null =>
    seconds === undefined ? null : afterWorkingTime(group?.calendar, createdAt, seconds * share);
  return {
    firstResponseWarnAt: after(group?.firstResponseSeconds, WARN_AT),
    firstResponseDueAt: after(group?.firstResponseSeconds, 1),
    resolutionWarnAt: after(group?.resolutionSeconds, WARN_AT),
    resolutionDueAt: after(group?.resolutionSeconds, 1),
  };
}

/** What falls due first. */
export function firstOf(targets: CaseTargets): Date | null {
  const times = Object.values(targets).flatMap((at: Date | null) => (at === null ? [] : [at.getTime()]));
  return times.length === 0 ? null : new Date(Math.min(...times));
}
