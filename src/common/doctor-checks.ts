import { Injectable } from '@nestjs/common';

/** A sentence in the languages that the doctor speaks. */
export interface Words {
  en: string;
  zh: string;
}

/** What a check is about; a report tells them in this order. */
export const doctorParts = [
  'installation',
  'database',
  'queue',
  'wecom',
  'callback',
  'knowledge',
  'models',
  'people',
  'notifications',
  'files',
  'audit',
  'access',
] as const;
export type DoctorPart = (typeof doctorParts)[number];

/** One thing that a check has found; `subject` tells which of several, such as the name of an account. */
export type DoctorFinding = { subject?: string } & (
  | { status: 'ok'; note?: Words }
  | { status: 'skipped'; note: Words }
  | { status: 'warning' | 'failed'; fault: Words; remedy: Words; code?: string }
);

/** What the doctor was asked. */
export interface DoctorQuestion {
  /** Of WeCom: whether the apps are visible to this member. */
  memberId?: string;
}

/**
 * One check of a set-up. `failed` says that a message will not be answered, or that something that was set up does not
 * work; `warning` that somebody should look at it. It changes nothing that a contact or the staff would notice. What it
 * throws is told as a failure of its own.
 */
export interface DoctorCheck {
  /** Stable, such as `queue.durable`: what `docs/doctor.md` lists. */
  readonly id: string;
  readonly part: DoctorPart;
  readonly title: Words;
  /** Whether it asks somebody beyond the database and the queue: left out by `--offline`. */
  readonly remote: boolean;
  examine(question: DoctorQuestion): Promise<readonly DoctorFinding[]>;
}

/** Where each module registers what it can check of a set-up; `operations/doctor/` asks them all. */
@Injectable()
export class DoctorChecks {
  private readonly checks: DoctorCheck[] = [];

  register(...checks: readonly DoctorCheck[]): void {
    this.checks.push(...checks);
  }

  all(): readonly DoctorCheck[] {
    return this.checks;
  }
}
