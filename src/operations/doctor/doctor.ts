import { Injectable } from '@nestjs/common';
import { DoctorChecks, type DoctorQuestion } from '../../common/doctor-checks.js';
import { type DoctorEntry, examine, inOrder, overallStatus } from '../../common/doctor-examination.js';
import { HealthRegistry } from '../../common/health-registry.js';
import { checksToldBy } from './told-by-health.js';

export interface DoctorReport {
  status: 'ok' | 'warning' | 'failed';
  checkedAt: Date;
  entries: readonly DoctorEntry[];
}

export interface Examination extends DoctorQuestion {
  /** Asks nobody beyond the database and the queue. */
  offline?: boolean;
}

/** Asks everything that modules have registered, all at once and each within its time. */
@Injectable()
export class Doctor {
  constructor(
    private readonly checks: DoctorChecks,
    private readonly health: HealthRegistry,
  ) {}

  async examine({ offline = false, ...question }: Examination = {}): Promise<DoctorReport> {
    const checkedAt = new Date();
    const checks = [...this.checks.all(), ...checksToldBy(this.health.all())];
    const asked = offline ? checks.filter(({ remote }) => !remote) : checks;
    const found = await Promise.all(asked.map((check) => examine(check, () => check.examine(question))));
    const entries = inOrder(found.flat());
    return { status: overallStatus(entries), checkedAt, entries };
  }
}
