/** As in the paper that proposed it: how little the first places may outweigh the others. */
const K = 60;

export interface Fused {
  key: string;
  /** 1 for what every ranking has first. */
  score: number;
}

/**
 * Reciprocal rank fusion: each ranking gives 1 / (60 + place) to what it found, whatever its scores mean. What is equal
 * stays in the order in which the rankings name it, the first ranking's before the others'.
 * @param rankings keys, best first, none twice in one.
 * @see https://plg.uwaterloo.ca/~gvcormac/cormacksigir09-rrf.pdf
 */
export function fuseRankings(rankings: readonly (readonly string[])[]): Fused[] {
  const scores = new Map<string, number>();
  for (const ranking of rankings) {
    for (const [place, key] of ranking.entries()) {
      scores.set(key, (scores.get(key) ?? 0) + (K + 1) / (K + 1 + place) / rankings.length);
    }
  }
  return [...scores].map(([key, score]) => ({ key, score })).toSorted((a, b) => b.score - a.score);
}
