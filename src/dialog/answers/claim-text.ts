import { simplified } from '../../knowledge/lexical/simplified.js';

/** Digits in circles and boxes, which count items. */
const ITEM_SIGNS = /[\u2460-\u249B\u24EA-\u24FF\u2776-\u2793\u3220-\u3229]|[\d#*]\uFE0F?\u20E3/gu;
const CAPITAL_NUMERALS = '壹贰叁肆伍陆柒捌玖拾佰仟';
const PLAIN_NUMERALS = '一二三四五六七八九十百千';
/** As on invoices. One alone may be a name or a part of a word, as in 登陆. */
const CAPITALS = new RegExp(`[${CAPITAL_NUMERALS}][${CAPITAL_NUMERALS}零万亿元圆]+`, 'gu');

/** One way of writing for what means the same: widths, scripts, dashes, numerals as on invoices. Not for people. */
export function plainText(text: string): string {
  return simplified(
    text
      .replace(ITEM_SIGNS, ' ')
      .replace(/(?<=[０-９])，(?=[０-９]{3}(?![０-９]))/gu, ',')
      .replaceAll('，', '、') // else 满100，200元 would be one number
      .normalize('NFKC')
      .replace(/[\u200B-\u200D\u2060\uFEFF]/gu, '')
      .replace(/[\u2010-\u2015\u2212]/gu, '-')
      .replace(/(?<=\d) ?[xX*](?= ?\d)/gu, '×'),
  ).replace(CAPITALS, (written) =>
    Array.from(written, (sign) => PLAIN_NUMERALS[CAPITAL_NUMERALS.indexOf(sign)] ?? sign).join(''),
  );
}

/** At the start of a line, perhaps behind a bullet or in brackets. */
const LINE_ITEM = /^[ \t]*(?:[-*•·>#]+[ \t]*)?(?:\*\*)?[([]?\d{1,2}(?:[.、)\]:](?!\d))/gmu;
const INLINE_ITEM = /(?<=[\s;。:、,(])\(?(\d{1,2})[.、)](?![\d.])/gu;
/** 第二步, 步骤3, Step 1; but not 第23条, which the law has or has not. */
const ORDINAL =
  /(?:第 ?(?:\d{1,2}|[一二三四五六七八九十]{1,3}) ?(?:步|点|个(?!月)|种|类|方面|部分|[、,:]))|(?:步骤|方法|方式|方案|选项|情况|step|option|method) ?(?:\d{1,2}|[一二三四五六七八九十])(?!\d)/giu;
/** 以下3个步骤: the answer counts what it says itself. */
const COUNT_OF_ITEMS =
  /(?<!\d)\d{1,2} ?(?:大|个|种|项|条|类|点|步)?(?:主要)?(?:方式|方法|步骤|途径|渠道|方面|原因|部分|选项|情况|要点|建议|注意事项|(?<=点)(?![\d一二三四五六七八九十半整钟分])(?=[:。、]))/gu;

/** Numbers that only count the items of the text itself are blanked: they claim nothing. */
export function withoutItemNumbers(text: string): string {
  const blank = (match: string): string => match.replaceAll(/\d/g, ' ').replaceAll(/[一二三四五六七八九十]/gu, ' ');
  let last = 0;
  return text
    .replace(LINE_ITEM, blank)
    .replace(INLINE_ITEM, (match, number: string) => {
      if (number !== '1' && Number(number) !== last + 1) {
        return match;
      }
      last = Number(number);
      return blank(match);
    })
    .replace(ORDINAL, blank)
    .replace(COUNT_OF_ITEMS, blank);
}
