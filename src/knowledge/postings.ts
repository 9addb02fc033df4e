/** Where a term stands: the units (one question, one similar question or one answer), and how often in each. */
export class Postings {
  /** In how many documents. */
  documents = 0;
  private lastDocument = -1;
  private readonly units: number[] = [];
  private readonly counts: number[] = [];

  /** Units and documents come in growing order. */
  add(unit: number, count: number, document: number): void {
    this.units.push(unit);
    this.counts.push(count);
    if (document !== this.lastDocument) {
      this.lastDocument = document;
      this.documents += 1;
    }
  }

  forEach(visit: (unit: number, count: number) => void): void {
    for (const [position, unit] of this.units.entries()) {
      visit(unit, this.counts[position] ?? 0);
    }
  }

  countIn(unit: number): number {
    let low = 0;
    let high = this.units.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.units[middle] ?? 0) < unit) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return this.units[low] === unit ? (this.counts[low] ?? 0) : 0;
  }
}
