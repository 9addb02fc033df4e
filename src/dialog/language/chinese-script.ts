import { hanEvidence } from './han-characters.js';
import type { LanguageCode } from './language.js';

type Convert = (text: string) => string;

/** To traditional takes 40 MB of phrases, as 头发 and 发现 become 頭髮 and 發現: loaded when somebody reads that. */
const converters: Partial<Record<LanguageCode, { load(): Promise<Convert>; loaded?: Promise<Convert> }>> = {
  'zh-Hant': { load: toTraditional },
  'zh-Hans': { load: toSimplified },
};

/** Chinese in the script of that language, phrase by phrase; for any other language the text as it is. */
export async function inScriptOf(language: LanguageCode, text: string): Promise<string> {
  const converter = converters[language];
  if (converter === undefined || (language === 'zh-Hans' && hanEvidence(text).traditional === 0)) {
    return text;
  }
  converter.loaded ??= converter.load();
  const convert = await converter.loaded;
  return convert(text);
}

async function toTraditional(): Promise<Convert> {
  const [{ ConverterBuilder }, preset] = await Promise.all([import('opencc-js/core'), import('opencc-js/preset/cn2t')]);
  return ConverterBuilder(preset)({ from: 'cn', to: 'tw' });
}

async function toSimplified(): Promise<Convert> {
  const [{ ConverterBuilder }, preset] = await Promise.all([import('opencc-js/core'), import('opencc-js/preset/t2cn')]);
  return ConverterBuilder(preset)({ from: 'tw', to: 'cn' });
}
