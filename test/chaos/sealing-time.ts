/** From one moment to another, in milliseconds since 1970. */
export interface Span {
  from: number;
  to: number;
}

/** How much of a span is covered by any of the others. */
export function coveredMs({ from, to }: Span, covers: readonly Span[]): number {
  let covered = 0;
  let reached = from;
  for (const cover of covers.toSorted((a, b) => a.from - b.from)) {
    const begin = Math.max(reached, cover.from);
    const end = Math.min(to, cover.to);
    covered += Math.max(0, end - begin);
    reached = Math.max(reached, end);
  }
  return covered;
}

/** What is left of spans where holes are cut out of them. */
export function without(spans: readonly Span[], holes: readonly Span[]): Span[] {
  return holes.reduce<Span[]>(
    (left, hole) =>
      left.flatMap(({ from, to }) =>
        [
          { from, to: Math.min(to, hole.from) },
          { from: Math.max(from, hole.to), to },
        ].filter((piece) => piece.from < piece.to),
      ),
    [...spans],
  );
}
