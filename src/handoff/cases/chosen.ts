import type { OperatorId } from '../../common/ids.js';
import type { Candidate } from '../operators/rank-operators.js';

/** Who was chosen a moment ago, in the same batch: it counts before it is stored. */
export class Chosen {
  private readonly offers = new Map<OperatorId, { count: number; last: Date }>();
  private order = 0;

  add(operatorIds: readonly OperatorId[], now: Date): void {
    for (const id of operatorIds) {
      this.order += 1;
      const count = (this.offers.get(id)?.count ?? 0) + 1;
      this.offers.set(id, { count, last: new Date(now.getTime() + this.order) });
    }
  }

  applyTo(candidates: readonly Candidate[]): Candidate[] {
    return candidates.map((candidate) => {
      const chosen = this.offers.get(candidate.operatorId);
      return chosen === undefined
        ? candidate
        : { ...candidate, offered: candidate.offered + chosen.count, lastOfferedAt: chosen.last };
    });
  }
}
