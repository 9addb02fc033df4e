import type { DocumentId } from '../../common/ids.js';
import { Slices } from '../lexical/slices.js';
import { toBytes } from './vector-bytes.js';

/** Vectors that share one array: so many that growing never copies much. */
const BLOCK_ROWS = 1_024;

export interface VectorKey {
  documentId: DocumentId;
  revision: number;
  ordinal: number;
}

export interface Near extends VectorKey {
  cosine: number;
}

/**
 * Vectors of one length in memory, each component in a byte; every search compares all of them. Vectors of revisions
 * that are not current are kept until the current one arrives, and it is up to the caller to refuse them.
 */
export class VectorTable {
  private readonly blocks: Int8Array[] = [];
  private readonly keys: (VectorKey | undefined)[] = [];
  private readonly lengths: number[] = [];
  private readonly free: number[] = [];
  private readonly rowsOf = new Map<DocumentId, number[]>();

  constructor(
    readonly dimensions: number,
    private readonly bytesMax: number,
  ) {}

  get size(): number {
    return this.keys.length - this.free.length;
  }

  /** Takes the place of what has the key. Returns false if there is no room. */
  put(key: VectorKey, bytes: Int8Array): boolean {
    const rows = this.rowsOf.get(key.documentId) ?? [];
    const same = rows.find((row) => {
      const { revision, ordinal } = this.keys[row] ?? {};
      return revision === key.revision && ordinal === key.ordinal;
    });
    const row = same ?? this.free.pop() ?? this.newRow();
    if (row === undefined) {
      return false;
    }
    if (same === undefined) {
      this.rowsOf.set(key.documentId, [...rows, row]);
    }
    this.block(row).set(bytes, (row % BLOCK_ROWS) * this.dimensions);
    this.keys[row] = key;
    this.lengths[row] = Math.sqrt(bytes.reduce((sum, value) => sum + value * value, 0));
    return true;
  }

  /** Forgets the document's vectors of revisions before that one. */
  remove(documentId: DocumentId, before = Infinity): void {
    const rows = this.rowsOf.get(documentId) ?? [];
    const kept = rows.filter((row) => (this.keys[row]?.revision ?? 0) >= before);
    for (const row of rows.filter((one) => !kept.includes(one))) {
      this.keys[row] = undefined;
      this.free.push(row);
    }
    if (kept.length > 0) {
      this.rowsOf.set(documentId, kept);
    } else {
      this.rowsOf.delete(documentId);
    }
  }

  /**
   * The nearest, best first, one for each name; gives way every few milliseconds.
   * @param nameOf what a vector belongs to; undefined: it is not wanted.
   */
  async nearest(
    vector: ArrayLike<number>,
    limit: number,
    nameOf: (key: VectorKey) => string | undefined,
  ): Promise<Near[]> {
    const question = toBytes(vector);
    const questionLength = Math.sqrt(question.reduce((sum, value) => sum + value * value, 0));
    const best = new Map<string, Near>();
    const slices = new Slices();
    let threshold = -1;
    for (let row = 0; row < this.keys.length; row++) {
      const key = this.keys[row];
      if (key !== undefined) {
        const cosine =
          dot(this.block(row), (row % BLOCK_ROWS) * this.dimensions, question) /
          (questionLength * (this.lengths[row] ?? 1) || 1);
        if (cosine > threshold) {
          offer(best, nameOf(key), { ...key, cosine });
          threshold = best.size >= 2 * limit ? prune(best, limit) : threshold;
        }
      }
      if (row % 64 === 0) {
        await slices.next();
      }
    }
    prune(best, limit);
    return [...best.values()];
  }

  private newRow(): number | undefined {
    const row = this.keys.length;
    if (row === this.blocks.length * BLOCK_ROWS) {
      if ((this.blocks.length + 1) * BLOCK_ROWS * this.dimensions > this.bytesMax) {
        return undefined;
      }
      this.blocks.push(new Int8Array(BLOCK_ROWS * this.dimensions));
    }
    this.keys.push(undefined);
    return row;
  }

  private block(row: number): Int8Array {
    const block = this.blocks[Math.floor(row / BLOCK_ROWS)];
    if (block === undefined) {
      throw new RangeError(`no row ${row}`);
    }
    return block;
  }
}

/**
 * Four sums at a time and whole numbers of 32 bits, which overflow at no length that vectors have: more than twice as
 * fast as the plain loop.
 */
function dot(block: Int8Array, start: number, question: Int8Array): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let at = 0; at < question.length; at += 4) {
    const from = start + at;
    a = (a + (block[from] ?? 0) * (question[at] ?? 0)) | 0;
    b = (b + (block[from + 1] ?? 0) * (question[at + 1] ?? 0)) | 0;
    c = (c + (block[from + 2] ?? 0) * (question[at + 2] ?? 0)) | 0;
    d = (d + (block[from + 3] ?? 0) * (question[at + 3] ?? 0)) | 0;
  }
  return a + b + c + d;
}

function offer(best: Map<string, Near>, name: string | undefined, near: Near): void {
  if (name !== undefined && near.cosine > (best.get(name)?.cosine ?? -1)) {
    best.set(name, near);
  }
}

/** Leaves the best in order, and returns the cosine from which on another would be among them. */
function prune(best: Map<string, Near>, limit: number): number {
  const kept = [...best].toSorted(([, a], [, b]) => b.cosine - a.cosine).slice(0, limit);
  best.clear();
  kept.forEach(([name, near]) => best.set(name, near));
  return kept.length < limit ? -1 : (kept.at(-1)?.[1].cosine ?? -1);
}
