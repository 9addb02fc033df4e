import { Injectable } from '@nestjs/common';
import type { JobName, Jobs } from './jobs.js';

/** A job that should have run by now. */
export interface DueJob<Name extends JobName = JobName> {
  data: Jobs[Name];
  /** Names the row that waits. */
  key: string;
}

export interface DueSource<Name extends JobName = JobName> {
  readonly name: Name;
  /**
   * What is due and has no worker: asked every 2 s by the one process that sweeps. At most 1,000 rows, oldest first,
   * found by an index; a moment's grace keeps what was just nudged out of it.
   */
  due(): Promise<readonly DueJob<Name>[]>;
}

/**
 * Tables are the truth, jobs are nudges: whoever keeps work in a table registers here how to find what is due, so that
 * a job that was lost is made again.
 */
@Injectable()
export class DueWork {
  private readonly sources: DueSource[] = [];

  register<Name extends JobName>(source: DueSource<Name>): void {
    this.sources.push(source);
  }

  all(): readonly DueSource[] {
    return this.sources;
  }
}
