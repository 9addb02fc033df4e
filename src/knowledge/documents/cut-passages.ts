import { type Heading, headingsOf } from './headings.js';
import { sentencesOf } from './sentences.js';

/** A piece of a text that can be found and quoted by itself. */
export interface Passage {
  /** The headings that it stands under, from the outermost one; each of at most 100 characters. */
  headingPath: string[];
  text: string;
}

const PASSAGE_LENGTH_MAX = 500;
/** A passage this long is not stretched to take in one more sentence. */
const PASSAGE_LENGTH_ENOUGH = 350;
/** A longer sentence is not said again in the next passage. */
const OVERLAP_LENGTH_MAX = 150;
/** A text with more headings than anybody reads is cut by sentence from there on. */
const SECTIONS_MAX = 5_000;

interface Section {
  path: readonly Heading[];
  /** Of its heading. */
  start: number;
  bodyStart: number;
  end: number;
}

/**
 * Cuts a text by heading, then by sentence, into passages of some 300 to 500 characters, the last sentence of one being
 * the first of the next. Headings: markdown's, and numbered Chinese ones (第一章, 一、) that stand alone on a line.
 * @param title of the text: a heading that only repeats it is left out of the paths.
 */
export function cutPassages(text: string, title = ''): Passage[] {
  const sections = sectionsOf(text);
  return sections.flatMap((section, index) => {
    const body = text.slice(section.bodyStart, section.end);
    if (body.trim() !== '') {
      return passagesOf(body, section.path, title);
    }
    // A heading with nothing under it is a text by itself: else nobody could find it.
    const isParent = (sections[index + 1]?.path.length ?? 0) > section.path.length;
    return isParent ? [] : passagesOf(text.slice(section.start, section.end), section.path.slice(0, -1), title);
  });
}

function sectionsOf(text: string): Section[] {
  const sections: Section[] = [{ path: [], start: 0, bodyStart: 0, end: text.length }];
  for (const heading of headingsOf(text).slice(0, SECTIONS_MAX)) {
    const open = sections.at(-1);
    const path = [...(open?.path ?? []).filter(({ level }) => level < heading.level), heading];
    if (open !== undefined) {
      open.end = heading.start;
    }
    sections.push({ path, start: heading.start, bodyStart: heading.end, end: text.length });
  }
  return sections;
}

function passagesOf(body: string, path: readonly Heading[], title: string): Passage[] {
  const headingPath = path.map((heading) => heading.title).filter((heading) => heading !== title);
  return packed(sentencesOf(body, PASSAGE_LENGTH_MAX))
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text) => ({ headingPath, text }));
}

/** Puts sentences together, as many as fit; what is left of a section is not spread over two passages. */
function packed(sentences: readonly string[]): string[] {
  const passages: string[] = [];
  let left = sentences.reduce((sum, sentence) => sum + sentence.length, 0);
  let current: string[] = [];
  let length = 0;
  for (const sentence of sentences) {
    const isEnough = length >= PASSAGE_LENGTH_ENOUGH && length + left > PASSAGE_LENGTH_MAX;
    if (length > 0 && (isEnough || length + sentence.length > PASSAGE_LENGTH_MAX)) {
      passages.push(current.join(''));
      current = overlapOf(current, sentence);
      length = current.reduce((sum, { length: characters }) => sum + characters, 0);
    }
    current.push(sentence);
    length += sentence.length;
    left -= sentence.length;
  }
  return [...passages, current.join('')];
}

/** The last sentence of a passage, where there is room for it beside the next one. */
function overlapOf(passage: readonly string[], next: string): string[] {
  const last = passage.length > 1 ? (passage.at(-1) ?? '') : '';
  const fits = last.length <= OVERLAP_LENGTH_MAX && last.length + next.length <= PASSAGE_LENGTH_MAX;
  return last !== '' && fits ? [last] : [];
}
