import { canonicalFields } from './canonical.js';
import { digestOf, type HashAlgorithm } from './hashing.js';

/** What a seal signs: so many links in a row, the root over their leaves, and the seal before it. */
export interface SealContent {
  /** 1 for the first, without gaps. */
  number: number;
  firstSequence: number;
  lastSequence: number;
  /** The earliest and the latest time of its events, and its own: microseconds since 1970. */
  firstAt: number;
  lastAt: number;
  sealedAt: number;
  /** Merkle root over the leaves, RFC 6962. */
  root: Buffer;
  /** The chain hash of the last link. */
  chain: Buffer;
  /** The hash of the seal before it; 32 zero bytes for the first. */
  previous: Buffer;
  hashAlgorithm: HashAlgorithm;
  /** The fingerprint of the key that signs. */
  keyId: string;
}

export interface Seal extends SealContent {
  /** Of its canonical form. */
  hash: Buffer;
  signature: Buffer;
}

/** What is hashed and signed of a seal. */
export function canonicalSeal(seal: SealContent): string {
  return canonicalFields([
    'seal',
    '1',
    `${seal.number}`,
    `${seal.firstSequence}`,
    `${seal.lastSequence}`,
    `${seal.firstAt}`,
    `${seal.lastAt}`,
    `${seal.sealedAt}`,
    seal.root.toString('hex'),
    seal.chain.toString('hex'),
    seal.previous.toString('hex'),
    seal.hashAlgorithm,
    seal.keyId,
  ]);
}

export function sealHash(seal: SealContent): Buffer {
  return digestOf(seal.hashAlgorithm, canonicalSeal(seal));
}

/** For people and files: hashes in hexadecimal, the signature in base64, times in ISO 8601 with microseconds. */
export interface SealView {
  number: number;
  firstSequence: number;
  lastSequence: number;
  firstAt: number;
  lastAt: number;
  sealedAt: number;
  root: string;
  chain: string;
  previous: string;
  hashAlgorithm: HashAlgorithm;
  keyId: string;
  hash: string;
  signature: string;
}

export function presentSeal(seal: Seal): SealView {
  return {
    ...seal,
    root: seal.root.toString('hex'),
    chain: seal.chain.toString('hex'),
    previous: seal.previous.toString('hex'),
    hash: seal.hash.toString('hex'),
    signature: seal.signature.toString('base64'),
  };
}
