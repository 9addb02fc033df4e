import { normalise } from './terms.js';

/** Comparing all of two long texts would take long, and the order of what far apart says little. */
const QUESTION_MAX = 200;
const TEXT_MAX = 2_000;
const NO_LETTERS = /[^\p{L}\p{N}]+/gu;

export interface OrderEvidence {
  /** The share of the question's characters that stand in the match in the same order, with anything between them. */
  order: number;
  /** The share of the question's runs of three characters that the match has. */
  tripleCover: number;
}

/** How much of the order of a question's characters a text keeps; of long texts only the beginning is compared. */
export function compareOrder(question: string, text: string): OrderEvidence {
  const asked = lettersOf(question, QUESTION_MAX);
  const found = lettersOf(text, TEXT_MAX);
  const triples = triplesOf(asked);
  const known = triplesOf(found);
  return {
    order: asked.length === 0 ? 0 : commonSubsequence(asked, found) / asked.length,
    tripleCover: triples.size === 0 ? 0 : [...triples].filter((triple) => known.has(triple)).length / triples.size,
  };
}

function lettersOf(text: string, max: number): string {
  return normalise(text.slice(0, max)).replace(NO_LETTERS, '');
}

function triplesOf(text: string): Set<string> {
  return new Set(Array.from({ length: Math.max(0, text.length - 2) }, (_, at) => text.slice(at, at + 3)));
}

/** The length of the longest one, row by row. */
function commonSubsequence(a: string, b: string): number {
  const lengths = new Uint16Array(b.length + 1);
  for (let i = 0; i < a.length; i++) {
    let diagonal = 0;
    for (let j = 1; j <= b.length; j++) {
      const above = lengths[j] ?? 0;
      const left = lengths[j - 1] ?? 0;
      lengths[j] = a.charCodeAt(i) === b.charCodeAt(j - 1) ? diagonal + 1 : Math.max(above, left);
      diagonal = above;
    }
  }
  return lengths[b.length] ?? 0;
}
