import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readLines } from '../src/cli/calibration/retrieval-set.js';
import { percentile } from '../src/common/percentile.js';
import { findPersonalData } from '../src/privacy/detection/find-personal-data.js';
import { mask } from '../src/privacy/detection/masking.js';
import type { PersonalSpan } from '../src/privacy/detection/personal-span.js';

/**
 * `npm run bench:pii -- --data DIR`: how much of the personal data in the lines of `pii-*.jsonl` is found, by its type and
 * by how it is written, with its exact ends; how much of what is found is none; and how long a text of 500 characters
 * takes, ordinary and hostile. Says each line that went wrong. The last line is one JSON object.
 */
const TEXT_LENGTH = 500;
const MASKS = 4_000;
const WARM_UP = 1_000;
const HOSTILE_LENGTHS = [10_000, 100_000];
const HOSTILE_PARTS = [
  '1',
  '1 ',
  '0-',
  'a',
  'a@',
  'a.',
  '一',
  '一 ',
  '4111 ',
  '中山路',
  '1号',
  '王',
  '我叫',
  '京A',
  'E1',
  '〔',
  '〔手机号·',
];

interface Wanted {
  start: number;
  end: number;
  type: string;
  text: string;
  variant?: string;
}

interface Line {
  text: string;
  kind: string;
  spans: readonly Wanted[];
}

interface Found extends Line {
  found: readonly PersonalSpan[];
}

const { values } = parseArgs({ options: { data: { type: 'string' } } });
if (values.data === undefined) {
  console.error('Usage: npm run bench:pii -- --data DIR');
  process.exitCode = 2;
} else {
  bench(values.data);
}

function bench(from: string): void {
  const lines = readdirSync(from)
    .filter((name) => /^pii-.*\.jsonl$/.test(name))
    .flatMap((name) => readLines(join(from, name)))
    .map(toLine)
    .map((line) => ({ ...line, found: findPersonalData(line.text) }));
  const recall = recalls(lines);
  const precision = precisionOf(lines);
  const negatives = negativesOf(lines);
  const speed = speedOf(lines);
  const hostile = hostileSpeeds();
  for (const [group, found] of Object.entries(recall)) {
    console.log(`recall of ${group}: ${found}`);
  }
  console.log(`precision: ${precision}, look-alikes masked: ${negatives}`);
  console.log(JSON.stringify({ lines: lines.length, recall, precision, negatives, speed, hostile }));
}

function toLine({ text, kind, spans }: Record<string, unknown>): Line {
  return { text: String(text), kind: String(kind), spans: Array.isArray(spans) ? spans.map(toWanted) : [] };
}

function toWanted({ start, end, type, text, variant }: Record<string, unknown>): Wanted {
  return {
    start: Number(start),
    end: Number(end),
    type: String(type),
    text: String(text),
    ...(typeof variant === 'string' && { variant }),
  };
}

/** By type and kind of line, and by type and variant. */
function recalls(lines: readonly Found[]): Record<string, number> {
  const counts = new Map<string, { wanted: number; found: number }>();
  for (const { text, kind, spans, found } of lines) {
    for (const span of kind === 'order' ? [] : spans) {
      const isFound = found.some((one) => one.start === span.start && one.end === span.end && one.kind === span.type);
      if (!isFound) {
        console.log(`missed ${span.type} ${JSON.stringify(span.text)} (${kind}) in ${JSON.stringify(text)}`);
      }
      const isHard = kind === 'hard' ? 'hard' : 'plain';
      for (const group of [`${span.type}/${isHard}`, `${span.type}/${isHard}/${span.variant ?? kind}`]) {
        const { wanted = 0, found: before = 0 } = counts.get(group) ?? {};
        counts.set(group, { wanted: wanted + 1, found: before + (isFound ? 1 : 0) });
      }
    }
  }
  return Object.fromEntries(
    [...counts]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([group, { wanted, found }]) => [group, share(found, wanted)]),
  );
}

/** Of all that was found, how much is what the file says, with its type; its ends may differ. */
function precisionOf(lines: readonly Found[]): number {
  let right = 0;
  let all = 0;
  for (const { text, spans, found } of lines) {
    for (const one of found) {
      const isRight = spans.some((span) => span.type === one.kind && span.start < one.end && one.start < span.end);
      all += 1;
      right += isRight ? 1 : 0;
      if (!isRight) {
        console.log(`wrongly ${one.kind} ${JSON.stringify(text.slice(one.start, one.end))} in ${JSON.stringify(text)}`);
      }
    }
  }
  return share(right, all);
}

function negativesOf(lines: readonly Found[]): number {
  const negatives = lines.filter(({ kind }) => kind === 'negative');
  return share(negatives.filter(({ found }) => found.length > 0).length, negatives.length);
}

/** Microseconds for a text of 500 characters, made of whole lines. */
function speedOf(lines: readonly Line[]): Record<string, number> {
  const texts = longTexts(lines.map(({ text }) => text));
  const times: number[] = [];
  for (let n = 0; n < WARM_UP + MASKS; n++) {
    const text = texts[n % texts.length] ?? '';
    const startedAt = performance.now();
    mask(text);
    if (n >= WARM_UP) {
      times.push((performance.now() - startedAt) * 1_000);
    }
  }
  times.sort((a, b) => a - b);
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  return {
    microseconds: rounded(mean),
    p50: rounded(percentile(times, 0.5) ?? 0),
    p99: rounded(percentile(times, 0.99) ?? 0),
  };
}

function longTexts(lines: readonly string[]): string[] {
  const all = lines.join('，');
  return Array.from({ length: Math.floor(all.length / TEXT_LENGTH) }, (_, n) =>
    all.slice(n * TEXT_LENGTH, (n + 1) * TEXT_LENGTH),
  );
}

/** The slowest of the hostile texts, in microseconds for 500 characters, at both lengths: they are to be alike. */
function hostileSpeeds(): Record<string, { part: string; microseconds: number }> {
  return Object.fromEntries(
    HOSTILE_LENGTHS.map((length) => {
      const times = HOSTILE_PARTS.map((part) => ({ part, microseconds: hostileTime(part, length) }));
      return [
        String(length),
        times.toSorted((a, b) => b.microseconds - a.microseconds)[0] ?? { part: '', microseconds: 0 },
      ];
    }),
  );
}

function hostileTime(part: string, length: number): number {
  const text = part.repeat(length / part.length);
  mask(text);
  const startedAt = performance.now();
  mask(text);
  return rounded(((performance.now() - startedAt) * 1_000 * TEXT_LENGTH) / length);
}

function share(some: number, all: number): number {
  return all === 0 ? 1 : Math.round((some / all) * 10_000) / 10_000;
}

function rounded(microseconds: number): number {
  return Math.round(microseconds * 10) / 10;
}
