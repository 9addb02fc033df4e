/** One step of a compiled pattern. Targets are the places of other steps. */
export type Step =
  | { kind: 'character'; matches: (character: string) => boolean }
  | { kind: 'edge'; holds: (before: string | undefined, after: string | undefined) => boolean }
  | { kind: 'split'; first: number; second: number }
  | { kind: 'jump'; to: number }
  | { kind: 'end' };

export type Program = readonly Step[];

/** What is wrong with a pattern, for whoever wrote it. */
export class PatternError extends Error {}

export const PATTERN_LENGTH_MAX = 500;
const STEPS_MAX = 2_000;
const REPEATS_MAX = 100;
const DEPTH_MAX = 20;
const BRACES = /^\{(\d{1,4})(,(\d{1,4})?)?\}/;
const CLASS_ESCAPE = /^\\(?:[dDwWsS]|p\{[A-Za-z_=]{1,40}\}|P\{[A-Za-z_=]{1,40}\})/;
const CHARACTER_ESCAPE = /^\\(?:[\^$\\.*+?()[\]{}|/-]|[ntr]|u[0-9a-fA-F]{4})/;
const WORD_CHARACTER = /^\w$/;

/**
 * Compiles a regular expression for a search that never goes back: its time is bounded by the length of the text times
 * the length of the program, whatever the pattern. So there are no references and no lookarounds; the rest is that of
 * JavaScript with the flags `i` and `u`: `. [] \d \w \s \b \p{}`, groups, `|`, `* + ? {n,m}`, `^ $`.
 * @throws {PatternError}
 */
export function compilePattern(pattern: string): Program {
  if (pattern.length > PATTERN_LENGTH_MAX) {
    throw new PatternError(`it has more than ${PATTERN_LENGTH_MAX} characters`);
  }
  const parser = new Parser(pattern);
  const program: Step[] = [];
  parser.whole()(program);
  program.push({ kind: 'end' });
  return program;
}

/** Appends the steps of one part. */
type Part = (program: Step[]) => void;

/** Reads from left to right; each method returns what appends the steps of what it read. */
class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly pattern: string) {}

  whole(): Part {
    const part = this.alternatives();
    if (this.at < this.pattern.length) {
      throw new PatternError(`there is a ")" too many at character ${this.at + 1}`);
    }
    return part;
  }

  private get rest(): string {
    return this.pattern.slice(this.at);
  }

  private alternatives(): Part {
    const first = this.sequence();
    if (!this.rest.startsWith('|')) {
      return first;
    }
    this.at += 1;
    const second = this.alternatives();
    return (program) => {
      const split = append(program, { kind: 'jump', to: 0 });
      first(program);
      const jump = append(program, { kind: 'jump', to: 0 });
      program[split] = { kind: 'split', first: split + 1, second: program.length };
      second(program);
      program[jump] = { kind: 'jump', to: program.length };
    };
  }

  private sequence(): Part {
    const parts: Part[] = [];
    while (this.at < this.pattern.length && !/^[|)]/.test(this.rest)) {
      parts.push(this.repeated(this.atom()));
    }
    return (program) => parts.forEach((part) => part(program));
  }

  private repeated(part: Part): Part {
    const [least, most] = this.bounds() ?? [1, 1];
    return (program) => {
      for (let n = 0; n < least; n++) {
        part(program);
      }
      if (most === Infinity) {
        appendLoop(program, part);
        return;
      }
      for (let n = least; n < most; n++) {
        const split = append(program, { kind: 'jump', to: 0 });
        part(program);
        program[split] = { kind: 'split', first: split + 1, second: program.length };
      }
    };
  }

  /** How often at least and at most; undefined: once. Lazy or not is all the same, the longest find counts. */
  private bounds(): [number, number] | undefined {
    const signs: Readonly<Record<string, [number, number]>> = { '*': [0, Infinity], '+': [1, Infinity], '?': [0, 1] };
    const sign = this.rest.charAt(0);
    const [braces, least = '', hasComma, most] = BRACES.exec(this.rest) ?? [];
    const bounds = signs[sign] ?? (braces === undefined ? undefined : boundsOf(least, hasComma, most));
    if (bounds === undefined) {
      return undefined;
    }
    this.at += braces?.length ?? 1;
    this.at += this.rest.startsWith('?') ? 1 : 0;
    if (/^[*+?]|^\{\d/.test(this.rest)) {
      throw new PatternError(`there is nothing to repeat at character ${this.at + 1}`);
    }
    return bounds;
  }

  private atom(): Part {
    const sign = this.rest.charAt(0);
    switch (sign) {
      case '(':
        return this.group();
      case '[':
        return this.take(this.classLength());
      case '^':
        return this.edge(1, (before) => before === undefined);
      case '$':
        return this.edge(1, (_, after) => after === undefined);
      case '\\':
        return this.escape();
      case '*':
      case '+':
      case '?':
        throw new PatternError(`there is nothing to repeat at character ${this.at + 1}`);
      default:
        return this.take(sign === '.' ? 1 : String.fromCodePoint(this.rest.codePointAt(0) ?? 0).length);
    }
  }

  private group(): Part {
    const [opening = '('] = /^\((?:\?:|\?<\w+>)?/.exec(this.rest) ?? [];
    if (this.rest.startsWith(`${opening}?`)) {
      throw new PatternError('it looks ahead or back, which is not supported');
    }
    this.at += opening.length;
    this.depth += 1;
    if (this.depth > DEPTH_MAX) {
      throw new PatternError(`its groups are nested deeper than ${DEPTH_MAX}`);
    }
    const part = this.alternatives();
    if (!this.rest.startsWith(')')) {
      throw new PatternError('a ")" is missing');
    }
    this.at += 1;
    this.depth -= 1;
    return part;
  }

  private escape(): Part {
    if (this.rest.startsWith('\\b') || this.rest.startsWith('\\B')) {
      const isBorder = this.rest.startsWith('\\b');
      return this.edge(2, (before, after) => (isWordCharacter(before) !== isWordCharacter(after)) === isBorder);
    }
    const [found] = CLASS_ESCAPE.exec(this.rest) ?? CHARACTER_ESCAPE.exec(this.rest) ?? [];
    if (found === undefined) {
      throw new PatternError(`${this.rest.slice(0, 2)} is not supported`);
    }
    return this.take(found.length);
  }

  private classLength(): number {
    const [found] = /^\[\^?(?:\\.|[^\]\\])*\]/s.exec(this.rest) ?? [];
    if (found === undefined) {
      throw new PatternError('a "]" is missing');
    }
    return found.length;
  }

  /** Something that one character matches or not: that is left to the runtime. */
  private take(length: number): Part {
    const source = this.pattern.slice(this.at, this.at + length);
    const one = oneCharacter(source);
    this.at += length;
    return (program) => append(program, { kind: 'character', matches: (character) => one.test(character) });
  }

  private edge(length: number, holds: (before: string | undefined, after: string | undefined) => boolean): Part {
    this.at += length;
    return (program) => append(program, { kind: 'edge', holds });
  }
}

function append(program: Step[], step: Step): number {
  if (program.length >= STEPS_MAX) {
    throw new PatternError('it is too large: repeat less, or fewer alternatives');
  }
  return program.push(step) - 1;
}

function appendLoop(program: Step[], part: Part): void {
  const split = append(program, { kind: 'jump', to: 0 });
  part(program);
  append(program, { kind: 'jump', to: split });
  program[split] = { kind: 'split', first: split + 1, second: program.length };
}

function boundsOf(least: string, hasComma: string | undefined, most: string | undefined): [number, number] {
  const from = Number(least);
  const to = hasComma === undefined ? from : most === undefined ? Infinity : Number(most);
  if (from > REPEATS_MAX || (to > REPEATS_MAX && to !== Infinity) || to < from) {
    throw new PatternError(`{${least}${hasComma ?? ''}} must count from 0 to ${REPEATS_MAX}, upwards`);
  }
  return [from, to];
}

function oneCharacter(source: string): RegExp {
  const isReady = source === '.' || source.startsWith('[') || CLASS_ESCAPE.test(source);
  const isSpecial = /^[\\\]^-]$/.test(source);
  try {
    return new RegExp(`^${isReady ? source : `[${isSpecial ? '\\' : ''}${source}]`}$`, 'iu');
  } catch {
    throw new PatternError(`${source} is no class of characters`);
  }
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && WORD_CHARACTER.test(character);
}
