import { KIND_LABELS } from './personal-span.js';

/** What stands in a text in place of personal data: `〔手机号·1〕`, or `〔手机号〕` where nothing is numbered. */
export interface Placeholder {
  label: string;
  /** From 1; undefined where nothing is numbered. */
  number: number | undefined;
}

export interface PlacedPlaceholder extends Placeholder {
  /** UTF-16 offsets. */
  start: number;
  end: number;
}

export const LABEL_LENGTH_MAX = 12;
const LABEL = /^\p{L}{1,12}$/u;

/**
 * Every placeholder of a text. One without a number counts only with a word of ours: brackets of this form stand around
 * years and notes too, as in `国发〔2023〕5号`.
 */
export const PLACEHOLDER = new RegExp(
  String.raw`〔(?:(\p{L}{1,${LABEL_LENGTH_MAX}})·([1-9]\d{0,6})|(${Object.values(KIND_LABELS).join('|')}))〕`,
  'gu',
);

/** Whether a placeholder can have this word: letters alone. */
export function isLabel(text: string): boolean {
  return LABEL.test(text);
}

export function formatPlaceholder(label: string, number?: number): string {
  return number === undefined ? `〔${label}〕` : `〔${label}·${number}〕`;
}

/** Undefined for a text that is not one placeholder and nothing else. */
export function parsePlaceholder(text: string): Placeholder | undefined {
  const [first] = placeholdersOf(text);
  return first !== undefined && first.start === 0 && first.end === text.length
    ? { label: first.label, number: first.number }
    : undefined;
}

/** In the order of the text. */
export function placeholdersOf(text: string): PlacedPlaceholder[] {
  if (!text.includes('〔')) {
    return [];
  }
  return [...text.matchAll(PLACEHOLDER)].map(({ index, 0: written, 1: label, 2: number, 3: bare = '' }) => ({
    label: label ?? bare,
    number: number === undefined ? undefined : Number(number),
    start: index,
    end: index + written.length,
  }));
}

export function hasPlaceholder(text: string): boolean {
  return placeholdersOf(text).length > 0;
}

/** Each placeholder as `change` gives it. */
export function replacePlaceholders(text: string, change: (placeholder: Placeholder) => string): string {
  let changed = '';
  let end = 0;
  for (const placeholder of placeholdersOf(text)) {
    changed += text.slice(end, placeholder.start) + change(placeholder);
    end = placeholder.end;
  }
  return end === 0 ? text : changed + text.slice(end);
}

/** As long as the text, with a mark that ends a clause in place of placeholders: nothing is found in or across them. */
export function withPlaceholdersBlanked(text: string): string {
  let blanked = text;
  for (const { start, end } of placeholdersOf(text)) {
    blanked = blanked.slice(0, start) + '。'.repeat(end - start) + blanked.slice(end);
  }
  return blanked;
}

/** For whoever looks at words alone, such as retrieval: a blank in place of each placeholder. */
export function withoutPlaceholders(text: string): string {
  return hasPlaceholder(text)
    ? replacePlaceholders(text, () => ' ')
        .replaceAll(/ {2,}/g, ' ')
        .trim()
    : text;
}
