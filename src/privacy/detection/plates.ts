import { placesOf } from './number-form.js';
import { type Detector, KIND_LABELS } from './personal-span.js';

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领';
const LETTER = '[A-HJ-NP-Za-hj-np-z]';
const SIGN = '[A-HJ-NP-Za-hj-np-z0-9]';
const GAP = '[ ·.•-]{0,2}';
/** An electric car has one sign more, with D, F and the like first or last (GA 36-2018). */
const ELECTRIC = `[A-HJKa-hjk]${SIGN}\\d{4}|\\d{5}[A-HJKa-hjk]`;
const ORDINARY = `${SIGN}{4}[A-HJ-NP-Za-hj-np-z0-9挂学警港澳]`;
/** With a gap in the middle, or each sign apart. */
const PARTED = `${SIGN}{2}[ ·]${SIGN}{3}|${SIGN}{3}[ ·]${SIGN}{2,3}|${SIGN}(?: ${SIGN}){4,5}`;
/**
 * It holds a digit at least: `京A LLOVE` is none. 新 and 云 are words of their own where another word precedes them, as
 * in 最新A12345.
 */
const plate = new RegExp(
  `(?:[${PROVINCES}](?<!(?:[最全更崭]新|[上腾里]云))|WJ ?[${PROVINCES}]?)${GAP}${LETTER}${GAP}(?=[^\\d]{0,6}\\d)` +
    `(?:${ELECTRIC}|${ORDINARY}|${PARTED})(?![A-Za-z0-9])`,
  'g',
);

export const plateDetector: Detector = {
  kind: 'plate',
  label: KIND_LABELS.plate,
  find: (text) => placesOf(text, plate),
};
