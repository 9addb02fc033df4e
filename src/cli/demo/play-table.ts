import { percentile } from '../../common/percentile.js';
import type { Summary } from './play-summary.js';

const LABEL_WIDTH = 26;
const NUMBER_WIDTH = 8;

const outcomes = [
  ['answered', 'answered'],
  ['handed off', 'handed-off'],
  ['refused', 'refused'],
  ['ignored', 'ignored'],
] as const;

/** The table for people; its last line says whether every message got exactly one outcome. */
export function renderTable(summary: Summary): string {
  const { counts, answerMs } = summary;
  const rows = outcomes.flatMap(([label, outcome]) => [
    row(label, counts.get(outcome) ?? 0),
    ...[...counts]
      .filter(([key]) => key.startsWith(`${outcome}/`))
      .toSorted(([, a], [, b]) => b - a)
      .map(([key, count]) => row(`  ${key.slice(outcome.length + 1)}`, count)),
  ]);
  return [
    row('sent', summary.sent),
    ...(summary.acked === summary.sent ? [] : [row('acknowledged', summary.acked)]),
    ...rows,
    row('rejected by WeCom', summary.rejected),
    ...(summary.pending === 0 ? [] : [row('not sent in time', summary.pending)]),
    row('time to answer, p50 ms', percentile(answerMs, 0.5) ?? '-'),
    row('time to answer, p99 ms', percentile(answerMs, 0.99) ?? '-'),
    '',
    `${summary.exactlyOne} of ${summary.sent} got exactly one outcome`,
  ].join('\n');
}

function row(label: string, value: number | string): string {
  const text = typeof value === 'number' ? value.toLocaleString('en') : value;
  return `${label.padEnd(LABEL_WIDTH)}${text.padStart(NUMBER_WIDTH)}`;
}
