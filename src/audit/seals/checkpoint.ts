import { canonicalFields } from './canonical.js';

/** What a checkpoint signs: where the chain goes on, and that nothing from before a moment is kept. */
export interface CheckpointContent {
  number: number;
  sealNumber: number;
  lastSequence: number;
  sealHash: Buffer;
  chain: Buffer;
  /** Microseconds since 1970, as `createdAt`. */
  eventsBefore: number;
  createdAt: number;
  hashAlgorithm: string;
  keyId: string;
}

export function canonicalCheckpoint(checkpoint: CheckpointContent): string {
  return canonicalFields([
    'checkpoint',
    '1',
    `${checkpoint.number}`,
    `${checkpoint.sealNumber}`,
    `${checkpoint.lastSequence}`,
    checkpoint.sealHash.toString('hex'),
    checkpoint.chain.toString('hex'),
    `${checkpoint.eventsBefore}`,
    `${checkpoint.createdAt}`,
    checkpoint.hashAlgorithm,
    checkpoint.keyId,
  ]);
}
