/** What kind of personal data a span of text is. */
export type PersonalDataKind = 'phone' | 'landline' | 'id_card' | 'bank_card' | 'email';

export interface PersonalSpan {
  /** UTF-16 offsets into the text as it was given. */
  start: number;
  end: number;
  kind: PersonalDataKind;
}

interface Detector {
  kind: PersonalDataKind;
  pattern: RegExp;
  isReal(digits: string): boolean;
}

const MASKS: Readonly<Record<PersonalDataKind, string>> = {
  phone: '[手机号]',
  landline: '[电话]',
  id_card: '[身份证号]',
  bank_card: '[银行卡号]',
  email: '[邮箱]',
};

/** People group digits by spaces, hyphens and dots; one separator at a time. */
const GAP = '[ \\-\\u2010-\\u2015·.]?';
const EDGE_BEFORE = '(?<![\\dA-Za-z.])';
const EDGE_AFTER = '(?![\\dA-Za-z])';

/** The longest come first: a phone number inside an identity number is none. */
const detectors: readonly Detector[] = [
  {
    kind: 'email',
    pattern: /[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_+-])?@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24}/g,
    isReal: () => true,
  },
  {
    kind: 'id_card',
    pattern: new RegExp(`${EDGE_BEFORE}[1-9](?:${GAP}\\d){16}${GAP}[\\dXx]${EDGE_AFTER}`, 'g'),
    isReal: (digits) => isIdCard(digits),
  },
  {
    kind: 'bank_card',
    pattern: new RegExp(`${EDGE_BEFORE}[1-9](?:${GAP}\\d){12,18}${EDGE_AFTER}`, 'g'),
    isReal: (digits) => digits.length >= 15 && /^(?:62|4|5[1-5]|2[2-7]|3[45]|9)/.test(digits) && passesLuhn(digits),
  },
  {
    kind: 'phone',
    pattern: new RegExp(`(?<![\\dA-Za-z.])(?:(?:\\+|00)?86${GAP}-?)?1[3-9](?:${GAP}\\d){9}${EDGE_AFTER}`, 'g'),
    isReal: () => true,
  },
  {
    kind: 'landline',
    pattern: new RegExp(
      `${EDGE_BEFORE}\\(?0(?:10|2\\d|[3-9]\\d{2})\\)?[ -]?[2-8]\\d{2,3}[ -]?\\d{4}(?:-\\d{1,6})?${EDGE_AFTER}`,
      'g',
    ),
    isReal: (digits) => digits.length >= 10,
  },
];

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECKS = '10X98765432';

/** Replaces personal data by its kind: what leaves for a model never holds a number or an address of somebody. */
export function mask(text: string): string {
  let masked = '';
  let end = 0;
  for (const span of findPersonalData(text)) {
    masked += text.slice(end, span.start) + MASKS[span.kind];
    end = span.end;
  }
  return masked + text.slice(end);
}

/** In the order of the text, without overlaps. */
export function findPersonalData(text: string): PersonalSpan[] {
  const plain = toHalfWidth(text);
  const spans: PersonalSpan[] = [];
  for (const { kind, pattern, isReal } of detectors) {
    for (const match of plain.matchAll(pattern)) {
      const span = { start: match.index, end: match.index + match[0].length, kind };
      if (isReal(match[0].replaceAll(/[^\dXx]/g, '')) && !spans.some((other) => overlap(other, span))) {
        spans.push(span);
      }
    }
  }
  return spans.toSorted((a, b) => a.start - b.start);
}

/** Full-width forms have the length of their half-width ones, so that offsets stay. */
function toHalfWidth(text: string): string {
  return text.replaceAll(/[\uFF01-\uFF5E\u3000]/g, (character) =>
    character === '\u3000' ? ' ' : String.fromCharCode(character.charCodeAt(0) - 0xfee0),
  );
}

/** 18 digits whose last is the ISO 7064 check of the others, and whose middle is a date. */
function isIdCard(digits: string): boolean {
  const month = Number(digits.slice(10, 12));
  const day = Number(digits.slice(12, 14));
  const sum = ID_WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && ID_CHECKS[sum % 11] === digits[17]?.toUpperCase();
}

function passesLuhn(digits: string): boolean {
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

function overlap(a: PersonalSpan, b: PersonalSpan): boolean {
  return a.start < b.end && b.start < a.end;
}
