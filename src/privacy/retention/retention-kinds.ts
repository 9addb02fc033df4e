import { Injectable } from '@nestjs/common';

/** The settings that say how long something is kept; 0: for ever. */
export const retentionSettings = [
  'retention.casesDays',
  'retention.eventsMonths',
  'retention.mediaDays',
  'retention.messagesDays',
  'retention.questionsDays',
  'retention.vaultDays',
] as const;
export type RetentionSetting = (typeof retentionSettings)[number];

/** A look at some of what is too old, in its order. */
export interface RetentionBatch {
  before: Date;
  /** Where the look before ended, as the kind itself said it; null: at the oldest. */
  after: string | null;
  /** At most so many rows are looked at. */
  limit: number;
}

export interface RetentionResult {
  removed: number;
  /** Too old, but under a legal hold. */
  held: number;
  /** Where the next look begins; null: there is nothing more. */
  next: string | null;
}

/** One kind of thing that is not kept for ever. What `is_held` says of stays where it is. */
export interface RetentionKind {
  readonly name: string;
  readonly setting: RetentionSetting;
  /** It is removed when nothing else is left: after all others. */
  readonly isLast?: boolean;
  /** One batch, in transactions of its own. Safe to repeat. */
  expire(batch: RetentionBatch): Promise<RetentionResult>;
}

/** Where the modules that keep something leave word of how it is removed. */
@Injectable()
export class RetentionKinds {
  private readonly kinds = new Map<string, RetentionKind>();

  register(kind: RetentionKind): void {
    this.kinds.set(kind.name, kind);
  }

  /** In the order of their names, those that come last behind. */
  all(): readonly RetentionKind[] {
    const place = ({ name, isLast = false }: RetentionKind): string => `${isLast ? 1 : 0} ${name}`;
    return [...this.kinds.values()].toSorted((a, b) => (place(a) < place(b) ? -1 : 1));
  }

  get(name: string): RetentionKind | undefined {
    return this.kinds.get(name);
  }
}

/** What a look found: `at` as PostgreSQL writes it, to the microsecond, so that the next look begins exactly behind. */
export interface Candidate {
  id: string;
  at: string;
  held: boolean;
}

/** What a look comes to that found these, in the order of time and id, and removed all that nobody holds. */
export function resultOf(candidates: readonly Candidate[], limit: number): RetentionResult {
  const held = candidates.filter((candidate) => candidate.held).length;
  const last = candidates.at(-1);
  const next = last === undefined || candidates.length < limit ? null : `${last.at}|${last.id}`;
  return { removed: candidates.length - held, held, next };
}

/** The parameters of `(time, id) > ($n, $m)`; nothing is older than the first. */
export function positionOf(after: string | null): [at: string, id: string] {
  const [at, id] = after?.split('|') ?? [];
  return at === undefined || id === undefined ? ['-infinity', '00000000-0000-0000-0000-000000000000'] : [at, id];
}
