import { Automaton, PatternList } from './automaton.js';
import { Breather } from './breather.js';
import { classOf, isDigit, isHan } from './character-classes.js';
import type { FilterHit } from './filter-verdict.js';
import { fold } from './folded-text.js';
import { withLettersForDigits } from './letters-for-digits.js';
import { PinyinMatcher } from './pinyin-matcher.js';
import { WordBorders } from './word-borders.js';
import { isSpaced, type Span, wordAt, type WordForm } from './word-likelihood.js';
import { type FilterScope, isInScope, type WordAction, type WordList } from './word-lists.js';

/** More places of one text than this are not looked at: it is refused or masked long before. */
const HITS_MAX = 1_000;

/** A listed word, ready to be recognised. */
export interface CompiledWord extends WordForm {
  list: number;
  word: string;
  action: WordAction;
}

interface Found extends Span {
  word: CompiledWord;
}

/** All lists, compiled: finds their words in a text, hidden ones too. */
export class WordMatcher {
  private constructor(
    private readonly lists: readonly WordList[],
    private readonly words: readonly CompiledWord[],
    private readonly automaton: Automaton,
    private readonly pinyin: PinyinMatcher,
  ) {}

  /** Built in slices, so that the event loop is never held up for long. */
  static async build(lists: readonly WordList[]): Promise<WordMatcher> {
    const breather = new Breather();
    const patterns = new PatternList();
    const words: CompiledWord[] = [];
    for (const [list, { action, words: listed }] of lists.entries()) {
      for (const one of listed) {
        const { units, runs } = foldWord(one.word);
        if (units.length > 0) {
          patterns.add(units);
          words.push({
            list,
            word: one.word,
            action: one.action ?? action,
            isSpaced: units.every(isSpaced),
            runs: runs.every((run) => run === 1) ? undefined : runs,
          });
        }
        if (breather.isDue) {
          await breather.rest();
        }
      }
    }
    return new WordMatcher(lists, words, await Automaton.build(patterns), await PinyinMatcher.build(words));
  }

  find(text: string, scope: FilterScope): FilterHit[] {
    const lists = this.lists.map((list) => isInScope(list, scope));
    if (!lists.includes(true) || text === '') {
      return [];
    }
    const folded = fold(text);
    const borders = new WordBorders(folded);
    const found: Found[] = [];
    const note = (word: CompiledWord | undefined, where: () => Span | undefined): void => {
      if (word !== undefined && lists[word.list] === true && found.length < HITS_MAX) {
        const span = where();
        if (span !== undefined && !found.some((one) => one.word === word && one.start === span.start)) {
          found.push({ word, ...span });
        }
      }
    };
    const look = (units: Uint16Array, accepts: (word: CompiledWord) => boolean): void => {
      this.automaton.scan(units, folded.length, (pattern, start, end) => {
        const word = this.words[pattern];
        if (word !== undefined && accepts(word)) {
          note(word, () => wordAt(text, folded, borders, word, start, end));
        }
      });
    };
    look(folded.units, () => true);
    const spelled = withLettersForDigits(folded);
    if (spelled !== undefined) {
      look(spelled, ({ isSpaced: isLetters }) => isLetters);
    }
    this.pinyin.scan(folded, (pattern, span) => note(this.words[pattern], () => span));
    return this.hitsOf(found);
  }

  private hitsOf(found: readonly Found[]): FilterHit[] {
    const allowed = found.filter(({ word }) => word.action === 'allow');
    return found.flatMap((one): FilterHit[] => {
      const { word, start, end } = one;
      const { action } = word;
      const isExcepted = allowed.some((phrase) => covers(phrase, one));
      if (action === 'allow' || isExcepted || found.some((other) => isBetter(other, one))) {
        return [];
      }
      return [{ list: this.lists[word.list]?.name ?? '', word: word.word, action, start, end }];
    });
  }
}

/** A word as texts are folded, without what stands between its letters. */
export function foldWord(word: string): { units: number[]; runs: number[] } {
  const units: number[] = [];
  const runs: number[] = [];
  for (const character of word) {
    for (const unit of classOf(character.codePointAt(0) ?? 0).folded) {
      if (units.at(-1) === unit && !isDigit(unit)) {
        runs[runs.length - 1] = (runs.at(-1) ?? 0) + 1;
      } else {
        units.push(unit);
        runs.push(1);
      }
    }
  }
  return { units, runs };
}

/** Whether a word has something that a filter can recognise. */
export function isRecognisable(word: string): boolean {
  const { units } = foldWord(word);
  const [first] = units;
  return units.length > 1 || (first !== undefined && isHan(first));
}

function covers(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && outer.end >= inner.end;
}

/** Of one list and one action, the longest word at a place is enough. */
function isBetter(other: Found, one: Found): boolean {
  return (
    other.word.list === one.word.list &&
    other.word.action === one.word.action &&
    covers(other, one) &&
    other.end - other.start > one.end - one.start
  );
}
