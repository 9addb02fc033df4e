import type { NotificationId, NotificationSinkId } from '../common/ids.js';

/** The lane of everything that goes to members of WeCom; each sink is a lane by itself. */
export const WECOM_LANE = 'wecom';

const WECOM_PLACES = 32;
/** One, so that a process that dies repeats one e-mail at most. */
const SINK_PLACES = 1;
const JOBS_MAX = 4;

export function laneOf(sinkId: NotificationSinkId | undefined): string {
  return sinkId ?? WECOM_LANE;
}

/** How many of a lane are sent at once. */
export function placesOf(lane: string): number {
  return lane === WECOM_LANE ? WECOM_PLACES : SINK_PLACES;
}

/** So many jobs may run at once without any lane waiting for another; with those that the sweeper makes. */
export function jobsOfAll(sinks: number): number {
  return 2 * (JOBS_MAX + sinks * SINK_PLACES);
}

/**
 * Into how many jobs the nudges of a lane fall together: each job sends whatever is due. More than one, so that several
 * processes have a share of it, and one that dies holds up no other.
 */
export function jobsOf(lane: string): number {
  return Math.min(placesOf(lane), JOBS_MAX);
}

export function nudgeKeyOf(lane: string, id: NotificationId): string {
  return `${lane}-${Number.parseInt(id.slice(0, 4), 16) % jobsOf(lane)}`;
}

/** The places of this process: a sink that hangs takes none of another. */
export class Lanes {
  private readonly busy = new Map<string, number>();
  private readonly passed = new Set<string>();

  /**
   * Runs the work where the lane has a place. Where it has none, whoever has one does it once more before he leaves, so
   * that nothing waits that came meanwhile.
   */
  async run(lane: string, work: () => Promise<void>): Promise<void> {
    const busy = this.busy.get(lane) ?? 0;
    if (busy >= placesOf(lane)) {
      this.passed.add(lane);
      return;
    }
    this.busy.set(lane, busy + 1);
    try {
      do {
        await work();
      } while (this.passed.delete(lane));
    } finally {
      this.leave(lane);
    }
  }

  private leave(lane: string): void {
    const left = (this.busy.get(lane) ?? 1) - 1;
    if (left === 0) {
      this.busy.delete(lane);
    } else {
      this.busy.set(lane, left);
    }
  }
}
