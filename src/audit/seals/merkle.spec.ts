import { hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalFields, microsecondsOf } from './canonical.js';
import { chainHash, leafHash, NO_HASH } from './hashing.js';
import { merkleRoot, MerkleTree } from './merkle.js';
import { momentOf } from './seal-rows.js';

/** The definition of RFC 6962 section 2.1, word for word. */
function rootByDefinition(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (leaves.length === 1 && only !== undefined) {
    return only;
  }
  const split = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  const [left, right] = [rootByDefinition(leaves.slice(0, split)), rootByDefinition(leaves.slice(split))];
  return hash('sha256', Buffer.concat([Buffer.of(1), left, right]), 'buffer');
}

const leaves = (count: number): Buffer[] =>
  Array.from({ length: count }, (_, n) => hash('sha256', Buffer.from(`\0${n}`), 'buffer'));

describe('the Merkle tree', () => {
  it('is the one of RFC 6962, whatever the count', () => {
    for (let count = 1; count <= 70; count += 1) {
      expect(merkleRoot('sha256', leaves(count)).equals(rootByDefinition(leaves(count)))).toBe(true);
    }
  });

  it('has the root that RFC 6962 implementations give for known leaves', () => {
    // https://github.com/google/certificate-transparency/blob/master/cpp/merkletree/merkle_tree_test.cc: the leaves "", 00.
    const known = ['', '\0'].map((text) => leafHash('sha256', text));

    expect(known[0]?.toString('hex')).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
    expect(merkleRoot('sha256', known).toString('hex')).toBe(
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    );
  });

  it('gives a path as long as the way up, for each leaf', () => {
    const tree = new MerkleTree('sha256', leaves(5));

    expect([0, 1, 2, 3, 4].map((index) => tree.path(index).length)).toEqual([3, 3, 3, 3, 1]);
  });
});

describe('the canonical form', () => {
  it('counts bytes, and tells null from nothing', () => {
    expect(canonicalFields(['a', null, '', '你好', '1:a,'])).toBe('1:a,-,0:,6:你好,4:1:a,,');
  });
});

describe('times', () => {
  it('are read to the microsecond from what the database sends, before 2000 as well', () => {
    expect(microsecondsOf('0000000000000000')).toBe(Date.UTC(2000, 0) * 1_000);
    expect(microsecondsOf('ffffffffffffffff')).toBe(Date.UTC(2000, 0) * 1_000 - 1);
    expect(microsecondsOf('0002ec8a9f3b8001')).toBe(0x2ec8a9f3b8001 + Date.UTC(2000, 0) * 1_000);
  });

  it('are written as they were', () => {
    expect(momentOf(1_767_225_600_123_456)).toBe('2026-01-01T00:00:00.123456Z');
    expect(momentOf(-1)).toBe('1969-12-31T23:59:59.999999Z');
  });
});

describe('the chain hash', () => {
  const link = { sequence: 1, eventId: '019a0000-0000-7000-8000-000000000001', eventAt: -1, leaf: Buffer.alloc(32, 7) };
  const other = chainHash('sha256', NO_HASH, link);

  it('differs with each part of a link, a leaf that was cut short included', () => {
    for (const change of [{ sequence: 2 }, { eventId: '019a0000-0000-7000-8000-000000000002' }, { eventAt: 0 }]) {
      expect(chainHash('sha256', NO_HASH, { ...link, ...change }).equals(other)).toBe(false);
    }
    expect(chainHash('sha256', NO_HASH, { ...link, leaf: Buffer.alloc(31, 7) }).equals(other)).toBe(false);
    expect(chainHash('sm3', NO_HASH, link).equals(other)).toBe(false);
  });
});
