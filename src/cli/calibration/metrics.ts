/** The chance that one of the first is above one of the second; ties count half. */
export function areaUnderCurve(positives: readonly number[], negatives: readonly number[]): number {
  const all = [
    ...positives.map((value) => ({ value, isPositive: true })),
    ...negatives.map((value) => ({ value, isPositive: false })),
  ];
  all.sort((a, b) => a.value - b.value);
  let below = 0;
  let wins = 0;
  for (let start = 0; start < all.length;) {
    let end = start;
    while (end < all.length && all[end]?.value === all[start]?.value) {
      end += 1;
    }
    const tied = all.slice(start, end);
    const tiedPositives = tied.filter(({ isPositive }) => isPositive).length;
    const tiedNegatives = tied.length - tiedPositives;
    wins += tiedPositives * (below + tiedNegatives / 2);
    below += tiedNegatives;
    start = end;
  }
  return wins / (positives.length * negatives.length);
}

const BINS = 10;

export interface Forecast {
  probability: number;
  isTrue: boolean;
}

/** The mean distance between what was promised and what came true, over ten bins of equal width, weighted by use. */
export function calibrationError(forecasts: readonly Forecast[]): number {
  const gaps = Array.from({ length: BINS }, () => 0);
  for (const { probability, isTrue } of forecasts) {
    const bin = Math.min(BINS - 1, Math.floor(probability * BINS));
    gaps[bin] = (gaps[bin] ?? 0) + probability - (isTrue ? 1 : 0);
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / Math.max(1, forecasts.length);
}

/** Of what is promised at least so surely, how much comes true, and how much of all that is. */
export function precisionAt(
  threshold: number,
  forecasts: readonly Forecast[],
): { precision: number; coverage: number } {
  const sure = forecasts.filter(({ probability }) => probability >= threshold);
  const right = sure.filter(({ isTrue }) => isTrue).length;
  return { precision: right / Math.max(1, sure.length), coverage: sure.length / Math.max(1, forecasts.length) };
}
