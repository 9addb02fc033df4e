import { Injectable } from '@nestjs/common';

/** What one part says of itself. `down` takes a process out of rotation, `degraded` is told with 200. */
export type HealthReport = { status: 'up' | 'degraded' | 'down' } & Record<string, string | number | boolean>;

export interface HealthCheck {
  /** The key under which the report appears, such as `queue`. */
  readonly name: string;
  check(): Promise<HealthReport>;
}

/** Where each module registers what it can tell of its own health; `operations/` asks them all. */
@Injectable()
export class HealthRegistry {
  private readonly checks: HealthCheck[] = [];

  register(check: HealthCheck): void {
    this.checks.push(check);
  }

  all(): readonly HealthCheck[] {
    return this.checks;
  }
}
