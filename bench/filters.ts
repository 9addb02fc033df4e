import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readLines } from '../src/cli/calibration/retrieval-set.js';
import { percentile } from '../src/common/percentile.js';
import { verdictOf } from '../src/dialog/filters/filter-verdict.js';
import { WordMatcher } from '../src/dialog/filters/word-matcher.js';

/**
 * `npm run bench:filters -- --data DIR`: how many of the words of `sensitive-words.json` are found in the lines of
 * `sensitive-*.jsonl`, where they stand plainly and where they are hidden, and how many lines without one are flagged,
 * beside a search that only compares characters; then how fast a list of 50,000 words is loaded and a text is scanned.
 * The last line is one JSON object.
 */
const WORDS = 50_000;
const TEXT_LENGTH = 500;
const SCANS = 2_000;
const WARM_UP = 200;

interface Line {
  text: string;
  kind: string;
  obfuscation: string;
  expect: string[];
}

type Find = (text: string) => ReadonlySet<string>;

const { values } = parseArgs({ options: { data: { type: 'string' } } });
if (values.data === undefined) {
  console.error('Usage: npm run bench:filters -- --data DIR');
  process.exitCode = 2;
} else {
  await bench(values.data);
}

async function bench(folder: string): Promise<void> {
  const words = readWords(folder);
  const lines = readdirSync(folder)
    .filter((name) => /^sensitive-.*\.jsonl$/.test(name))
    .flatMap((name) => readLines(join(folder, name)))
    .map(toLine);
  const matcher = await WordMatcher.build([listOf(words)]);
  const ours = measureQuality(lines, (text) => wordsFound(matcher, text), 'ours');
  const plain = measureQuality(lines, (text) => new Set(words.filter((word) => text.toLowerCase().includes(word))));
  console.log(`ours: ${describe(ours)}`);
  console.log(`plain comparison: ${describe(plain)}`);
  const speed = await measureSpeed(lines, words);
  console.log(`speed: ${describe(speed)}`);
  console.log(JSON.stringify({ lines: lines.length, words: words.length, ours, plain, speed }));
}

function wordsFound(matcher: WordMatcher, text: string): ReadonlySet<string> {
  const hits = matcher.find(text, { direction: 'inbound' });
  return new Set(hits.map(({ word }) => word));
}

/** Shares of expected words and of lines, from 0 to 1. Says what `name` did wrong. */
function measureQuality(lines: readonly Line[], find: Find, name?: string): Record<string, number> {
  const wrong: string[] = [];
  const shareFound = (some: readonly Line[]): number => {
    const found = some.flatMap(({ text, kind, obfuscation, expect }) => {
      const hits = find(text);
      return expect.map((word) => {
        if (!hits.has(word)) {
          wrong.push(`missed ${word} (${kind} ${obfuscation}) in ${JSON.stringify(text)}`);
        }
        return hits.has(word);
      });
    });
    return found.filter(Boolean).length / found.length;
  };
  const isHidden = ({ kind }: Line): boolean => kind === 'obfuscated';
  const holding = lines.filter(({ expect }) => expect.length > 0);
  const clean = lines.filter(({ expect }) => expect.length === 0);
  const shareFlagged = (some: readonly Line[]): number => {
    const flagged = some.filter(({ text }) => find(text).size > 0);
    return flagged.length / some.length;
  };
  const quality = {
    plain: shareFound(holding.filter((line) => !isHidden(line))),
    obfuscated: shareFound(holding.filter(isHidden)),
    falseAlarms: shareFlagged(clean),
    falseAlarmsOfTraps: shareFlagged(clean.filter(({ kind }) => kind === 'trap')),
    falseAlarmsOfOthers: shareFlagged(clean.filter(({ kind }) => kind !== 'trap')),
  };
  const alarms = clean.flatMap(({ text, kind }) =>
    [...find(text)].map((word) => `false alarm ${word} (${kind}) in ${JSON.stringify(text)}`),
  );
  if (name !== undefined) {
    [...wrong, ...alarms].forEach((one) => console.log(`${name}: ${one}`));
  }
  return quality;
}

async function measureSpeed(lines: readonly Line[], own: readonly string[]): Promise<Record<string, number>> {
  const words = manyWords(lines, own);
  const blocks = watchBlocks();
  const startedAt = performance.now();
  const cpu = process.cpuUsage();
  const matcher = await WordMatcher.build([listOf(words)]);
  const { user, system } = process.cpuUsage(cpu);
  const buildMs = performance.now() - startedAt;
  const longestBlockMs = blocks.stop();
  const clean = longTexts(lines.filter(({ expect }) => expect.length === 0));
  const flagged = longTexts(lines.filter(({ expect }) => expect.length > 0));
  return {
    words: words.length,
    buildMs,
    buildCpuMs: (user + system) / 1_000,
    longestBlockMs,
    ...scanTimes('clean', clean, matcher),
    ...scanTimes('flagged', flagged, matcher),
  };
}

/** How long the event loop is held up at most, in time of the processor: what other programs take does not count. */
function watchBlocks(): { stop: () => number } {
  let longest = 0;
  let isOver = false;
  let last = process.threadCpuUsage();
  const look = (): void => {
    const { user, system } = process.threadCpuUsage(last);
    longest = Math.max(longest, (user + system) / 1_000);
    last = process.threadCpuUsage();
    if (!isOver) {
      setImmediate(look);
    }
  };
  setImmediate(look);
  return {
    stop: () => {
      isOver = true;
      return longest;
    },
  };
}

function scanTimes(name: string, texts: readonly string[], matcher: WordMatcher): Record<string, number> {
  const times: number[] = [];
  let cpu = process.cpuUsage();
  for (let n = 0; n < WARM_UP + SCANS; n++) {
    const text = texts[n % texts.length] ?? '';
    const startedAt = performance.now();
    verdictOf(text, matcher.find(text, { direction: 'inbound' }));
    if (n === WARM_UP) {
      cpu = process.cpuUsage();
    }
    if (n >= WARM_UP) {
      times.push(performance.now() - startedAt);
    }
  }
  const { user, system } = process.cpuUsage(cpu);
  times.sort((a, b) => a - b);
  return {
    [`${name}MeanCpuMs`]: (user + system) / 1_000 / (times.length - 1),
    [`${name}MeanMs`]: times.reduce((sum, time) => sum + time, 0) / times.length,
    [`${name}P50Ms`]: percentile(times, 0.5) ?? NaN,
    [`${name}P99Ms`]: percentile(times, 0.99) ?? NaN,
  };
}

/** The list's own words, and others that are made of what the lines are made of: they begin like much of the text. */
function manyWords(lines: readonly Line[], own: readonly string[]): string[] {
  const characters = Array.from(lines.map(({ text }) => text).join('')).filter((one) => /\p{L}/u.test(one));
  const words = new Set(own);
  let seed = 1;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  while (words.size < WORDS) {
    const at = random(characters.length);
    const start = characters.slice(at, at + 1 + random(2));
    const rest = Array.from({ length: 1 + random(3) }, () => characters[random(characters.length)] ?? '');
    words.add([...start, ...rest].join('').toLowerCase());
  }
  return [...words];
}

function longTexts(lines: readonly Line[]): string[] {
  const all = lines.map(({ text }) => text).join('。');
  return Array.from({ length: Math.floor(all.length / TEXT_LENGTH) }, (_, n) =>
    all.slice(n * TEXT_LENGTH, (n + 1) * TEXT_LENGTH),
  );
}

function listOf(words: readonly string[]): Parameters<typeof WordMatcher.build>[0][number] {
  return {
    name: 'bench',
    action: 'refuse',
    direction: 'both',
    accountIds: undefined,
    words: words.map((word) => ({ word })),
  };
}

function readWords(folder: string): string[] {
  const file: { words: { word: string }[] } = JSON.parse(readFileSync(join(folder, 'sensitive-words.json'), 'utf8'));
  return file.words.map(({ word }) => word);
}

function toLine(line: Record<string, unknown>): Line {
  const { expect, obfuscation } = line;
  return {
    text: String(line['text']),
    kind: String(line['kind']),
    obfuscation: typeof obfuscation === 'string' ? obfuscation : '',
    expect: Array.isArray(expect) ? expect.map(String) : [],
  };
}

function describe(figures: Readonly<Record<string, number>>): string {
  return Object.entries(figures)
    .map(([name, value]) => `${name} ${Number(value.toFixed(4))}`)
    .join(', ');
}
