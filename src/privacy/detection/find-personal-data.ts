import { addressDetector } from './addresses.js';
import { emailDetector } from './emails.js';
import { nameDetector } from './names.js';
import { bankCardDetector, idCardDetector } from './check-digit-numbers.js';
import { passportDetector } from './passports.js';
import type { Detector, PersonalSpan, Place } from './personal-span.js';
import { landlineDetector, mobileDetector } from './phone-numbers.js';
import { toPlain } from './plain-text.js';
import { placeholdersOf } from './placeholder.js';
import { plateDetector } from './plates.js';

/** The surest first: what they found is taken out of what the others see. */
const DETECTORS: readonly Detector[] = [
  emailDetector,
  idCardDetector,
  bankCardDetector,
  mobileDetector,
  landlineDetector,
  plateDetector,
  passportDetector,
  addressDetector,
  nameDetector,
];

/**
 * Personal data of a text, in its order, without overlaps. Placeholders are none. Its time grows with the length of the
 * text, whatever the text.
 * @param own the enterprise's own, which look after all others.
 */
export function findPersonalData(text: string, own: readonly Detector[] = []): PersonalSpan[] {
  let rest = blanked(toPlain(text), placeholdersOf(text));
  const spans: PersonalSpan[] = [];
  for (const { kind, label, find } of own.length === 0 ? DETECTORS : [...DETECTORS, ...own]) {
    const found = Array.from(find(rest), ({ start, end }) => ({ start, end, kind, label }));
    spans.push(...found);
    rest = blanked(rest, found);
  }
  return spans.length > 1 ? spans.toSorted((a, b) => a.start - b.start) : spans;
}

function blanked(text: string, places: readonly Place[]): string {
  let rest = '';
  let end = 0;
  for (const place of places) {
    rest += text.slice(end, place.start) + '\0'.repeat(place.end - place.start);
    end = place.end;
  }
  return end === 0 ? text : rest + text.slice(end);
}
