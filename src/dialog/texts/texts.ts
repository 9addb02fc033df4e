import type { LanguageCode } from '../language/language.js';
import { en } from './en.js';
import { type Texts, zhHans } from './zh-Hans.js';
import { zhHant } from './zh-Hant.js';

const written: Partial<Record<LanguageCode, Texts>> = { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en };

export type { Texts } from './zh-Hans.js';

/** Everything that the service says by itself, in one language. Who writes in a language without texts of its own reads English. */
export function textsFor(language: LanguageCode): Texts {
  return written[language] ?? en;
}
