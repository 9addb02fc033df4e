import { isBankCard, isIdCard } from './personal-numbers.js';

/** What kind of personal data a span of text is. */
export type PersonalDataKind = 'phone' | 'landline' | 'id_card' | 'bank_card' | 'email';

export interface PersonalSpan {
  /** UTF-16 offsets into the text as it was given. */
  start: number;
  end: number;
  kind: PersonalDataKind;
}

export interface MaskedText {
  text: string;
  /** In the order of the text, without overlaps; the offsets are those of the text before. */
  spans: PersonalSpan[];
}

export interface MaskedTexts {
  texts: string[];
  /** Puts what was masked back where an answer repeats its placeholder. */
  restore: (answer: string) => string;
}

const NAMES: Readonly<Record<PersonalDataKind, string>> = {
  phone: '手机号',
  landline: '电话',
  id_card: '身份证号',
  bank_card: '银行卡号',
  email: '邮箱',
};

/** People group digits by spaces, hyphens, dots and the like; three at most, as in `138 - 1234`. */
const GAP = String.raw`[ \-·._/*\u200B-\u200D\u2060\uFEFF]{0,3}`;
/**
 * A digit before or after means a longer number: an order number holds many runs that look like a telephone's. A few
 * digits and a point before mean a fraction.
 */
const BEFORE = String.raw`(?<!\d|(?<!\d)\d{1,4}\.)`;
const AFTER = String.raw`(?!\d)`;

const COUNTRY = `(?:(?:\\(\\+?86\\)|(?:\\+|00)?86)${GAP})?`;
/** 3-4-4, 3-3-5, 4-3-4, 5-6, or each digit apart. */
const MOBILE = [
  `1[3-9]\\d${GAP}\\d{4}${GAP}\\d{4}`,
  `1[3-9]\\d${GAP}\\d{3}${GAP}\\d{5}`,
  `1[3-9]\\d{2}${GAP}\\d{3}${GAP}\\d{4}`,
  `1[3-9]\\d{3}${GAP}\\d{6}`,
  `1([ \\-.·])[3-9](?:\\1\\d){9}`,
].join('|');
const mobile = new RegExp(`${BEFORE}${COUNTRY}(?:${MOBILE})${AFTER}`, 'g');

/** An area code with its zero, or without it behind the country's; 8 digits, or 7 in smaller cities; an extension. */
const AREA = String.raw`(?:10|2\d|[3-9]\d{2})`;
const landline = new RegExp(
  `${BEFORE}(?:${COUNTRY}\\(?0${AREA}\\)?|(?:\\+|00)86${GAP}${AREA})${GAP}[2-8]\\d{2,3}${GAP}\\d{4}` +
    `(?:(?:-|转|分机)\\d{1,6})?${AFTER}`,
  'g',
);

const email =
  /[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_+-])? ?@ ?(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24}/g;

/** The longest first: what they found is taken out of what the shorter ones see. */
const detectors: readonly { kind: PersonalDataKind; find: (text: string) => Iterable<Omit<PersonalSpan, 'kind'>> }[] = [
  { kind: 'email', find: (text) => matches(text, email) },
  { kind: 'id_card', find: (text) => numbers(text, [18, 15], isIdCard) },
  { kind: 'bank_card', find: (text) => numbers(text, [19, 18, 17, 16, 15], isBankCard) },
  { kind: 'phone', find: (text) => matches(text, mobile) },
  { kind: 'landline', find: (text) => matches(text, landline) },
];

/** Replaces personal data by its kind: what leaves for a model never holds a number or an address of somebody. */
export function mask(text: string): string {
  return maskWithSpans(text).text;
}

export function maskWithSpans(text: string): MaskedText {
  const spans = findPersonalData(text);
  return { text: replaceSpans(text, spans, ({ kind }) => `[${NAMES[kind]}]`), spans };
}

/**
 * Masks texts that belong together with numbered placeholders (`[邮箱1]`), the same value always by the same one, so
 * that the address of a help desk that stands in a passage still reaches the contact who asked for it.
 */
export function maskTogether(texts: readonly string[]): MaskedTexts {
  const placeholders = new Map<string, string>();
  const counts = new Map<PersonalDataKind, number>();
  const placeholderOf = ({ kind }: PersonalSpan, value: string): string => {
    const known = placeholders.get(value);
    if (known !== undefined) {
      return known;
    }
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    placeholders.set(value, `[${NAMES[kind]}${count}]`);
    return `[${NAMES[kind]}${count}]`;
  };
  return {
    texts: texts.map((text) => replaceSpans(text, findPersonalData(text), placeholderOf)),
    restore: (answer) => {
      let restored = answer;
      for (const [value, placeholder] of placeholders) {
        restored = restored.replaceAll(placeholder, () => value);
      }
      return restored;
    },
  };
}

/** In the order of the text, without overlaps. */
export function findPersonalData(text: string): PersonalSpan[] {
  let rest = toPlain(text);
  const spans: PersonalSpan[] = [];
  for (const { kind, find } of detectors) {
    for (const { start, end } of find(rest)) {
      spans.push({ start, end, kind });
      rest = rest.slice(0, start) + '\0'.repeat(end - start) + rest.slice(end);
    }
  }
  return spans.toSorted((a, b) => a.start - b.start);
}

function replaceSpans(
  text: string,
  spans: readonly PersonalSpan[],
  placeholderOf: (span: PersonalSpan, value: string) => string,
): string {
  let replaced = '';
  let end = 0;
  for (const span of spans) {
    replaced += text.slice(end, span.start) + placeholderOf(span, text.slice(span.start, span.end));
    end = span.end;
  }
  return replaced + text.slice(end);
}

const CHINESE_DIGITS: Readonly<Record<string, string>> = {
  〇: '0',
  零: '0',
  一: '1',
  幺: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
};

/** One form for each character, in the same number of UTF-16 units, so that offsets stay. */
function toPlain(text: string): string {
  return text
    .replaceAll(/[\uFF01-\uFF5E]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replaceAll(/[\u00A0\u2002-\u200A\u202F\u3000\t]/g, ' ')
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll(/[〇零一幺二三四五六七八九]{11,}/g, (run) =>
      Array.from(run, (digit) => CHINESE_DIGITS[digit]).join(''),
    );
}

function* matches(text: string, pattern: RegExp): Iterable<Omit<PersonalSpan, 'kind'>> {
  for (const { index, 0: match } of text.matchAll(pattern)) {
    yield { start: index, end: index + match.length };
  }
}

const numberStart = new RegExp(`${BEFORE}\\d`, 'g');
const nextDigit = new RegExp(`${GAP}([\\dXx])`, 'y');

/**
 * Numbers of one of these lengths that `isReal` knows by their check digit. Two numbers may stand behind each other
 * with a space between, hence each length is tried at each start instead of the longest run alone.
 */
function* numbers(
  text: string,
  lengths: readonly number[],
  isReal: (digits: string, written: string) => boolean,
): Iterable<Omit<PersonalSpan, 'kind'>> {
  let end = 0;
  for (const { index: start } of text.matchAll(numberStart)) {
    if (start < end) {
      continue;
    }
    const ends = digitEnds(text, start, Math.max(...lengths));
    const length = lengths.find((count) => {
      const candidate = ends[count - 1];
      if (candidate === undefined || /^\d\d/.test(text.slice(candidate - 1, candidate + 1))) {
        return false;
      }
      const written = text.slice(start, candidate);
      return isReal(written.replaceAll(/[^\dXx]/g, '').toUpperCase(), written);
    });
    const found = length === undefined ? undefined : ends[length - 1];
    if (found !== undefined) {
      end = found;
      yield { start, end };
    }
  }
}

/** Where the first, second … digit of a number ends. */
function digitEnds(text: string, start: number, countMax: number): number[] {
  const ends: number[] = [];
  nextDigit.lastIndex = start;
  while (ends.length < countMax && nextDigit.test(text)) {
    ends.push(nextDigit.lastIndex);
  }
  return ends;
}
