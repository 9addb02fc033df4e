import type { LogisticModel } from '../../knowledge/retrieval/logistic-model.js';

export interface Sample {
  features: Readonly<Record<string, number>>;
  isTrue: boolean;
  /** How much it counts. */
  weight: number;
}

const ROUNDS = 30;

/**
 * Fits a logistic model by Newton's method. The ridge, in units of the summed weight of the samples, keeps weights small
 * where features say the same.
 */
export function fitLogistic(samples: readonly Sample[], names: readonly string[], ridge: number): LogisticModel {
  const size = names.length + 1;
  const rows = samples.map(({ features }) => [1, ...names.map((name) => features[name] ?? 0)]);
  const total = samples.reduce((sum, { weight }) => sum + weight, 0);
  const weights = Array.from({ length: size }, () => 0);
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = weights.map((weight, i) => (i === 0 ? 0 : -ridge * total * weight));
    const hessian = weights.map((_, i) => weights.map((__, j) => (i === j ? (i === 0 ? 1e-9 : ridge) * total : 0)));
    for (const [n, row] of rows.entries()) {
      const sample = samples[n];
      const odds = Math.exp(-row.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0));
      const likely = 1 / (1 + odds);
      const weight = sample?.weight ?? 0;
      accumulate(row, weight * ((sample?.isTrue ? 1 : 0) - likely), weight * likely * (1 - likely), gradient, hessian);
    }
    solve(hessian, gradient).forEach((step, i) => {
      weights[i] = (weights[i] ?? 0) + step;
    });
  }
  const [intercept = 0, ...others] = weights;
  return { intercept, weights: Object.fromEntries(names.map((name, i) => [name, others[i] ?? 0])) };
}

function accumulate(row: number[], slope: number, curve: number, gradient: number[], hessian: number[][]): void {
  for (const [i, value] of row.entries()) {
    gradient[i] = (gradient[i] ?? 0) + slope * value;
    const line = hessian[i] ?? [];
    for (const [j, other] of row.entries()) {
      line[j] = (line[j] ?? 0) + curve * value * other;
    }
  }
}

/** Gauss and Jordan, with pivots. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let column = 0; column < rows.length; column++) {
    let pivot = column;
    for (let row = column + 1; row < rows.length; row++) {
      if (Math.abs(at(row, column)) > Math.abs(at(pivot, column))) {
        pivot = row;
      }
    }
    const [upper = [], lower = []] = [rows[column], rows[pivot]];
    rows[pivot] = upper;
    rows[column] = lower.map((value) => value / (lower[column] ?? 1));
    for (const [number, row] of rows.entries()) {
      const factor = row[column] ?? 0;
      if (number !== column && factor !== 0) {
        rows[number] = row.map((value, i) => value - factor * at(column, i));
      }
    }
  }
  return rows.map((row) => row.at(-1) ?? 0);
}
