/** What a run of letters or digits of a script that puts spaces between its words is cut off at. */
const WORD_LENGTH_MAX = 24;
const PIECES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+|[[\p{L}\p{N}\p{M}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]]+/gv;
const IDEOGRAPHS = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** A placeholder of the vault (`〔手机号·1〕`) tells nothing of what was said. */
const PLACEHOLDERS = /〔[^〔〕]{1,40}〕/gu;

/**
 * What a text is found by: each pair of neighbouring ideographs, and each word of other scripts as a whole; each once.
 * `怎么退款OK` gives 怎么, 么退, 退款, ok. Compatibility forms and letter case make no difference.
 */
export function pairsOf(text: string): Set<string> {
  const pairs = new Set<string>();
  for (const [piece] of normalise(text).matchAll(PIECES)) {
    if (IDEOGRAPHS.test(piece)) {
      addPairs(piece, pairs);
    } else {
      pairs.add(piece.slice(0, WORD_LENGTH_MAX));
    }
  }
  return pairs;
}

/** How texts are compared: `needle` occurs in a text if its normal form occurs in the text's. */
export function normalise(text: string): string {
  return text.replaceAll(PLACEHOLDERS, ' ').normalize('NFKC').toLowerCase();
}

function addPairs(piece: string, pairs: Set<string>): void {
  const characters = Array.from(piece);
  if (characters.length === 1) {
    pairs.add(piece);
  }
  for (let index = 1; index < characters.length; index += 1) {
    pairs.add(`${characters[index - 1]}${characters[index]}`);
  }
}

/** 32 bits of a pair (FNV-1a), as an index keeps it; whoever finds something by it compares the text. */
export function pairKey(pair: string): number {
  let key = 0x811c9dc5;
  for (let index = 0; index < pair.length; index += 1) {
    key = Math.imul(key ^ pair.charCodeAt(index), 0x01000193);
  }
  return key | 0;
}
