import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { percentile } from '../src/common/percentile.js';
import { IntentExamples } from '../src/dialog/intents/intent-examples.js';
import { recognise } from '../src/dialog/intents/recognise.js';
import { detectLanguage } from '../src/dialog/language/detect-language.js';
import { type LabelledMessage, readLabelledMessages, readRows } from './intent-data.js';

/**
 * `npm run bench:intents -- --data DIR`: how often the intent of a message is right, on the half that rules were written
 * by and on the half held back, with recall and precision of each intent; how often a request for a human is; and how
 * often the language of a line is, in lines of ten letters or four Chinese characters and more. The last line is one
 * JSON object.
 */
const LETTERS_MIN = 10;
const CHINESE_MIN = 4;

const { values } = parseArgs({ options: { data: { type: 'string' }, labels: { type: 'string' } } });
if (values.data === undefined) {
  console.error('Usage: npm run bench:intents -- --data DIR [--labels FILE]');
  process.exitCode = 2;
} else {
  await bench(values.data, values.labels ?? join('bench', 'intents', 'labels.jsonl'));
}

async function bench(folder: string, labels: string): Promise<void> {
  const examples = await IntentExamples.build([]);
  const intentOf = (text: string): string => recognise(text, examples.best(text, ''))?.intent ?? 'question';
  const messages = readLabelledMessages(folder, labels);
  const intents = {
    heldBack: measureIntents(
      messages.filter(({ isHeldBack }) => isHeldBack),
      intentOf,
    ),
    seen: measureIntents(
      messages.filter(({ isHeldBack }) => !isHeldBack),
      intentOf,
    ),
  };
  console.log('intents, held back:', intents.heldBack);
  console.log('intents, seen:', intents.seen);
  const handoffRequests = measureHandoffRequests(join(folder, 'handoff-requests.jsonl'), intentOf);
  console.log('requests for a human:', handoffRequests);
  const language = measureLanguages(join(folder, 'langid.jsonl'));
  console.log('language:', language);
  const milliseconds = measureSpeed(
    messages.map(({ text }) => text),
    intentOf,
  );
  console.log('milliseconds a message:', milliseconds);
  console.log(JSON.stringify({ intents, handoffRequests, language, milliseconds }));
}

interface Tally {
  of: number;
  right: number;
  found: number;
}

function measureIntents(messages: readonly LabelledMessage[], intentOf: (text: string) => string): object {
  const tallies = new Map<string, Tally>();
  const tallyOf = (intent: string): Tally => {
    const tally = tallies.get(intent) ?? { of: 0, right: 0, found: 0 };
    tallies.set(intent, tally);
    return tally;
  };
  for (const { text, intent } of messages) {
    const found = intentOf(text);
    tallyOf(found).found += 1;
    tallyOf(intent).of += 1;
    tallyOf(intent).right += Number(found === intent);
  }
  const right = sum([...tallies.values()].map((tally) => tally.right));
  const scores = [...tallies.values()].map((tally) => (2 * tally.right) / (tally.of + tally.found));
  return {
    messages: messages.length,
    accuracy: right / messages.length,
    /** Each intent counts alike, however rare. */
    meanF1: sum(scores) / scores.length,
    byIntent: Object.fromEntries(tallies),
  };
}

function measureHandoffRequests(file: string, intentOf: (text: string) => string): object {
  if (!existsSync(file)) {
    return {};
  }
  const rows = readRows(file).map(({ text, label }) => ({
    isWanted: label === 'wants-human',
    isFound: intentOf(String(text)) === 'wants-human',
  }));
  const share = (wanted: boolean): number => {
    const some = rows.filter(({ isWanted }) => isWanted === wanted);
    return some.filter(({ isFound }) => isFound === wanted).length / some.length;
  };
  const right = rows.filter(({ isWanted, isFound }) => isWanted === isFound).length;
  return { lines: rows.length, accuracy: right / rows.length, wanted: share(true), unwanted: share(false) };
}

function measureLanguages(file: string): object {
  if (!existsSync(file)) {
    return {};
  }
  const rows = readRows(file)
    .map(({ text, lang }) => ({ text: String(text), language: String(lang) }))
    .filter(isLongEnough);
  const byLanguage: Record<string, { of: number; right: number }> = {};
  for (const { text, language } of rows) {
    const tally = (byLanguage[language] ??= { of: 0, right: 0 });
    tally.of += 1;
    tally.right += Number(detectLanguage(text)?.language === language);
  }
  const right = sum(Object.values(byLanguage).map((tally) => tally.right));
  return { lines: rows.length, accuracy: right / rows.length, byLanguage };
}

function isLongEnough({ text, language }: { text: string; language: string }): boolean {
  const isChinese = language.startsWith('zh');
  const letters = text.match(isChinese ? /\p{sc=Han}/gu : /\p{L}/gu)?.length ?? 0;
  return letters >= (isChinese ? CHINESE_MIN : LETTERS_MIN);
}

function measureSpeed(texts: readonly string[], intentOf: (text: string) => string): object {
  const spent = texts.map((text) => {
    const startedAt = performance.now();
    intentOf(text);
    detectLanguage(text);
    return performance.now() - startedAt;
  });
  const ascending = spent.toSorted((a, b) => a - b);
  return { p50: percentile(ascending, 0.5), p99: percentile(ascending, 0.99) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
