import { eld } from 'eld/extrasmall';
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

const detector = eld.newInstance();
detector.setLanguageSubset(Object.keys(codes));

export interface LatinLanguages {
  /** The likeliest first; scores compare only with each other. */
  candidates: { language: LanguageCode; score: number }[];
  /** Whether there is enough to go by. */
  isReliable: boolean;
}

/** The languages of Latin letters that a text may be in. */
export function latinLanguagesOf(prose: string): LatinLanguages {
  const result = detector.detect(prose);
  const candidates = Object.entries(result.getScores()).flatMap(([code, score]) => {
    const language = codes[code];
    return language === undefined ? [] : [{ language, score }];
  });
  return { candidates: candidates.toSorted((a, b) => b.score - a.score), isReliable: result.isReliable() };
}
