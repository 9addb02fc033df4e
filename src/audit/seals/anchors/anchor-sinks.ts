import { Injectable } from '@nestjs/common';
import type { Seal } from '../seal.js';
import { momentOf } from '../seal-rows.js';

/** What is told outside of one seal: enough to show later that the log is not what it was. */
export interface Anchor {
  /** The seal's number. */
  seal: number;
  /** Its last sequence: so many events there were. */
  sequence: number;
  /** Its hash, in hexadecimal. */
  hash: string;
  /** ISO 8601, UTC. */
  sealedAt: string;
  /** The fingerprint of the key that signed it. */
  keyId: string;
}

/** Somewhere outside the database. */
export interface AnchorSink {
  /** Stays: what it has already is remembered by it. */
  readonly name: string;
  /** How long it rests between two anchors. */
  readonly everySeconds: number;
  /** Keeps the anchor; one that it has already may come again. @throws when it is not kept for certain. */
  anchor(anchor: Anchor): Promise<void>;
}

export function anchorOf(seal: Seal): Anchor {
  return {
    seal: seal.number,
    sequence: seal.lastSequence,
    hash: seal.hash.toString('hex'),
    sealedAt: momentOf(seal.sealedAt),
    keyId: seal.keyId,
  };
}

/** @returns undefined for a line that is no anchor. */
export function parseAnchor(line: string): Anchor | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  return isAnchor(value) ? value : undefined;
}

function isAnchor(value: unknown): value is Anchor {
  return (
    typeof value === 'object' &&
    value !== null &&
    'seal' in value &&
    Number.isSafeInteger(value.seal) &&
    'sequence' in value &&
    Number.isSafeInteger(value.sequence) &&
    'hash' in value &&
    typeof value.hash === 'string' &&
    'keyId' in value &&
    typeof value.keyId === 'string'
  );
}

/** Where modules leave places that anchors go to. */
@Injectable()
export class AnchorSinks {
  private readonly sinks: AnchorSink[] = [];

  register(sink: AnchorSink): void {
    this.sinks.push(sink);
  }

  all(): readonly AnchorSink[] {
    return this.sinks;
  }
}
