import { simplified } from '../../knowledge/lexical/simplified.js';

/** Longer messages are about something; what they begin with tells what. */
const LENGTH_MAX = 1_000;
const SPACE_BETWEEN_HAN = /(?<=\p{sc=Han}) (?=\p{sc=Han})/gu;
const INVISIBLE = /[\u200B-\u200F\u2060\uFEFF]/gu;

/** As the rules read a message: one script, width and case, single spaces. */
export function readable(text: string): string {
  const spaced = simplified(text.slice(0, LENGTH_MAX).normalize('NFKC').toLowerCase())
    .replace(INVISIBLE, '')
    .replaceAll(/[^\S\n]+/gu, ' ')
    .trim();
  return joined(spaced);
}

/** Some put a space between every two characters. */
function joined(said: string): string {
  return said.split(' ').every((word) => word.length === 1) ? said.replace(SPACE_BETWEEN_HAN, '') : said;
}
