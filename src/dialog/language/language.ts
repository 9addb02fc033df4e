/** Every language that is told apart: BCP 47, Chinese by script. */
export const languages = [
  'zh-Hans',
  'zh-Hant',
  'en',
  'ja',
  'ko',
  'vi',
  'th',
  'ru',
  'fr',
  'de',
  'es',
  'pt',
  'it',
  'nl',
  'pl',
  'tr',
  'id',
  'ar',
] as const;

export type LanguageCode = (typeof languages)[number];

/** What a conversation is held in while nobody has written anything else. */
export const DEFAULT_LANGUAGE: LanguageCode = 'zh-Hans';

export function isLanguageCode(code: string): code is LanguageCode {
  return languages.some((language) => language === code);
}

/** In either script. */
export function isChinese(language: LanguageCode): boolean {
  return language === 'zh-Hans' || language === 'zh-Hant';
}
