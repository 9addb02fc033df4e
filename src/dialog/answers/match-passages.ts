import type { PromptPassage } from '../../models/prompts/prompt-template.js';
import { plainText } from './claim-text.js';

/** From this share of an answer's words on, a passage counts as what it was made from. */
const SHARE_MIN = 0.4;
const PASSAGES_MAX = 3;
/** Fewer words are in any text. */
const WORDS_MIN = 4;

/**
 * The passages that an answer was made from, the likeliest first, by the words it shares with them: for models that
 * cannot be made to say so.
 */
export function matchPassages(answer: string, passages: readonly PromptPassage[]): number[] {
  const words = wordsOf(answer);
  if (words.size < WORDS_MIN) {
    return [];
  }
  return passages
    .map(({ number, title, text }) => ({ number, share: shareOf(words, wordsOf(`${title}\n${text}`)) }))
    .filter(({ share }) => share >= SHARE_MIN)
    .toSorted((a, b) => b.share - a.share)
    .slice(0, PASSAGES_MAX)
    .map(({ number }) => number);
}

function shareOf(words: ReadonlySet<string>, others: ReadonlySet<string>): number {
  return [...words].filter((word) => others.has(word)).length / words.size;
}

/** Words of letters and digits, and pairs of Chinese characters that stand side by side. */
function wordsOf(text: string): Set<string> {
  const words = new Set<string>();
  for (const [run] of plainText(text)
    .toLowerCase()
    .matchAll(/\p{Script=Han}+|[\p{L}\p{N}]+/gu)) {
    if (!/\p{Script=Han}/u.test(run)) {
      words.add(run);
      continue;
    }
    for (let at = 0; at + 2 <= run.length; at++) {
      words.add(run.slice(at, at + 2));
    }
  }
  return words;
}
