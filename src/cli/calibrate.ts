import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type LogisticModel, probability } from '../knowledge/retrieval/logistic-model.js';
import { type Fit, fitConfidence, type ObservedSet } from './calibration/fit-confidence.js';
import { areaUnderCurve, calibrationError, type Forecast } from './calibration/metrics.js';
import { type Observation, observe, observeSmallBases } from './calibration/observations.js';
import { readRetrievalSets } from './calibration/retrieval-set.js';

/**
 * `npm run knowledge:calibrate -- --data DIR [--out FILE]`: fits both confidences on the sets in the folder and writes
 * them as source, to be built in. Prints how good each fit is on the sets it was made from, and on each set that it
 * was not made from.
 */
const { values } = parseArgs({ options: { data: { type: 'string' }, out: { type: 'string' } } });
if (values.data === undefined) {
  console.error('Usage: npm run knowledge:calibrate -- --data DIR [--out FILE]');
  process.exitCode = 2;
} else {
  await calibrate(values.data, values.out ?? join('src', 'knowledge', 'retrieval', 'confidence-fit.ts'));
}

async function calibrate(folder: string, file: string): Promise<void> {
  const sets: ObservedSet[] = [];
  for (const set of readRetrievalSets(folder)) {
    sets.push({
      name: set.name,
      whole: await observe(set.entries, set.questions),
      small: await observeSmallBases(set),
    });
  }
  const fit = fitConfidence(sets);
  for (const set of sets) {
    report(`${set.name}, fitted`, fit, set.whole);
    report(`${set.name}, small bases, fitted`, fit, set.small);
    const others = sets.filter((other) => other !== set);
    if (others.length > 0) {
      report(`${set.name}, fitted on the others`, fitConfidence(others), set.whole);
    }
  }
  writeFileSync(file, source(fit, sets));
  console.log(`Wrote ${file}.`);
}

function report(title: string, { answers, holds }: Fit, observations: readonly Observation[]): void {
  const line = [
    ['confidence', answers, ({ isAnswered }: Observation): boolean => isAnswered],
    ['inScope', holds, ({ isInScope }: Observation): boolean => isInScope],
  ] as const;
  const figures = line.map(([name, model, isTrue]) => {
    const forecasts = observations.map((observation) => forecast(model, observation, isTrue(observation)));
    const chances = (wanted: boolean): number[] =>
      forecasts.filter((one) => one.isTrue === wanted).map((one) => one.probability);
    const area = areaUnderCurve(chances(true), chances(false)).toFixed(3);
    return `${name}: AUROC ${area}, calibration error ${calibrationError(forecasts).toFixed(3)}`;
  });
  console.log(`${title}: ${figures.join('; ')}`);
}

function forecast(model: LogisticModel, { features }: Observation, isTrue: boolean): Forecast {
  return { probability: features === undefined ? 0 : probability(model, features), isTrue };
}

function source({ answers, holds }: Fit, sets: readonly ObservedSet[]): string {
  const provenance = sets.map(
    ({ name, whole, small }) => `${name} (${whole.length} questions, ${small.length} to small bases)`,
  );
  return `import type { LogisticModel } from './logistic-model.js';

/**
 * Written by \`npm run knowledge:calibrate\`. Fitted on:
${provenance.map((line) => ` * - ${line}`).join('\n')}
 */
export const answers: LogisticModel = ${literal(answers)};

export const holds: LogisticModel = ${literal(holds)};
`;
}

function literal({ intercept, weights }: LogisticModel): string {
  const lines = Object.entries(weights).map(([name, weight]) => `    ${name}: ${rounded(weight)},`);
  return `{\n  intercept: ${rounded(intercept)},\n  weights: {\n${lines.join('\n')}\n  },\n}`;
}

function rounded(value: number): number {
  return Number(value.toFixed(4));
}
