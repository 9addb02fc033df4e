import { Logger } from '@nestjs/common';
import { type DoctorCheck, type DoctorFinding, type DoctorPart, doctorParts, type Words } from './doctor-checks.js';

export type DoctorStatus = DoctorFinding['status'];

/** What a check has found, as it is told. */
export interface DoctorEntry {
  id: string;
  part: DoctorPart;
  title: Words;
  /** Which of several, such as the name of an account. */
  subject: string | null;
  status: DoctorStatus;
  fault: Words | null;
  remedy: Words | null;
  note: Words | null;
  code: string | null;
  /** How long the check took. */
  ms: number;
}

/** Longer than a call to WeCom takes, and than a model has for a short sentence. */
const CHECK_TIMEOUT_MS = 15_000;

const logger = new Logger('Doctor');

/** Runs one check within its time; what it throws is a finding too. */
export async function examine(
  { id, part, title }: Pick<DoctorCheck, 'id' | 'part' | 'title'>,
  work: () => Promise<readonly DoctorFinding[]>,
  timeoutMs = CHECK_TIMEOUT_MS,
): Promise<DoctorEntry[]> {
  const startedAt = performance.now();
  const findings = await within(timeoutMs, work).catch((error: unknown) => {
    logger.warn({ check: id, error: String(error) }, 'a check broke off');
    return [brokenOff];
  });
  const ms = Math.round(performance.now() - startedAt);
  return findings.map((finding) => ({ id, part, title, ...told(finding), ms }));
}

/** Of all: the worst. What was left out says nothing. */
export function overallStatus(entries: readonly Pick<DoctorEntry, 'status'>[]): 'ok' | 'warning' | 'failed' {
  const has = (status: DoctorStatus): boolean => entries.some((entry) => entry.status === status);
  return has('failed') ? 'failed' : has('warning') ? 'warning' : 'ok';
}

/** In the order in which a message passes what they are about. */
export function inOrder(entries: readonly DoctorEntry[]): DoctorEntry[] {
  const place = ({ part }: DoctorEntry): number => doctorParts.indexOf(part);
  return entries.toSorted((a, b) => place(a) - place(b));
}

const brokenOff: DoctorFinding = {
  status: 'failed',
  code: 'doctor.check-broke-off',
  fault: { en: 'The check did not come to its end.', zh: '检查未能完成。' },
  remedy: {
    en: 'Look at the log for the reason, and at what the other checks say.',
    zh: '请查看日志中的原因，并参考其他检查的结果。',
  },
};

function told(finding: DoctorFinding): Omit<DoctorEntry, 'id' | 'part' | 'title' | 'ms'> {
  const nothing = { fault: null, remedy: null, note: null, code: null };
  const subject = finding.subject ?? null;
  switch (finding.status) {
    case 'ok':
    case 'skipped':
      return { ...nothing, subject, status: finding.status, note: finding.note ?? null };
    case 'warning':
    case 'failed': {
      const { status, fault, remedy, code = null } = finding;
      return { ...nothing, subject, status, fault, remedy, code };
    }
  }
}

async function within<T>(timeoutMs: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no result in ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    return await Promise.race([work(), timeout]);
  } finally {
    clearTimeout(timer);
  }
}
