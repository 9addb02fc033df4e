import { withoutPlaceholders } from '../../privacy/detection/placeholder.js';
import { hanEvidence, type HanEvidence } from './han-characters.js';
import type { LanguageCode } from './language.js';
import { latinLanguagesOf } from './latin-languages.js';
import { proseOf, type Writing, writingOf } from './writing.js';

/** What can be told of the language of a text. */
export interface LanguageAnalysis {
  language: LanguageCode;
  /** How sure it is beside other languages in that script, 0..1; 0.5 is a guess. */
  certainty: number;
  /** How much of the text is in that script, 0..1. */
  share: number;
  writing: Writing;
  /** What was looked at: without links, ids and the like. */
  prose: string;
}

type Guess = Pick<LanguageAnalysis, 'language' | 'certainty'>;

/** Words that only Chinese has. In these characters Japanese writes other things, and with kana beside them. */
const CHINESE_WORDS = /[你您妳她吗嗎呢这這么麼们們哪怎很吧啦呀嘛谁誰给让讓咗嘅喺冇唔哋]|什么|什麼|我要|我想|不能|不是/u;
/** Written in Hong Kong in traditional script, hence a hint where nothing else tells. */
const CANTONESE = /[嘅喺咗哋冇佢嚟啲嗰噉咁睇攞]/u;
/** A kana is an ornament in Chinese names of shops and goods. */
const ORNAMENT_MAX = 1;
const KANA_SHARE_MIN = 0.2;
const GUESS = 0.5;
/** A word or two of so few Latin letters could be of any language. */
const SHORT = 10;
/** How much a character says beside a word of a script with spaces. */
const CHARACTER_WEIGHT = { eastAsian: 0.6, thai: 0.3 } as const;

/** Undefined where nothing is written in any language: digits, links, ids, pictures, placeholders. */
export function analyseLanguage(text: string): LanguageAnalysis | undefined {
  const prose = proseOf(withoutPlaceholders(text));
  const writing = writingOf(prose);
  const scripts = scriptsOf(writing);
  const [first] = scripts;
  if (first === undefined) {
    return undefined;
  }
  const total = scripts.reduce((sum, { weight }) => sum + weight, 0);
  return { ...first.guess(prose, writing), share: first.weight / total, writing, prose };
}

interface Script {
  weight: number;
  guess(prose: string, writing: Writing): Guess;
}

/** Those that occur, the one that most is written in first. */
function scriptsOf({ han, kana, hangul, thai, cyrillic, arabic, latin, latinWords }: Writing): Script[] {
  const scripts: Script[] = [
    { weight: (han + kana) * CHARACTER_WEIGHT.eastAsian, guess: chineseOrJapanese },
    { weight: hangul * CHARACTER_WEIGHT.eastAsian, guess: only('ko') },
    { weight: thai * CHARACTER_WEIGHT.thai, guess: only('th') },
    { weight: cyrillic, guess: only('ru') },
    { weight: arabic, guess: only('ar') },
    { weight: latin, guess: latinLanguage },
  ];
  const present = scripts.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight);
  return present.length > 0 || latinWords.length === 0
    ? present
    : [{ weight: latinWords.length, guess: latinLanguage }];
}

function only(language: LanguageCode): () => Guess {
  return () => ({ language, certainty: 1 });
}

function chineseOrJapanese(prose: string, writing: Writing): Guess {
  const evidence = hanEvidence(prose);
  return isJapanese(prose, writing, evidence) ? { language: 'ja', certainty: 1 } : chinese(prose, evidence);
}

function isJapanese(prose: string, { han, kana }: Writing, evidence: HanEvidence): boolean {
  const { simplified, simplifiedOrJapanese, traditional, japanese } = evidence;
  const isChinese = simplified > simplifiedOrJapanese || prose.search(CHINESE_WORDS) !== -1;
  if (kana > ORNAMENT_MAX || han === 0) {
    return kana / (kana + han) >= (isChinese ? GUESS : KANA_SHARE_MIN);
  }
  return japanese > 0 && !isChinese && traditional === 0;
}

function chinese(prose: string, { simplified, traditional }: HanEvidence): Guess {
  if (simplified === traditional) {
    return { language: CANTONESE.test(prose) ? 'zh-Hant' : 'zh-Hans', certainty: GUESS };
  }
  const certainty = Math.max(simplified, traditional) / (simplified + traditional);
  return { language: simplified > traditional ? 'zh-Hans' : 'zh-Hant', certainty };
}

function latinLanguage(prose: string, { latinWords }: Writing): Guess {
  const { candidates, isReliable } = latinLanguagesOf(prose);
  const [first, second] = candidates;
  if (first === undefined || (!isReliable && latinWords.join('').length < SHORT)) {
    return { language: 'en', certainty: GUESS };
  }
  const lead = first.score / (first.score + (second?.score ?? 0));
  return { language: first.language, certainty: isReliable ? lead : GUESS };
}
