import { type CharacterKind, classOf, isDigit } from './character-classes.js';

/**
 * What stands before a unit of a folded text: nothing; only what a reader does not see; blanks, symbols, brackets; the
 * end of a clause, or more separators than hide a word.
 */
export const GAP = { none: 0, invisible: 1, separated: 2, apart: 3 } as const;

const SEPARATORS_MAX = 3;

/**
 * A text as filters read it: letters alone, in lower case and simplified script, without accents and look-alikes, each
 * run of one letter as one unit. All arrays have one element for each unit.
 */
export interface FoldedText {
  length: number;
  units: Uint16Array;
  /** The same before look-alikes were replaced: what a dictionary knows. */
  plain: Uint16Array;
  /** UTF-16 offsets into the text as it was given: the run begins and ends there. */
  starts: Int32Array;
  ends: Int32Array;
  /** Where the last letter of the run begins, and where its first one ends. */
  lastStarts: Int32Array;
  firstEnds: Int32Array;
  /** How many letters the run has, 255 at most. */
  runs: Uint8Array;
  gaps: Uint8Array;
}

/** Runs of digits stay as they are: 666 is another number than 6. */
export function fold(text: string): FoldedText {
  const folding = new Folding(text.length);
  for (let at = 0; at < text.length;) {
    const codePoint = text.codePointAt(at) ?? 0;
    const end = at + (codePoint > 0xffff ? 2 : 1);
    folding.read(codePoint, at, end);
    at = end;
  }
  return folding.result();
}

class Folding {
  private length = 0;
  private gap: number = GAP.none;
  private separators = 0;
  private wasBlank = false;
  private folded: FoldedText;

  constructor(capacity: number) {
    this.folded = emptyText(capacity);
  }

  read(codePoint: number, at: number, end: number): void {
    const { kind, plain, folded } = classOf(codePoint);
    if (kind !== 'letter') {
      this.skip(kind, codePoint);
      return;
    }
    for (let n = 0; n < folded.length; n++) {
      this.write(folded[n] ?? 0, plain[n] ?? 0, at, end);
    }
  }

  result(): FoldedText {
    return { ...this.folded, length: this.length };
  }

  /** Blanks in a row count as one: a line break with an indentation is not more than a line break. */
  private skip(kind: CharacterKind, codePoint: number): void {
    if (kind === 'invisible') {
      this.gap = Math.max(this.gap, GAP.invisible);
      return;
    }
    const isBlank = codePoint <= 0x20 || codePoint === 0x3000 || codePoint === 0xa0;
    this.separators += isBlank && this.wasBlank ? 0 : 1;
    this.wasBlank = isBlank;
    const isApart = kind === 'stop' || this.separators > SEPARATORS_MAX;
    this.gap = Math.max(this.gap, isApart ? GAP.apart : GAP.separated);
  }

  private write(unit: number, plain: number, at: number, end: number): void {
    const { gap } = this;
    this.gap = GAP.none;
    this.separators = 0;
    this.wasBlank = false;
    const last = this.length - 1;
    const { units, runs } = this.folded;
    if (last >= 0 && units[last] === unit && gap !== GAP.apart && !isDigit(unit)) {
      runs[last] = Math.min(255, (runs[last] ?? 0) + 1);
      this.folded.lastStarts[last] = at;
      this.folded.ends[last] = end;
      return;
    }
    if (this.length === units.length) {
      this.folded = grown(this.folded);
    }
    const n = this.length++;
    this.folded.units[n] = unit;
    this.folded.plain[n] = plain;
    this.folded.runs[n] = 1;
    this.folded.gaps[n] = gap;
    this.folded.starts[n] = at;
    this.folded.lastStarts[n] = at;
    this.folded.firstEnds[n] = end;
    this.folded.ends[n] = end;
  }
}

function emptyText(capacity: number): FoldedText {
  return {
    length: 0,
    units: new Uint16Array(capacity),
    plain: new Uint16Array(capacity),
    starts: new Int32Array(capacity),
    ends: new Int32Array(capacity),
    lastStarts: new Int32Array(capacity),
    firstEnds: new Int32Array(capacity),
    runs: new Uint8Array(capacity),
    gaps: new Uint8Array(capacity),
  };
}

/** A text can become longer: ㈱ has one unit, and what it is read as may have several. */
function grown(text: FoldedText): FoldedText {
  const larger = emptyText(text.units.length * 2 + 16);
  larger.units.set(text.units);
  larger.plain.set(text.plain);
  larger.starts.set(text.starts);
  larger.ends.set(text.ends);
  larger.lastStarts.set(text.lastStarts);
  larger.firstEnds.set(text.firstEnds);
  larger.runs.set(text.runs);
  larger.gaps.set(text.gaps);
  return larger;
}
