/** Numbers below `count`, of which the n-th is drawn 1/n as often as the first (Zipf, s = 1.0); the same for a seed. */
export function drawZipf(count: number, draws: number, seed: number): number[] {
  const upTo: number[] = [];
  for (let rank = 1; rank <= count; rank += 1) {
    upTo.push((upTo.at(-1) ?? 0) + 1 / rank);
  }
  const random = mulberry32(seed);
  return Array.from({ length: draws }, () => {
    const point = random() * (upTo.at(-1) ?? 0);
    return upTo.findIndex((sum) => point < sum);
  });
}

/** Tommy Ettinger's generator, evenly in 0..1. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
