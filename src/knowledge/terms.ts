/** A run of a script without spaces between words, or a run of other letters and digits. */
const RUN =
  /([\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]+)|[[\p{L}\p{M}\p{N}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]]+/gv;

/** One spelling of what people type in many: full and half width, ligatures, case. */
export function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/**
 * What a text is found by, with repetitions: each character and each pair of neighbours where a script puts no spaces
 * between words (Chinese, Japanese, Korean), and words and numbers elsewhere.
 */
export function termsOf(text: string): string[] {
  const terms: string[] = [];
  for (const [run, unspaced] of normalise(text).matchAll(RUN)) {
    if (unspaced !== undefined) {
      addCharactersAndPairs(unspaced, terms);
    } else {
      terms.push(run);
    }
  }
  return terms;
}

/** The same terms, each with the number of times it stands in the text. */
export function countedTermsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of termsOf(text)) {
    counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return counts;
}

function addCharactersAndPairs(run: string, terms: string[]): void {
  let previous: string | undefined;
  for (const character of run) {
    terms.push(character);
    if (previous !== undefined) {
      terms.push(previous + character);
    }
    previous = character;
  }
}
