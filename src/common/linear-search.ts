import type { Program, Step } from './linear-pattern.js';

/** However long a text is: steps of a program times characters. Nothing is found beyond. */
const WORK_MAX = 2_000_000;
const FINDS_MAX = 200;

/** UTF-16 offsets. */
export interface Find {
  start: number;
  end: number;
}

/**
 * All places of a text that a pattern matches, from left to right, each as long as possible, none empty. All ways to
 * match go through the text side by side (Thompson, 1968), so that no pattern takes more than its length for a character.
 */
export function search(program: Program, text: string): Find[] {
  const characters = Array.from(text);
  const finds: Find[] = [];
  const ways = new Search(program, characters);
  let offset = 0;
  let counted = 0;
  for (let from = 0; from < characters.length && finds.length < FINDS_MAX;) {
    const found = ways.next(from);
    if (found === undefined) {
      break;
    }
    offset += lengthOf(characters, counted, found.start);
    const start = offset;
    offset += lengthOf(characters, found.start, found.end);
    counted = found.end;
    finds.push({ start, end: offset });
    from = found.end;
  }
  return finds;
}

class Search {
  private work = 0;
  /** For each step, the last place at which it was entered. */
  private readonly entered: Int32Array;
  private best: Find | undefined;
  private readonly beginnings: readonly Character[] | undefined;

  constructor(
    private readonly program: Program,
    private readonly characters: readonly string[],
  ) {
    this.entered = new Int32Array(program.length);
    this.beginnings = beginningsOf(program);
  }

  /** In characters. */
  next(from: number): Find | undefined {
    this.best = undefined;
    this.entered.fill(-1);
    let current: Thread[] = [];
    for (let at = this.beginning(from); at <= this.characters.length && this.work < WORK_MAX; at++) {
      const next: Thread[] = [];
      const character = this.characters[at];
      // Ways that began earlier come first and keep the step.
      for (const { step, start } of this.best === undefined ? [...current, { step: 0, start: at }] : current) {
        this.follow(step, start, at, character, next);
      }
      current = this.withoutLater(next);
      if (this.best !== undefined && current.length === 0) {
        break;
      }
      current.sort((a, b) => a.start - b.start);
      if (current.length === 0) {
        at = this.beginning(at + 1) - 1;
      }
    }
    return this.best;
  }

  /** The next place at which a find can begin: most characters of most texts begin none. */
  private beginning(from: number): number {
    const { beginnings, characters } = this;
    if (beginnings === undefined) {
      return from;
    }
    let at = from;
    while (at < characters.length && !beginnings.some(({ matches }) => matches(characters[at] ?? ''))) {
      at += 1;
    }
    this.work += at - from;
    return at;
  }

  /** Goes on without a character as far as possible, and to the next character where one step matches it. */
  private follow(first: number, start: number, at: number, character: string | undefined, next: Thread[]): void {
    const open = [first];
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      const step = this.program[place];
      if (step === undefined || this.entered[place] === at) {
        continue;
      }
      this.entered[place] = at;
      this.work += 1;
      switch (step.kind) {
        case 'jump':
          open.push(step.to);
          break;
        case 'split':
          open.push(step.second, step.first);
          break;
        case 'edge':
          if (step.holds(this.characters[at - 1], character)) {
            open.push(place + 1);
          }
          break;
        case 'character':
          if (character !== undefined && step.matches(character)) {
            next.push({ step: place + 1, start });
          }
          break;
        case 'end':
          this.keep(start, at);
          break;
      }
    }
  }

  /** What began behind a find cannot become a better one. */
  private withoutLater(threads: Thread[]): Thread[] {
    const { best } = this;
    return best === undefined ? threads : threads.filter(({ start }) => start <= best.start);
  }

  private keep(start: number, end: number): void {
    if (end > start && (this.best === undefined || start <= this.best.start)) {
      this.best = { start, end };
    }
  }
}

/** One way through the program that began at a place of the text. */
interface Thread {
  step: number;
  start: number;
}

type Character = Extract<Step, { kind: 'character' }>;

/** What the first character of a find must match one of; undefined where that cannot be told from the character alone. */
function beginningsOf(program: Program): Character[] | undefined {
  const found: Character[] = [];
  const seen = new Set<number>();
  const open = [0];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const step = program[place];
    if (step === undefined || seen.has(place)) {
      continue;
    }
    seen.add(place);
    switch (step.kind) {
      case 'character':
        found.push(step);
        break;
      case 'split':
        open.push(step.first, step.second);
        break;
      case 'jump':
        open.push(step.to);
        break;
      case 'edge':
      case 'end':
        return undefined;
    }
  }
  return found;
}

function lengthOf(characters: readonly string[], from: number, to: number): number {
  let length = 0;
  for (let n = from; n < to; n++) {
    length += characters[n]?.length ?? 0;
  }
  return length;
}
