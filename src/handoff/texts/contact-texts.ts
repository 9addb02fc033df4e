import { en } from './contact-texts.en.js';
import { type ContactTexts, zhHans } from './contact-texts.zh-hans.js';
import { zhHant } from './contact-texts.zh-hant.js';

export type { ContactTexts } from './contact-texts.zh-hans.js';

/**
 * What a contact is told of operators, tickets and surveys. Nothing known of the language: Chinese; a language without
 * texts of its own: English.
 */
export function contactTexts(language: string | null | undefined): ContactTexts {
  if (language === null || language === undefined || language === 'zh-Hans') {
    return zhHans;
  }
  return language === 'zh-Hant' ? zhHant : en;
}
