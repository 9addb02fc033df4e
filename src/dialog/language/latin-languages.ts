import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { LanguageCode } from './language.js';

/** As the library calls them. It has no Indonesian, and takes it for Malay. */
const codes: Readonly<Record<string, LanguageCode>> = {
  en: 'en',
  vi: 'vi',
  fr: 'fr',
  de: 'de',
  es: 'es',
  pt: 'pt',
  it: 'it',
  nl: 'nl',
  pl: 'pl',
  tr: 'tr',
  ms: 'id',
};

type Detector = (typeof import('eld/extrasmall'))['eld'];
/** Loaded with the first text in Latin letters: it takes some 50 MB, and many a desk never needs it. */
let detector: Detector | undefined;

export interface LatinLanguages {
  /** The likeliest first; scores compare only with each other. */
  candidates: { language: LanguageCode; score: number }[];
  /** Whether there is enough to go by. */
  isReliable: boolean;
}

/** The languages of Latin letters that a text may be in. */
export function latinLanguagesOf(prose: string): LatinLanguages {
  detector ??= loadDetector();
  const result = detector.detect(prose);
  const candidates = Object.entries(result.getScores()).flatMap(([code, score]) => {
    const language = codes[code];
    return language === undefined ? [] : [{ language, score }];
  });
  return { candidates: candidates.toSorted((a, b) => b.score - a.score), isReliable: result.isReliable() };
}

function loadDetector(): Detector {
  const require = createRequire(import.meta.url);
  const { eld }: { eld: Detector } = require(fileURLToPath(import.meta.resolve('eld/extrasmall')));
  const loaded = eld.newInstance();
  loaded.setLanguageSubset(Object.keys(codes));
  return loaded;
}
