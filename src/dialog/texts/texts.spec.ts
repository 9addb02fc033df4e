import { describe, expect, it } from 'vitest';
import { settingsCatalogue } from '../../settings/settings-catalogue.js';
import { detectLanguage } from '../language/detect-language.js';
import { textsFor } from './texts.js';

const written = ['zh-Hans', 'zh-Hant', 'en'] as const;

/** Each text with the path to it; functions with what they come to. */
function sayings(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') {
    return [[path, value]];
  }
  if (typeof value === 'function') {
    const said: unknown = value(path.endsWith('several') ? ['1. A', '2. B'] : 'A', 2, '12:00');
    return sayings(said, path);
  }
  return Object.entries(value ?? {}).flatMap(([key, inner]) => sayings(inner, `${path}.${key}`));
}

describe('textsFor', () => {
  it.each(written)('says the same things in %s', (language) => {
    const paths = sayings(textsFor(language)).map(([path]) => path);

    expect(paths).toEqual(sayings(textsFor('zh-Hans')).map(([path]) => path));
    expect(sayings(textsFor(language)).every(([, text]) => text.trim() !== '')).toBe(true);
  });

  it.each(written)('keeps every text of %s in that language', (language) => {
    const long = sayings(textsFor(language)).filter(([, text]) => text.length > 12);
    const foreign = long.filter(([, text]) => detectLanguage(text)?.language !== language);

    expect(foreign).toEqual([]);
  });

  it('labels what a model wrote as the setting does while nobody has changed it', () => {
    expect(textsFor('zh-Hans').aiLabel).toBe(settingsCatalogue['dialog.aiLabel'].default);
  });

  it('speaks English to those whose language it has no texts in', () => {
    expect(textsFor('fr')).toBe(textsFor('en'));
  });
});
