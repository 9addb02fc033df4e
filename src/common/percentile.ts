/** The smallest value that so large a share of the values does not exceed; `share` from 0 to 1, values ascending. */
export function percentile(ascending: readonly number[], share: number): number | undefined {
  return ascending[Math.max(0, Math.ceil(ascending.length * share) - 1)];
}
