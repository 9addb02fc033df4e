import { AFTER, BEFORE, GAP, placesOf } from './number-form.js';
import { type Detector, KIND_LABELS } from './personal-span.js';

const COUNTRY = `(?:(?:\\(\\+?86\\)|(?:\\+|00)?86)${GAP})?`;
/** 3-4-4, 3-3-5, 4-3-4, 5-6, or each digit apart. */
const MOBILE = [
  `1[3-9]\\d${GAP}\\d{4}${GAP}\\d{4}`,
  `1[3-9]\\d${GAP}\\d{3}${GAP}\\d{5}`,
  `1[3-9]\\d{2}${GAP}\\d{3}${GAP}\\d{4}`,
  `1[3-9]\\d{3}${GAP}\\d{6}`,
  `1([ \\-.·,，、])[3-9](?:\\1\\d){9}`,
].join('|');
/** Elsewhere, with the plus that says so: Hong Kong, Macau, Taiwan, and countries that are met often. */
const ABROAD = `\\+(?:85[23]|886|1|44|49|33|39|34|7|6[0-6]|8[124]|9[0-8])${GAP}\\(?\\d{1,4}\\)?(?:${GAP}\\d{2,5}){2,4}`;
const mobile = new RegExp(`${BEFORE}(?:${COUNTRY}(?:${MOBILE})|${ABROAD})${AFTER}`, 'g');

/** Letters before it make it the number of a parcel. An area code with its zero, or without it behind the country's; 8 digits, or 7 in smaller cities; an extension. */
const AREA = String.raw`(?:10|2\d|[3-9]\d{2})`;
const landline = new RegExp(
  `${BEFORE}(?<![A-Za-z])(?:${COUNTRY}\\(?0${AREA}\\)?|(?:\\+|00)86${GAP}${AREA})${GAP}[2-8]\\d{2,3}${GAP}\\d{4}` +
    `(?:(?:-|转|分机)\\d{1,6})?${AFTER}` +
    // Without an area code it needs the word before it.
    `|(?<=(?:座机|固话|固定电话|办公电话|家里电话|传真)(?:号码?)?[是为: ]{0,2})[2-8]\\d{2,3}${GAP}\\d{4}${AFTER}`,
  'g',
);

const hasDigit = /\d{2}|\d\D\d/;

export const mobileDetector: Detector = {
  kind: 'phone',
  label: KIND_LABELS.phone,
  find: (text) => (hasDigit.test(text) ? placesOf(text, mobile) : []),
};

export const landlineDetector: Detector = {
  kind: 'landline',
  label: KIND_LABELS.landline,
  find: (text) => (hasDigit.test(text) ? placesOf(text, landline) : []),
};
