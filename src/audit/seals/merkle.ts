import { type HashAlgorithm, nodeHash } from './hashing.js';

/**
 * The tree over leaves: RFC 6962 section 2.1, which splits at the largest power of two below the count. Pairing level
 * by level, where one that is left over moves up, makes the same tree.
 */
export class MerkleTree {
  private readonly levels: (readonly Buffer[])[];

  constructor(algorithm: HashAlgorithm, leaves: readonly Buffer[]) {
    this.levels = [leaves];
    for (let level = leaves; level.length > 1; this.levels.push(level)) {
      level = nextLevel(algorithm, level);
    }
  }

  /** @throws {TypeError} without a leaf. */
  get root(): Buffer {
    const root = this.levels.at(-1)?.[0];
    if (root === undefined) {
      throw new TypeError('a tree has a leaf');
    }
    return root;
  }

  /** The nodes beside the way from a leaf up to the root, lowest first: RFC 6962 section 2.1.1. */
  path(index: number): Buffer[] {
    const path: Buffer[] = [];
    let position = index;
    for (const level of this.levels.slice(0, -1)) {
      const sibling = level[position % 2 === 0 ? position + 1 : position - 1];
      if (sibling !== undefined) {
        path.push(sibling);
      }
      position = Math.floor(position / 2);
    }
    return path;
  }
}

export function merkleRoot(algorithm: HashAlgorithm, leaves: readonly Buffer[]): Buffer {
  return new MerkleTree(algorithm, leaves).root;
}

function nextLevel(algorithm: HashAlgorithm, level: readonly Buffer[]): Buffer[] {
  const next: Buffer[] = [];
  for (let n = 0; n < level.length; n += 2) {
    const [left, right] = [level[n], level[n + 1]];
    if (left !== undefined) {
      next.push(right === undefined ? left : nodeHash(algorithm, left, right));
    }
  }
  return next;
}
