import { type Detector, KIND_LABELS, type Place } from './personal-span.js';

const HAN = String.raw`\p{sc=Han}`;
const NUMBER = '(?:[甲乙丙丁]?\\d{1,5}(?:-\\d{1,4}){0,3}|[一二三四五六七八九十百]{1,4}|[A-Za-z]\\d{0,3})';
/** What a number is of: a house in its street, a part of a house, a room. */
const PART = '(?:号楼|号院|号房|号门|号|弄|支弄|栋|幢|座|单元|门|室|房|层|楼|组|队|#)';
/** `100号3幢2单元501`, `3-2-501`: the numbers at an address's end. */
const numbers = new RegExp(
  `(?:第?${NUMBER} ?${PART}[ ,，-]?){1,7}(?:\\d{2,4}(?:室|房|户)?(?![\\d元块个件箱米斤年月点:]))?|\\d{1,3}-\\d{1,3}-\\d{2,4}(?![\\d-])`,
  'gu',
);
/** These are of somebody who lives or works there, and no shop's. */
const PRIVATE_PART = /(?:单元|室|户|号房|房)|(?:[栋幢座弄层#]|号楼|楼)[ ,，-]?\d{2,4}$|\d-\d+-\d/u;
const STREET_END = /(?:路|街|道|巷|弄|胡同|里|段|条|支路)(?:[东西南北中][段侧]?)?$/u;
const ESTATE =
  '(?:小区|花园|花苑|公寓|家园|新村|公馆|山庄|别墅|广场|大厦|大楼|国际|中心|写字楼|宿舍|校区|大学|学院|园区|工业园|产业园|科技园|软件园|社区|苑|城|庭|府|园|湾|居|郡|墅|邸|轩|村|庄|屯|寨|厂|院|[一二三四五六七八九十\\d]{1,2}[期区]|[东西南北][区苑])';
const estateEnd = new RegExp(`${ESTATE}$`, 'u');
/** Without a street: `高新区88号`, `某某镇12组`. */
const REGION_END = /(?:区|镇|乡|县|街道)$/u;
const province =
  /(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门)/u;
const REGION = /省|市|区|县|镇|乡|街道|旗|州/u;
const regions = new RegExp(REGION, 'gu');
const TRIGGER = /地址|住址|住在|家住|我住|现住|寄[到往去给]|送[到往去]|发[到往去]|收货|收件|搬到|家在|人在|上门/u;
/** Whose address everybody may know. */
const SHOP = /你们|位于|贵[司店]|门店|分店|网点|营业厅|专卖店|旗舰店|商家|店铺|店/u;
const SHOP_BEHIND = /^[的那这]?(?:家|个|间)?(?:门店|分店|店|营业厅|网点|专卖店|专柜|商场|超市|支行|分行)/u;
/** An address begins behind the last of these. */
const LEAD =
  /地址|住址|住在|家住|现住|位于|寄[到往去给]|送[到往去]|发[到往去]|配送|改[成为到]|换[成到]|搬到|收货|所在地|户籍|籍贯|请问|麻烦|您好|你好|帮我|我们?家|家里|[我是放在到住从至给的了吗呢吧为填写就往：]/gu;
const BEFORE_MAX = 48;
const BETWEEN_MAX = 14;
const behind = new RegExp(
  `^[ ,，]?(?!的)${HAN}{2,8}?(?:小区|花园|公寓|大厦|花苑|家园|新村|广场|商城|商场|宿舍|苑)`,
  'u',
);
/** No number, but everything else: province, city, district and street behind the word. */
const numberless = new RegExp(
  `(?<=(?:地址|住址|住在|家住|寄[到往给]|送到|发到)[是为改成到: ]{0,3})(?=${province.source})${HAN}{9,40}`,
  'gu',
);
const NUMBERLESS_END = new RegExp(
  `^${HAN}{6,38}(?:路|街|大道|巷|${ESTATE})(?:[东西南北中一二三四五六七八九十]段)?`,
  'u',
);

export const addressDetector: Detector = { kind: 'address', label: KIND_LABELS.address, find: addresses };

function addresses(text: string): Place[] {
  const found = [...numbered(text), ...withoutNumber(text)].toSorted((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return found.filter((place) => {
    const isFree = place.start >= end;
    end = Math.max(end, place.end);
    return isFree;
  });
}

interface Chain extends Place {
  /** Behind the place that the numbers follow. */
  begin: number;
}

/** Begins with the numbers, which are rare, and looks at what stands before them. */
function* numbered(text: string): Generator<Place> {
  let open: Chain | undefined;
  for (const { index, 0: written } of text.matchAll(numbers)) {
    const end = index + written.trimEnd().replace(/[ ,，-]+$/u, '').length;
    if (open !== undefined && goesOn(text.slice(open.end, index))) {
      open.end = end;
      continue;
    }
    if (open !== undefined && isAddress(text, open)) {
      yield ended(text, open);
    }
    open = begun(text, index, end, open?.end ?? 0);
  }
  if (open !== undefined && isAddress(text, open)) {
    yield ended(text, open);
  }
}

/** `100号` 阳光花园 `3栋`: one address, though words stand between its numbers. */
function goesOn(between: string): boolean {
  const name = between.trim();
  return name.length <= BETWEEN_MAX && (name === '' || (/^\p{sc=Han}{2,}$/u.test(name) && isPlace(name)));
}

function begun(text: string, index: number, end: number, from: number): Chain | undefined {
  const before = text.slice(Math.max(from, index - BEFORE_MAX), index);
  const [run = ''] = /[\p{sc=Han} ]*$/u.exec(before) ?? [];
  const place = run.slice(leadLength(run));
  const name = place.slice(provinceStart(place)).trimStart();
  return isPlace(name.trimEnd()) ? { start: index - name.length, begin: index, end } : undefined;
}

/** How much of what stands before an address is not of it. */
function leadLength(run: string): number {
  let length = run.length - run.trimStart().length;
  for (const { index, 0: word } of run.matchAll(LEAD)) {
    if (isPlace(run.slice(index + word.length).trim())) {
      length = index + word.length;
    }
  }
  return length;
}

/** What stands before a province is not of the address, unless it is a larger place: 中山东路 has no 山东 in it. */
function provinceStart(place: string): number {
  const start = province.exec(place)?.index ?? 0;
  return REGION.test(place.slice(0, start)) ? 0 : start;
}

function isPlace(name: string): boolean {
  return name.length >= 2 && (STREET_END.test(name) || estateEnd.test(name) || REGION_END.test(name));
}

/** Where a street and a number alone are, anybody may ask: more must say that somebody lives or wants things there. */
function isAddress(text: string, { start, begin, end }: Chain): boolean {
  const place = text.slice(start, begin);
  const before = text.slice(Math.max(0, start - BEFORE_MAX), start);
  const isPrivate = PRIVATE_PART.test(text.slice(begin, end));
  if (!isPrivate && (SHOP.test(before) || SHOP_BEHIND.test(text.slice(end, end + 8)))) {
    return false;
  }
  const regionCount = regionsIn(place) + (province.test(place) ? 1 : 0);
  return isPrivate || TRIGGER.test(before) || (regionCount > 0 && !REGION_END.test(place.trim())) || regionCount > 2;
}

function regionsIn(place: string): number {
  return place.match(regions)?.length ?? 0;
}

function ended(text: string, { start, end }: Chain): Place {
  const [more = ''] = behind.exec(text.slice(end, end + BETWEEN_MAX)) ?? [];
  return { start, end: end + more.length };
}

function* withoutNumber(text: string): Generator<Place> {
  for (const { index, 0: run } of text.matchAll(numberless)) {
    const [place] = NUMBERLESS_END.exec(run) ?? [];
    if (place !== undefined && regionsIn(place) > 1 && !SHOP.test(text.slice(Math.max(0, index - BEFORE_MAX), index))) {
      yield { start: index, end: index + place.length };
    }
  }
}
