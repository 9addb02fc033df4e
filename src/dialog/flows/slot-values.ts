import { bare } from '../commands.js';
import { BoundedPattern } from '../tools/bounded-pattern.js';
import { dateOf } from './dates.js';
import type { Choice, Question } from './flow.js';
import type { SlotValue } from './flow-state.js';
import { numberOf } from './numbers.js';
import { taxNumberOf } from './tax-number.js';

const LENGTH_MAX = 200;
const NUMERALS = '零一二三四五六七八九十';

const MOBILE = /^(?:\+?86)?(1[3-9]\d{9})$/;
const LANDLINE = /^(?:0\d{2,3}-?)?[2-8]\d{6,7}(?:-\d{1,6})?$|^400-?\d{3}-?\d{4}$/;
const ABROAD = /^\+[1-9]\d{6,14}$/;
const EMAIL =
  /^[a-z0-9](?:[a-z0-9._%+-]{0,62}[a-z0-9_+-])?@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}$/i;

/** Where in a longer message a value may stand, for the kinds that can be told from the words around them. */
const PLACES: Readonly<Partial<Record<Question['type'], RegExp>>> = {
  phone: /(?<![\d+])(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)/g,
  email: /[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9.-]{1,253}\.[A-Za-z]{2,24}/g,
  'tax-number': /(?<![A-Za-z0-9])[0-9A-Za-z]{15,20}(?![A-Za-z0-9])/g,
};

/** What a question makes of an answer: its value, or undefined for what does not do. */
export function valueOf(question: Question, text: string, today: string): SlotValue | undefined {
  return ofWhole(question, text.trim(), today) ?? valueWithin(question, text, today);
}

/** The value, where one place of a longer message alone holds one: "the number is SF123, thanks". */
export function valueWithin(question: Question, text: string, today: string): SlotValue | undefined {
  const values = placesIn(question, text.normalize('NFKC')).map((place) => ofWhole(question, place, today));
  const found = [...new Set(values.filter((value) => value !== undefined))];
  return found.length === 1 ? found[0] : undefined;
}

function placesIn({ type, pattern, choices }: Question, text: string): string[] {
  if (pattern !== undefined) {
    return matchesOf(pattern, text);
  }
  if (type === 'choice') {
    return (choices ?? []).flatMap(namesOf).filter((name) => name.length >= 2 && text.includes(name.normalize('NFKC')));
  }
  const place = PLACES[type];
  return place === undefined ? [] : [...text.matchAll(place)].map(([found]) => found);
}

/** Neither a letter nor a digit of ASCII touches it: part of a number is another number. */
function matchesOf(pattern: string, text: string): string[] {
  const bounded = new BoundedPattern(`(?<![A-Za-z0-9])(?:${pattern})(?![A-Za-z0-9])`, 'gu');
  return bounded.all(text);
}

function ofWhole(question: Question, text: string, today: string): SlotValue | undefined {
  if (text === '' || text.length > (question.maxLength ?? LENGTH_MAX)) {
    return undefined;
  }
  switch (question.type) {
    case 'text':
      return fitting(question, text);
    case 'number':
      return numberIn(question, text);
    case 'date':
      return dateIn(question, text, today);
    case 'phone':
      return phoneOf(text);
    case 'email': {
      const email = text.normalize('NFKC').replaceAll(/\s/gu, '');
      return EMAIL.test(email) ? email : undefined;
    }
    case 'choice':
      return choiceOf(question.choices ?? [], text);
    case 'tax-number':
      return taxNumberOf(text);
  }
}

/** With a pattern, in one width; without, as it was written, on one line. */
function fitting({ pattern }: Question, text: string): string | undefined {
  if (pattern === undefined) {
    return text.replaceAll(/\s+/gu, ' ');
  }
  const plain = text.normalize('NFKC').trim();
  return new BoundedPattern(`^(?:${pattern})$`, 'u').test(plain) ? plain : undefined;
}

function numberIn({ min = -Infinity, max = Infinity, decimals = 10 }: Question, text: string): number | undefined {
  const number = numberOf(text);
  const fits = number !== undefined && number >= min && number <= max && Number(number.toFixed(decimals)) === number;
  return fits ? number : undefined;
}

function dateIn({ when }: Question, text: string, today: string): string | undefined {
  const date = dateOf(text, today, when);
  const fits = date !== undefined && (when === undefined || (when === 'past' ? date <= today : date >= today));
  return fits ? date : undefined;
}

function phoneOf(text: string): string | undefined {
  const number = text.normalize('NFKC').replaceAll(/[\s()]/gu, '');
  const [, mobile] = MOBILE.exec(number.replaceAll('-', '')) ?? [];
  return mobile ?? (LANDLINE.test(number) || ABROAD.test(number) ? number : undefined);
}

/** By its number, its name or another word for it. */
function choiceOf(choices: readonly Choice[], text: string): string | undefined {
  const said = bare(text).replaceAll(/^第|[个個项項]$/gu, '');
  const numeral = NUMERALS.indexOf(said);
  const number = /^\d{1,2}$/.test(said) ? Number(said) : said.length === 1 ? numeral : -1;
  const named = choices.find((choice) => namesOf(choice).some((name) => bare(name) === bare(text)));
  return (named ?? choices[number - 1])?.value;
}

function namesOf({ value, label, also = [] }: Choice): string[] {
  const labels = label === undefined ? [] : typeof label === 'string' ? [label] : Object.values(label);
  return [value, ...labels, ...also];
}
