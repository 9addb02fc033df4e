/** How much of a text is in each script; words of scripts with spaces, characters of the others. */
export interface Writing {
  han: number;
  kana: number;
  hangul: number;
  thai: number;
  cyrillic: number;
  arabic: number;
  /** Words that are no names: such have a small letter only, or begin a sentence. */
  latin: number;
  /** The Latin words of the text, names included. */
  latinWords: readonly string[];
}

/** More says nothing new, and takes longer. */
const LENGTH_MAX = 2_000;
const LINKS =
  /https?:\/\/\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|cn|net|org|io|html?|pdf|docx?|xlsx?)\b\S*/giu;
/** Letters and digits in one, as of an order or a model. */
const CODES = /(?<![\p{L}\p{N}])(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]+/giu;
/** What WeCom writes for a picture, as `[强]`, and placeholders, as `{name}`. */
const MARKS = /\[[^\]\s]{1,8}\]|\{\{?\w+\}?\}|<[^<>]{1,200}>|&#?\w{1,8};/gu;
const LATIN_WORD = /[\p{sc=Latin}][\p{sc=Latin}\p{M}'’-]*/gu;
const NAME = /^(?:\p{Lu}.*|.*\P{Lu}\p{Lu}.*)$/u;
const SENTENCE_START = /(?:^|[.!?。！？:：\n]\s*)["'“‘(¿¡]*$/u;

/** In one spelling, without links, addresses, ids and marks: those are written alike in every language. */
export function proseOf(text: string): string {
  return text.slice(0, LENGTH_MAX).normalize('NFKC').replace(LINKS, ' ').replace(MARKS, ' ').replace(CODES, ' ').trim();
}

export function writingOf(prose: string): Writing {
  const words = [...prose.matchAll(LATIN_WORD)].filter(([word]) => word.length > 1 || !NAME.test(word));
  const latin = words.filter(({ 0: word, index }) => !NAME.test(word) || beginsSentence(prose, word, index));
  return {
    han: count(prose, /\p{sc=Han}/gu),
    kana: count(prose, /[\p{sc=Hiragana}\p{sc=Katakana}]/gu),
    hangul: count(prose, /\p{sc=Hangul}/gu),
    thai: count(prose, /\p{sc=Thai}/gu),
    cyrillic: count(prose, /\p{sc=Cyrillic}+/gu),
    arabic: count(prose, /\p{sc=Arabic}+/gu),
    latin: latin.length,
    latinWords: words.map(([word]) => word),
  };
}

function beginsSentence(prose: string, word: string, index: number): boolean {
  return !NAME.test(word.slice(1)) && SENTENCE_START.test(prose.slice(Math.max(0, index - 4), index));
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
