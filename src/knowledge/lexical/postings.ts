import { saturation } from './bm25.js';
import { GrowingNumbers } from './growing-numbers.js';
import type { Slices } from './slices.js';

/** The most that a term counts in a unit. */
const COUNT_MAX = 255;
const NONE = -1;

/** The units of a table with their terms: those of unit n are from `starts[n]` to `starts[n + 1]`. */
export interface UnitTerms {
  units: number;
  starts: GrowingNumbers;
  terms: GrowingNumbers;
  counts: GrowingNumbers;
  isPosted: (unit: number) => boolean;
}

/**
 * For each term the units that hold it. Most stand side by side, in the order of the terms; what was added since the
 * last `pack` hangs on a chain for each term.
 */
export class Postings {
  private starts = new Int32Array(1);
  private units = new Int32Array(0);
  private counts = new Uint8Array(0);
  private readonly sizes = new GrowingNumbers();
  /** The last link of each term's chain; a link is a unit, a count and the link before it. */
  private readonly lastLinks = new GrowingNumbers();
  private readonly linkUnits = new GrowingNumbers();
  private readonly linkCounts = new GrowingNumbers();
  private readonly previousLinks = new GrowingNumbers();

  /** How many units have the term. */
  sizeOf(term: number): number {
    return this.sizes.at(term);
  }

  addTerm(): void {
    this.sizes.push(0);
    this.lastLinks.push(NONE);
  }

  /** Counts a posting that `pack` will place. */
  expect(term: number): void {
    this.sizes.increase(term, 1);
  }

  add(term: number, unit: number, count: number): void {
    this.expect(term);
    this.linkUnits.push(unit);
    this.linkCounts.push(Math.min(COUNT_MAX, count));
    this.previousLinks.push(this.lastLinks.at(term));
    this.lastLinks.set(term, this.linkUnits.length - 1);
  }

  /** Places the terms of all units, of which none was added by itself. */
  async pack(from: UnitTerms, slices: Slices): Promise<void> {
    this.starts = new Int32Array(this.sizes.length + 1);
    for (let term = 0; term < this.sizes.length; term++) {
      this.starts[term + 1] = (this.starts[term] ?? 0) + this.sizes.at(term);
    }
    const ends = this.starts.slice();
    this.units = new Int32Array(this.starts.at(-1) ?? 0);
    this.counts = new Uint8Array(this.units.length);
    for (let unit = 0; unit < from.units; unit++) {
      if (from.isPosted(unit)) {
        for (let at = from.starts.at(unit); at < from.starts.at(unit + 1); at++) {
          const term = from.terms.at(at);
          const end = ends[term] ?? 0;
          this.units[end] = unit;
          this.counts[end] = Math.min(COUNT_MAX, from.counts.at(at));
          ends[term] = end + 1;
        }
        await slices.next();
      }
    }
    this.sizes.trim();
    this.lastLinks.trim();
  }

  /** Adds what the term gives to the sum of each unit that has it, and lists the units whose sum was 0. */
  addUp(term: number, weight: number, norms: Float32Array, { sums, touched }: Sums): void {
    const { units, counts, starts } = this;
    const end = starts[term + 1] ?? 0;
    for (let at = starts[term] ?? end; at < end; at++) {
      const unit = units[at] ?? 0;
      const sum = sums[unit] ?? 0;
      if (sum === 0) {
        touched.push(unit);
      }
      sums[unit] = sum + weight * saturation(counts[at] ?? 0, norms[unit] ?? 1);
    }
    for (let link = this.lastLinks.at(term); link !== NONE; link = this.previousLinks.at(link)) {
      const unit = this.linkUnits.at(link);
      const sum = sums[unit] ?? 0;
      if (sum === 0) {
        touched.push(unit);
      }
      sums[unit] = sum + weight * saturation(this.linkCounts.at(link), norms[unit] ?? 1);
    }
  }
}

/** The sum of each unit, and the units whose sum is not 0. */
export interface Sums {
  sums: Float32Array;
  touched: GrowingNumbers;
}
