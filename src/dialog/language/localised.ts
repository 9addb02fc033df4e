import type { LanguageCode } from './language.js';

/** A text that a contact reads, in one language for all or in several; `{{name}}` stands for a value. */
export type LocalText = string | Readonly<Partial<Record<'zh-Hans' | 'zh-Hant' | 'en', string>>>;

/** Which language stands in for which: the other script before another language. */
const STAND_INS = {
  'zh-Hans': ['zh-Hans', 'zh-Hant', 'en'],
  'zh-Hant': ['zh-Hant', 'zh-Hans', 'en'],
  other: ['en', 'zh-Hans', 'zh-Hant'],
} as const;

/** The text in a contact's language, or in the nearest that somebody wrote it in. */
export function textIn(text: LocalText, language: LanguageCode): string {
  if (typeof text === 'string') {
    return text;
  }
  const order = language === 'zh-Hans' || language === 'zh-Hant' ? STAND_INS[language] : STAND_INS.other;
  return order.map((one) => text[one]).find((one) => one !== undefined) ?? '';
}
