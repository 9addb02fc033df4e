import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../language/detect-language.js';
import { intentByRule } from './rules.js';

const folder = process.env['TEST_DATA_DIR'] ?? '';
const fileOf = (name: string): string => join(folder, name);
const isAway = (name: string): boolean => folder === '' || !existsSync(fileOf(name));

interface Line {
  text: string;
  label: string;
  lang: string;
}

const linesOf = (name: string): Line[] =>
  readFileSync(fileOf(name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

describe.skipIf(isAway('handoff-requests.jsonl'))('of messages that speak of humans', () => {
  it('at least 90 % are told to ask for one, or not to', () => {
    const lines = linesOf('handoff-requests.jsonl');
    const wrong = lines.filter(
      ({ text, label }) => (intentByRule(text)?.intent === 'wants-human') !== (label === 'wants-human'),
    );
    expect(wrong.length / lines.length, wrong.map(({ text }) => text).join('\n')).toBeLessThanOrEqual(0.1);
  });
});

describe.skipIf(isAway('langid.jsonl'))('of lines of ten letters or four Chinese characters', () => {
  const lines = (): Line[] =>
    linesOf('langid.jsonl').filter(({ text, lang }) =>
      lang.startsWith('zh') ? /(?:\p{sc=Han}.*){4}/su.test(text) : /(?:\p{L}.*){10}/su.test(text),
    );
  const isRight = ({ text, lang }: Line): boolean => detectLanguage(text)?.language === lang;

  it('at least 95 % are told the language of', () => {
    const wrong = lines().filter((line) => !isRight(line));
    expect(wrong.length / lines().length, wrong.map(({ text }) => text).join('\n')).toBeLessThanOrEqual(0.05);
  });

  it.each(['zh-Hans', 'zh-Hant'])('at least 95 %% of those in %s', (lang) => {
    const some = lines().filter((line) => line.lang === lang);
    expect(some.filter(isRight).length / some.length).toBeGreaterThanOrEqual(0.95);
  });
});
