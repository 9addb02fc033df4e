import { isFunctionWord } from '../../knowledge/lexical/function-words.js';
import { analyseLanguage, type LanguageAnalysis } from './language-analysis.js';
import { DEFAULT_LANGUAGE, isChinese, type LanguageCode } from './language.js';

export interface DetectedLanguage {
  language: LanguageCode;
  /** 0..1; up to 0.5 it is a guess. */
  confidence: number;
}

/** What changes the language of a conversation must be mostly in one script. */
const SHARE_MIN = 0.7;
/** One character of the other script among many is a name or a slip. */
const SCRIPT_CERTAINTY_MIN = 0.7;
const CHARACTERS_MIN = 4;
/** So much Chinese is a sentence even without a word of grammar. */
const CHINESE_SENTENCE = 8;
const WORDS_MIN = 3;
const FIRST_WORDS_MIN = 2;
/** Two languages of Latin letters are close to each other. */
const LATIN_WORDS_MIN = 5;
const LATIN_CERTAINTY_MIN = 0.53;

/** Undefined where nothing is written in any language: digits, links, ids, pictures. */
export function detectLanguage(text: string): DetectedLanguage | undefined {
  const analysis = analyseLanguage(text);
  return analysis && { language: analysis.language, confidence: analysis.share * analysis.certainty };
}

/**
 * The language to go on in. Only a sentence in another language changes it: an id, a link, the name of a product, a word
 * or two, or a text in two languages do not.
 */
export function conversationLanguage(previous: LanguageCode | undefined, text: string): LanguageCode {
  const kept = previous ?? DEFAULT_LANGUAGE;
  const analysis = analyseLanguage(text);
  if (analysis === undefined) {
    return kept;
  }
  const { language, certainty } = analysis;
  if (isChinese(language) && isChinese(kept)) {
    return certainty >= SCRIPT_CERTAINTY_MIN ? language : kept;
  }
  return isForeignSentence(analysis, kept, previous === undefined ? FIRST_WORDS_MIN : WORDS_MIN) ? language : kept;
}

/**
 * Whether an answer is in another language than it should be; a name or a quotation in it does not make it so. The two
 * scripts of Chinese are one language here: `inScriptOf` turns one into the other.
 */
export function isForeign(answer: string, language: LanguageCode): boolean {
  const analysis = analyseLanguage(answer);
  return (
    analysis !== undefined &&
    !(isChinese(analysis.language) && isChinese(language)) &&
    isForeignSentence(analysis, language, WORDS_MIN)
  );
}

function isForeignSentence(analysis: LanguageAnalysis, expected: LanguageCode, wordsMin: number): boolean {
  const { language, share, writing } = analysis;
  if (language === expected || share < SHARE_MIN) {
    return false;
  }
  if (isLatin(language)) {
    return isLatinSentence(analysis, expected, wordsMin);
  }
  const { han, kana, hangul, thai, cyrillic, arabic } = writing;
  if (isChinese(language)) {
    return han >= (hasGrammar(analysis) ? CHARACTERS_MIN : CHINESE_SENTENCE);
  }
  return han + kana + hangul + thai >= CHARACTERS_MIN || cyrillic + arabic >= FIRST_WORDS_MIN;
}

function isLatinSentence(analysis: LanguageAnalysis, expected: LanguageCode, wordsMin: number): boolean {
  const { language, certainty, writing } = analysis;
  if (isLatin(expected)) {
    return writing.latin >= LATIN_WORDS_MIN && certainty >= LATIN_CERTAINTY_MIN;
  }
  return writing.latin >= wordsMin && (language === 'en' ? hasGrammar(analysis) : certainty > 0.5);
}

/** The name of a product is without. */
function hasGrammar({ language, prose, writing }: LanguageAnalysis): boolean {
  const words = isChinese(language) ? Array.from(prose) : writing.latinWords.map((word) => word.toLowerCase());
  return words.some((word) => isFunctionWord(word));
}

function isLatin(language: LanguageCode): boolean {
  return !['zh-Hans', 'zh-Hant', 'ja', 'ko', 'th', 'ru', 'ar'].includes(language);
}
