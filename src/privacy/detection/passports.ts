import { type Detector, KIND_LABELS, type Place } from './personal-span.js';

/** Chinese passports: E or G with 8 digits, E with a second letter and 7, and those of officials. They have no check digit. */
const CHINESE = /(?<![A-Za-z0-9])(?:[EGeg] ?\d{8}|[Ee][A-HJ-NP-Za-hj-np-z] ?\d{7}|[DdSsPp][Ee] ?\d{7})(?![A-Za-z0-9])/g;
/** With the word before it: those of other countries and the travel documents of Hong Kong, Macau and Taiwan too. */
const NAMED =
  /(?:护照|通行证|台胞证|回乡证|旅行证|[Pp]assport)(?:号码?|[Nn]o\.?|[Nn]umber|证件号?)?[^A-Za-z0-9]{0,8}?(?<number>[A-Za-z]{1,2} ?\d{6,8}|\d{8,9})(?![A-Za-z0-9])/g;
/** A number of this form that is called otherwise is what it is called. */
const OTHERWISE =
  /(?:型号|货号|编号|编码|单号|订单|商品|批次|批号|序列号|券码|兑换码|激活码|房号|车次|航班|料号|件号|款号|[Ss][Kk][Uu]|[Ss]\/?[Nn])[^A-Za-z0-9]{0,4}$/;
const CONTEXT = 12;

export const passportDetector: Detector = { kind: 'passport', label: KIND_LABELS.passport, find: passports };

function passports(text: string): Place[] {
  const named = Array.from(text.matchAll(NAMED), ({ index, 0: written, groups }) => ({
    start: index + written.length - (groups?.['number'] ?? '').length,
    end: index + written.length,
  }));
  const bare = Array.from(text.matchAll(CHINESE), ({ index, 0: written }) => ({
    start: index,
    end: index + written.length,
  })).filter(({ start }) => !OTHERWISE.test(text.slice(Math.max(0, start - CONTEXT), start)));
  const starts = new Set(named.map(({ start }) => start));
  return [...named, ...bare.filter(({ start }) => !starts.has(start))].toSorted((a, b) => a.start - b.start);
}
