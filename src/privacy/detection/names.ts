import { type Detector, KIND_LABELS, type Place } from './personal-span.js';
import { WORD_ENDS, WORDS } from './name-words.js';
import { COMMON_SURNAMES, DOUBLE_SURNAMES, GIVEN_CHARACTERS, SURNAMES } from './surnames.js';

/** Whose name a form asks for; a name stands behind a separator, or there is no doubt that it is one. */
const LABELS =
  '姓名|名字|收件人|收货人|寄件人|取件人|联系人|持卡人|开户名|户名|车主|户主|法人代表|法定代表人|经办人|预订人|入住人|乘机人|乘车人|' +
  '投保人|被保险人|受益人|患者|就诊人|监护人|申请人|报案人|投诉人|购买人|使用人';
const SEPARATOR = String.raw`(?:[是为叫写填]|[ \t]*[:=][ \t]*|[ \t]+|[(【[]){0,2}`;
/** What hardly anything but a name stands behind. */
const SAYINGS = '我叫|我的名字是|本人叫|我名叫|他叫|她叫|我老公叫|我老婆叫|我妈叫|我爸叫|名叫';
/** What anything stands behind: 我是会员. */
const BEINGS = '我是|本人是|这边是|这里是|本人';
const INTRODUCTION = new RegExp(`(?:${LABELS})(?<separator>${SEPARATOR})|(?<saying>${SAYINGS}) ?|(?:${BEINGS}) ?`, 'g');
const LATIN_INTRODUCTION =
  /(?:\b(?:my name is|my name's|i am called)|(?:姓名|收件人|收货人|联系人|持卡人|name)(?: ?[:=] ?))[ ]?/gi;
const LATIN_NAME =
  /[A-Z][a-z'’-]{1,20}(?: [A-Z](?:[a-z'’-]{1,20}|\.)){1,3}|[A-Z]{2,20}[/ ][A-Z]{2,20}(?: [A-Z]{2,20})?/y;
const MINORITY_NAME = /\p{sc=Han}{2,8}(?:[·•]\p{sc=Han}{1,8}){1,2}/uy;
const FORMS = /先生|女士|小姐(?!姐)|太太|(?<!康)师傅|阿姨|老师|医生|律师/g;
/** A name may end here, or something else begins. */
const END =
  /^(?:$|[^\p{sc=Han}A-Za-z0-9_]|(?:手机|电话|身份证|证件|联系|地址|住在|住址|今年|来自|性别|先生|女士|小姐|老师|邮箱|车牌|护照|卡号|银行|想|要|的(?!士)|请|和|跟|与|及|在|是|收(?!件人)|签|被|已|有|去|来|说|买|订|这|我|你|您|他|她|麻烦|帮))/u;
const HAN = /^\p{sc=Han}$/u;
/** Characters that stand in no given name: what looks like a name with one of them is a sentence. */
const GRAMMAR = new Set(
  '的了吗呢吧啊呀是不没有在到要我你他她它这那您们个和与或跟给把被让去请问怎么什几多少很太都也就还能会请等号码件式址电话店家户员客服品货单券卡证退换款费元块钱次条点分时日号岁位只件买卖用看说做想由以所而则',
);
const WORD_LENGTHS = [4, 3, 2];
const END_LENGTH = 8;
/** Behind these a name may begin; behind any other character of a word it is part of that word. */
const BEGINS = new Set(
  '是找给叫请和跟与的位问对被由让姓有为到但好我你了吗呢啊去下过接用户客人名主东长员修师于在将把向代替帮送派来得着系想要等说约及故据同含',
);
const GIVEN_MAX = 2;
/** The longest name, and the character before it. */
const FORM_BEFORE_MAX = 5;

export const nameDetector: Detector = { kind: 'name', label: KIND_LABELS.name, find: names };

function names(text: string): Place[] {
  const found = [...introduced(text), ...introducedInLatin(text), ...addressed(text)].toSorted(
    (a, b) => a.start - b.start || b.end - a.end,
  );
  let end = 0;
  return found.filter((place) => {
    const isFree = place.start >= end;
    end = Math.max(end, place.end);
    return isFree;
  });
}

/** 我叫王芳, 收件人：李强. */
function* introduced(text: string): Generator<Place> {
  for (const { index, 0: written, groups = {} } of text.matchAll(INTRODUCTION)) {
    const start = index + written.length;
    const { separator = '', saying } = groups;
    const isLoose = saying !== undefined || separator !== '';
    const end = minorityEnd(text, start, isLoose) ?? nameEnd(text, start, isLoose);
    if (end !== undefined) {
      yield { start, end };
    }
  }
}

function* introducedInLatin(text: string): Generator<Place> {
  for (const { index, 0: written } of text.matchAll(LATIN_INTRODUCTION)) {
    LATIN_NAME.lastIndex = index + written.length;
    const [name] = LATIN_NAME.exec(text) ?? [];
    if (name !== undefined) {
      yield { start: index + written.length, end: index + written.length + name.length };
    }
  }
}

/** 王先生, 欧阳女士, 李建国先生: the name alone. */
function* addressed(text: string): Generator<Place> {
  for (const { index: end } of text.matchAll(FORMS)) {
    const before = text.slice(Math.max(0, end - FORM_BEFORE_MAX), end);
    const length = [4, 3, 2, 1].find((count) => isAddressed(before, count));
    if (length !== undefined) {
      yield { start: end - length, end };
    }
  }
}

/** Whether the last `length` characters are a name that is no part of a longer word. */
function isAddressed(before: string, length: number): boolean {
  const name = before.slice(before.length - length);
  const surname = surnameLength(name);
  const isSurname = surname === 2 || (surname === 1 && COMMON_SURNAMES.has(name.charAt(0)));
  if (name.length < length || !isSurname || WORDS.has(name)) {
    return false;
  }
  const given = Array.from(name.slice(surname));
  if (given.length > GIVEN_MAX || given.some((character) => !GIVEN_CHARACTERS.has(character))) {
    return false;
  }
  const rest = before.slice(0, before.length - length);
  const last = rest.at(-1);
  const begins = last === undefined || !HAN.test(last) || BEGINS.has(last);
  return begins && !WORD_ENDS.has(`${last ?? ''}${name.slice(0, surname)}`);
}

/** Of a name that begins here; undefined where none does. */
function nameEnd(text: string, start: number, isLoose: boolean): number | undefined {
  const surname = surnameLength(text.slice(start, start + 4));
  if (surname === 0 || startsWithWord(text, start)) {
    return undefined;
  }
  const given = givenLengths(text, start + surname, isLoose);
  const closed = given.find((length) =>
    END.test(text.slice(start + surname + length, start + surname + length + END_LENGTH)),
  );
  const length = closed ?? (isLoose ? given.find((count) => isCommon(text, start + surname, count)) : undefined);
  return length === undefined ? undefined : start + surname + length;
}

/** How many characters may be the given name, the most first. Where nothing says that it is a name, it must look so. */
function givenLengths(text: string, from: number, isLoose: boolean): number[] {
  const lengths: number[] = [];
  for (let length = 1; length <= GIVEN_MAX; length++) {
    const character = text.charAt(from + length - 1);
    const fits = HAN.test(character) && !GRAMMAR.has(character) && (isLoose || GIVEN_CHARACTERS.has(character));
    if (!fits) {
      break;
    }
    lengths.unshift(length);
  }
  return lengths;
}

function isCommon(text: string, from: number, length: number): boolean {
  return Array.from(text.slice(from, from + length)).every((character) => GIVEN_CHARACTERS.has(character));
}

function minorityEnd(text: string, start: number, isLoose: boolean): number | undefined {
  MINORITY_NAME.lastIndex = start;
  const [name] = (isLoose ? MINORITY_NAME.exec(text) : undefined) ?? [];
  return name !== undefined &&
    !GRAMMAR.has(name.charAt(0)) &&
    END.test(text.slice(start + name.length, start + name.length + END_LENGTH))
    ? start + name.length
    : undefined;
}

function surnameLength(text: string): 0 | 1 | 2 {
  if (DOUBLE_SURNAMES.has(text.slice(0, 2))) {
    return 2;
  }
  return SURNAMES.has(text.charAt(0)) ? 1 : 0;
}

function startsWithWord(text: string, start: number): boolean {
  return WORD_LENGTHS.some((length) => WORDS.has(text.slice(start, start + length)));
}
