import { findPersonalData } from './find-personal-data.js';
import type { PersonalSpan } from './personal-span.js';
import { formatPlaceholder, placeholdersOf, replacePlaceholders } from './placeholder.js';

/** How personal data is found: `findPersonalData`, or `PersonalData.find` where the enterprise's own patterns count. */
export type FindPersonalData = (text: string) => PersonalSpan[];

export interface MaskedTexts {
  texts: string[];
  /** Puts what was masked back where an answer repeats its placeholder; other placeholders stay. */
  restore: (answer: string) => string;
}

/** Replaces personal data by placeholders without numbers. Placeholders that stand in the text stay as they are. */
export function mask(text: string, find: FindPersonalData = findPersonalData): string {
  return replaceSpans(text, find(text), ({ label }) => formatPlaceholder(label));
}

/**
 * The same for what many people come to read, such as knowledge: the placeholders of the contact whose words these were
 * lose their numbers too, or another contact would be shown his own data in their place.
 */
export function maskForAll(text: string, find: FindPersonalData = findPersonalData): string {
  return mask(
    replacePlaceholders(text, ({ label }) => formatPlaceholder(label)),
    find,
  );
}

/**
 * Masks texts that belong together with numbered placeholders, the same value always by the same one, so that the
 * address of a help desk that stands in a passage still reaches the contact who asked for it. Numbers begin above those
 * of the placeholders that stand in the texts already: those are a contact's own and pass through untouched.
 */
export function maskTogether(texts: readonly string[], find: FindPersonalData = findPersonalData): MaskedTexts {
  const numbers = highestNumbers(texts);
  const placeholders = new Map<string, string>();
  const originals = new Map<string, string>();
  const placeholderOf = ({ label }: PersonalSpan, value: string): string => {
    const key = `${label}/${value}`;
    const known = placeholders.get(key);
    if (known !== undefined) {
      return known;
    }
    const number = (numbers.get(label) ?? 0) + 1;
    const placeholder = formatPlaceholder(label, number);
    numbers.set(label, number);
    placeholders.set(key, placeholder);
    originals.set(placeholder, value);
    return placeholder;
  };
  return {
    texts: texts.map((text) => replaceSpans(text, find(text), placeholderOf)),
    restore: (answer) =>
      originals.size === 0
        ? answer
        : replaceSpans(answer, placeholdersOf(answer), (_, placeholder) => originals.get(placeholder) ?? placeholder),
  };
}

/** @param spans in the order of the text, without overlaps. */
export function replaceSpans<Span extends { start: number; end: number }>(
  text: string,
  spans: readonly Span[],
  replacementOf: (span: Span, written: string) => string,
): string {
  let replaced = '';
  let end = 0;
  for (const span of spans) {
    replaced += text.slice(end, span.start) + replacementOf(span, text.slice(span.start, span.end));
    end = span.end;
  }
  return end === 0 ? text : replaced + text.slice(end);
}

function highestNumbers(texts: readonly string[]): Map<string, number> {
  const highest = new Map<string, number>();
  for (const { label, number = 0 } of texts.flatMap(placeholdersOf)) {
    highest.set(label, Math.max(number, highest.get(label) ?? 0));
  }
  return highest;
}
