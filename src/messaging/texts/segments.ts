/** So many messages in their sequence are indexed together. */
export const SEGMENT_SIZE = 8_192;

export function segmentOf(sequence: bigint): number {
  return Number(sequence / BigInt(SEGMENT_SIZE));
}

/** The first sequence of a segment. */
export function startOf(segment: number): bigint {
  return BigInt(segment) * BigInt(SEGMENT_SIZE);
}

/** Where a pair stands in a segment: ascending offsets, two bytes each. */
export function packOffsets(offsets: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(offsets.length * 2);
  offsets.forEach((offset, index) => bytes.writeUInt16LE(offset, index * 2));
  return bytes;
}

/** The offsets that stand in all of them, ascending; the shortest decides how long it takes. */
export function inAll(packed: readonly Buffer[]): number[] {
  const [shortest, ...others] = packed.toSorted((a, b) => a.length - b.length).map(unpack);
  return others.reduce<readonly number[]>((left, one) => intersect(left, one), [...(shortest ?? [])]).slice();
}

function unpack(bytes: Buffer): Uint16Array {
  const offsets = new Uint16Array(bytes.length / 2);
  for (let index = 0; index < offsets.length; index += 1) {
    offsets[index] = bytes.readUInt16LE(index * 2);
  }
  return offsets;
}

function intersect(some: readonly number[], others: Uint16Array): number[] {
  let place = 0;
  return some.filter((offset) => {
    while ((others[place] ?? SEGMENT_SIZE) < offset) {
      place += 1;
    }
    return others[place] === offset;
  });
}
