import { Automaton, PatternList } from './automaton.js';
import { Breather } from './breather.js';
import { isHan, isLatin } from './character-classes.js';
import { type FoldedText, GAP } from './folded-text.js';
import { cutSyllables, isReadAs, otherSyllablesOf, syllableOf } from './pinyin-syllables.js';
import { isCrossedIn } from './word-borders.js';
import type { Span } from './word-likelihood.js';
import { simplified } from '../../knowledge/lexical/simplified.js';

const WORD_LENGTH_MAX = 12;
const LETTERS_MAX = 30;
/** A word that is wholly in letters must be long: shorter ones are names and foreign words. */
const SPELLED_SYLLABLES_MIN = 3;
/** Of a word with characters that are read in several ways. */
const VARIANTS_MAX = 4;
const CONTEXT = 8;

/** A character, or a syllable in letters. */
interface Sound {
  syllable: number;
  /** Units of the folded text. */
  start: number;
  end: number;
  /** The character; 0 for letters. */
  character: number;
  /** Whether letters begin and end with it. */
  isFirst: boolean;
  isLast: boolean;
}

/** Finds Chinese words some of whose characters are written as they sound: 办zheng for 办证. */
export class PinyinMatcher {
  private constructor(
    private readonly words: readonly string[],
    /** The word of each pattern. */
    private readonly wordOf: readonly number[],
    private readonly automaton: Automaton,
  ) {}

  static async build(words: readonly { word: string }[]): Promise<PinyinMatcher> {
    const breather = new Breather();
    const patterns = new PatternList();
    const wordOf: number[] = [];
    const texts: string[] = [];
    for (const [n, { word }] of words.entries()) {
      const text = simplified(word);
      texts.push(text);
      for (const syllables of readingsOf(text)) {
        patterns.add(syllables);
        wordOf.push(n);
      }
      if (breather.isDue) {
        await breather.rest();
      }
    }
    return new PinyinMatcher(texts, wordOf, await Automaton.build(patterns));
  }

  scan(folded: FoldedText, onWord: (word: number, span: Span) => void): void {
    for (const sounds of stretchesOf(folded)) {
      this.automaton.scan(
        Uint16Array.from(sounds, ({ syllable }) => syllable),
        sounds.length,
        (pattern, start, end) => {
          const word = this.wordOf[pattern] ?? 0;
          const text = this.words[word] ?? '';
          const part = sounds.slice(start, end);
          if (isWritten(text, part) && !isAccident(text, sounds, start, end)) {
            const first = folded.starts[part[0]?.start ?? 0] ?? 0;
            onWord(word, { start: first, end: folded.ends[(part.at(-1)?.end ?? 1) - 1] ?? first });
          }
        },
      );
    }
  }
}

/** The syllables of a word of Chinese characters, in the ways that it may be read; none for another word. */
function readingsOf(word: string): number[][] {
  if (word.length < 2 || word.length > WORD_LENGTH_MAX) {
    return [];
  }
  let readings: number[][] = [[]];
  for (let n = 0; n < word.length; n++) {
    const unit = word.charCodeAt(n);
    const main = syllableOf(unit);
    if (main === 0) {
      return [];
    }
    const others = otherSyllablesOf(unit).slice(0, VARIANTS_MAX - readings.length);
    readings = [
      ...readings.map((reading) => [...reading, main]),
      ...others.map((other) => [...(readings[0] ?? []), other]),
    ];
  }
  return readings;
}

/** Whether the characters are those of the word, and letters sound like the others. */
function isWritten(word: string, part: readonly Sound[]): boolean {
  const spelled = part.filter(({ character }) => character === 0).length;
  return (
    spelled > 0 &&
    (spelled < part.length || spelled >= SPELLED_SYLLABLES_MIN) &&
    part[0]?.isFirst === true &&
    part.at(-1)?.isLast === true &&
    part.every(({ character, syllable }, n) =>
      character === 0 ? isReadAs(word.charCodeAt(n), syllable) : character === word.charCodeAt(n),
    )
  );
}

/** Whether it would be one if the word were written in characters. */
function isAccident(word: string, sounds: readonly Sound[], start: number, end: number): boolean {
  const before = textOf(sounds.slice(Math.max(0, start - CONTEXT), start));
  const after = textOf(sounds.slice(end, end + CONTEXT));
  return isCrossedIn(before + word + after, before.length, before.length + word.length);
}

function textOf(sounds: readonly Sound[]): string {
  return sounds.map(({ character }) => (character === 0 ? ' ' : String.fromCharCode(character))).join('');
}

/** The stretches of a text that hold characters and pinyin side by side, or pinyin alone. */
function stretchesOf(folded: FoldedText): Sound[][] {
  const { units, gaps, length } = folded;
  if (!units.subarray(0, length).some(isLatin)) {
    return [];
  }
  const stretches: Sound[][] = [];
  let current: Sound[] = [];
  const close = (): void => {
    if (current.some(({ character }) => character === 0)) {
      stretches.push(current);
    }
    current = [];
  };
  for (let at = 0; at < length;) {
    const sounds = soundsAt(folded, at);
    if (sounds.length === 0 || gaps[at] === GAP.apart) {
      close();
    }
    current.push(...sounds);
    at = sounds.at(-1)?.end ?? endOfLetters(folded, at);
  }
  close();
  return stretches;
}

/** The character at a place, or the syllables of the letters that begin there; none for what is neither. */
function soundsAt(folded: FoldedText, at: number): Sound[] {
  const unit = folded.plain[at] ?? 0;
  if (isHan(unit)) {
    const syllable = syllableOf(unit);
    return syllable === 0 ? [] : [{ syllable, start: at, end: at + 1, character: unit, isFirst: true, isLast: true }];
  }
  const end = endOfLetters(folded, at);
  if (!isLatin(folded.units[at] ?? 0) || end - at > LETTERS_MAX) {
    return [];
  }
  return lettersAt(folded, at, end);
}

/** Where the letters that begin at a place end; the next place where there are none. */
function endOfLetters({ units, gaps, length }: FoldedText, at: number): number {
  let end = at + 1;
  while (isLatin(units[at] ?? 0) && end < length && isLatin(units[end] ?? 0) && (gaps[end] ?? 0) < GAP.separated) {
    end += 1;
  }
  return end;
}

function lettersAt(folded: FoldedText, start: number, end: number): Sound[] {
  let letters = '';
  for (let n = start; n < end; n++) {
    letters += String.fromCharCode(folded.units[n] ?? 0).repeat(Math.min(2, folded.runs[n] ?? 1));
  }
  const syllables = cutSyllables(letters) ?? [];
  return syllables.map((syllable, n) => ({
    syllable,
    start,
    end,
    character: 0,
    isFirst: n === 0,
    isLast: n === syllables.length - 1,
  }));
}
