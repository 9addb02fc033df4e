/** People group digits by spaces, hyphens, dots and the like; three at most, as in `138 - 1234`. */
export const GAP = String.raw`[ \-·._/*\u200B-\u200D\u2060\uFEFF\uFE0F\u20E3]{0,3}`;
/**
 * A digit before or after means a longer number: an order number holds many runs that look like a telephone's. A few
 * digits and a point before mean a fraction.
 */
export const BEFORE = String.raw`(?<!\d|(?<!\d)\d{1,4}\.)`;
export const AFTER = String.raw`(?!\d)`;

/** Where a pattern matches. */
export function* placesOf(text: string, pattern: RegExp): Generator<{ start: number; end: number }> {
  for (const { index, 0: match } of text.matchAll(pattern)) {
    yield { start: index, end: index + match.length };
  }
}
