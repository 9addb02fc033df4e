import { detectLanguage } from '../language/detect-language.js';
import { isChinese, type LanguageCode } from '../language/language.js';
import { proseOf } from '../language/writing.js';

/** Fewer characters or words may be a name, or what every language has. */
const UNITS_MIN = 4;
const SURE = 0.7;
/** An answer may name goods and menus in another script; with less than this of its own it is not in that language. */
const SCRIPT_SHARE_MIN = 0.2;

/** A character where there are no spaces, else a word: they weigh about the same. */
const UNIT =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{Script=Hangul}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Latin}]+/gu;
const SCRIPTS: Readonly<Partial<Record<LanguageCode, RegExp>>> = {
  'zh-Hans': /^\p{Script=Han}/u,
  'zh-Hant': /^\p{Script=Han}/u,
  ja: /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
  ko: /^\p{Script=Hangul}/u,
  th: /^\p{Script=Thai}/u,
  ru: /^\p{Script=Cyrillic}/u,
  ar: /^\p{Script=Arabic}/u,
};
const LATIN = /^\p{Script=Latin}/u;

/** `script`: Chinese, though in the other script, which the contact can read. */
export type LanguageFit = 'same' | 'script' | 'other';

/** Whether an answer is in the language it was to be in. In doubt it is. */
export function fitOf(answer: string, wanted: LanguageCode): LanguageFit {
  const prose = proseOf(answer);
  const units = prose.match(UNIT) ?? [];
  if (units.length < UNITS_MIN) {
    return 'same';
  }
  const script = SCRIPTS[wanted] ?? LATIN;
  if (units.filter((unit) => script.test(unit)).length < units.length * SCRIPT_SHARE_MIN) {
    return 'other';
  }
  const detected = detectLanguage(answer);
  if (detected === undefined || detected.confidence < SURE || detected.language === wanted) {
    return 'same';
  }
  return isChinese(detected.language) && isChinese(wanted) ? 'script' : 'other';
}
