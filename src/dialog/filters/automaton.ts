import { Breather } from './breather.js';

const ROOT = 0;
const NONE = -1;

/** Called for each pattern that ends at a place; places are those of the units that were scanned. */
export type OnMatch = (pattern: number, start: number, end: number) => void;

/**
 * Finds all patterns of a set in one pass over a text (Aho and Corasick, 1975). A pattern is a sequence of 16-bit units
 * and goes by the order in which it was added. Nodes are numbers; what is known of them stands in typed arrays.
 */
export class Automaton {
  private constructor(
    private readonly trie: Trie,
    /** The node of the longest proper suffix that is the beginning of some pattern. */
    private readonly fallback: Int32Array,
    /** The node of the longest proper suffix that is a whole pattern; `NONE` where there is none. */
    private readonly nextEnd: Int32Array,
  ) {}

  /** Built in slices, so that the event loop is never held up for long. */
  static async build(patterns: PatternList): Promise<Automaton> {
    const breather = new Breather();
    const trie = new Trie(patterns.units.length, patterns.count);
    for (let pattern = 0; pattern < patterns.count; pattern++) {
      trie.add(pattern, patterns);
      if (breather.isDue) {
        await breather.rest();
      }
    }
    const fallback = new Int32Array(trie.size);
    const nextEnd = new Int32Array(trie.size).fill(NONE);
    for (const node of trie.byDepth()) {
      fallback[node] = fallbackOf(node, trie, fallback);
      const suffix = fallback[node] ?? ROOT;
      nextEnd[node] = trie.endsAt(suffix) ? suffix : (nextEnd[suffix] ?? NONE);
      if (breather.isDue) {
        await breather.rest();
      }
    }
    return new Automaton(trie, fallback, nextEnd);
  }

  scan(units: Uint16Array, length: number, onMatch: OnMatch): void {
    const { trie, fallback, nextEnd } = this;
    let node = ROOT;
    for (let at = 0; at < length; at++) {
      const unit = units[at] ?? 0;
      let next = trie.child(node, unit);
      while (next === NONE && node !== ROOT) {
        node = fallback[node] ?? ROOT;
        next = trie.child(node, unit);
      }
      node = next === NONE ? ROOT : next;
      let end = trie.endsAt(node) ? node : (nextEnd[node] ?? NONE);
      while (end !== NONE) {
        trie.reportEnds(end, at + 1, onMatch);
        end = nextEnd[end] ?? NONE;
      }
    }
  }
}

/** Sequences of units, one behind the other. */
export class PatternList {
  count = 0;
  private used = 0;
  private buffer = new Uint16Array(1_024);
  private readonly ends: number[] = [];

  add(units: readonly number[]): void {
    if (this.used + units.length > this.buffer.length) {
      const larger = new Uint16Array((this.used + units.length) * 2);
      larger.set(this.buffer);
      this.buffer = larger;
    }
    this.buffer.set(units, this.used);
    this.used += units.length;
    this.ends.push(this.used);
    this.count += 1;
  }

  get units(): Uint16Array {
    return this.buffer.subarray(0, this.used);
  }

  startOf(pattern: number): number {
    return pattern === 0 ? 0 : (this.ends[pattern - 1] ?? 0);
  }

  endOf(pattern: number): number {
    return this.ends[pattern] ?? 0;
  }
}

/** The beginnings of all patterns. Children are found through one hash table of all edges. */
class Trie {
  /** How many nodes there are; the first is the root. */
  size = 1;
  private readonly parent: Int32Array;
  private readonly unit: Uint16Array;
  private readonly depth: Uint16Array;
  /** The first pattern that ends at a node, and of each pattern the next one that is the same. */
  private readonly firstEnd: Int32Array;
  private readonly sameAs: Int32Array;
  private readonly slots: Int32Array;
  private readonly mask: number;
  private readonly fromRoot = new Int32Array(2 ** 16).fill(NONE);

  constructor(unitsMax: number, patterns: number) {
    this.parent = new Int32Array(unitsMax + 1);
    this.unit = new Uint16Array(unitsMax + 1);
    this.depth = new Uint16Array(unitsMax + 1);
    this.firstEnd = new Int32Array(unitsMax + 1).fill(NONE);
    this.sameAs = new Int32Array(patterns).fill(NONE);
    this.slots = new Int32Array(2 ** Math.ceil(Math.log2(unitsMax * 2 + 2))).fill(NONE);
    this.mask = this.slots.length - 1;
  }

  add(pattern: number, patterns: PatternList): void {
    let node = ROOT;
    const { units } = patterns;
    for (let at = patterns.startOf(pattern); at < patterns.endOf(pattern); at++) {
      const unit = units[at] ?? 0;
      const child = this.child(node, unit);
      node = child === NONE ? this.grow(node, unit) : child;
    }
    this.sameAs[pattern] = this.firstEnd[node] ?? NONE;
    this.firstEnd[node] = pattern;
  }

  child(node: number, unit: number): number {
    return node === ROOT ? (this.fromRoot[unit] ?? NONE) : (this.slots[this.slotOf(node, unit)] ?? NONE);
  }

  parentOf(node: number): number {
    return this.parent[node] ?? ROOT;
  }

  unitOf(node: number): number {
    return this.unit[node] ?? 0;
  }

  endsAt(node: number): boolean {
    return (this.firstEnd[node] ?? NONE) !== NONE;
  }

  reportEnds(node: number, end: number, onMatch: OnMatch): void {
    const start = end - (this.depth[node] ?? 0);
    for (let pattern = this.firstEnd[node] ?? NONE; pattern !== NONE; pattern = this.sameAs[pattern] ?? NONE) {
      onMatch(pattern, start, end);
    }
  }

  /** All nodes but the root, those with shorter ways first. */
  byDepth(): Int32Array {
    const starts: number[] = [0, 0];
    for (let node = 1; node < this.size; node++) {
      const next = (this.depth[node] ?? 0) + 1;
      starts[next] = (starts[next] ?? 0) + 1;
    }
    for (let depth = 1; depth < starts.length; depth++) {
      starts[depth] = (starts[depth] ?? 0) + (starts[depth - 1] ?? 0);
    }
    const ordered = new Int32Array(this.size - 1);
    for (let node = 1; node < this.size; node++) {
      const depth = this.depth[node] ?? 0;
      const place = starts[depth] ?? 0;
      ordered[place] = node;
      starts[depth] = place + 1;
    }
    return ordered;
  }

  private grow(parent: number, unit: number): number {
    const node = this.size++;
    this.parent[node] = parent;
    this.unit[node] = unit;
    this.depth[node] = (this.depth[parent] ?? 0) + 1;
    if (parent === ROOT) {
      this.fromRoot[unit] = node;
    } else {
      this.slots[this.slotOf(parent, unit)] = node;
    }
    return node;
  }

  /** Where the edge is, or would be. */
  private slotOf(parent: number, unit: number): number {
    let slot = (Math.imul(parent, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & this.mask;
    for (;;) {
      const child = this.slots[slot] ?? NONE;
      if (child === NONE || (this.parent[child] === parent && this.unit[child] === unit)) {
        return slot;
      }
      slot = (slot + 1) & this.mask;
    }
  }
}

function fallbackOf(node: number, trie: Trie, fallback: Int32Array): number {
  const parent = trie.parentOf(node);
  if (parent === ROOT) {
    return ROOT;
  }
  const unit = trie.unitOf(node);
  let suffix = fallback[parent] ?? ROOT;
  let next = trie.child(suffix, unit);
  while (next === NONE && suffix !== ROOT) {
    suffix = fallback[suffix] ?? ROOT;
    next = trie.child(suffix, unit);
  }
  return next === NONE ? ROOT : next;
}
