import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOf } from './dates.js';
import type { Question } from './flow.js';
import { numberOf } from './numbers.js';
import { valueOf, valueWithin } from './slot-values.js';
import { checkCharacter, taxNumberOf } from './tax-number.js';

const TODAY = '2026-11-21';
const question = (change: Partial<Question>): Question => ({ ask: 'x', text: '?', type: 'text', ...change });
const read = (change: Partial<Question>, text: string) => valueOf(question(change), text, TODAY);

describe('a number', () => {
  it.each([
    ['1299', 1299],
    ['1,299.00元', 1299],
    ['￥１２.5', 12.5],
    ['100块钱', 100],
    ['1.15万', 11_500],
    ['3k', 3_000],
    ['二十', 20],
    ['十二', 12],
    ['两万三千', 23_000],
    ['一千零五', 1_005],
    ['三个人', 3],
    ['九位', 9],
    ['2間', 2],
    ['4 people', 4],
    ['叁佰贰拾元整', 320],
    ['-5', -5],
    ['0.01', 0.01],
  ])('is read from %s', (text, number) => {
    expect(numberOf(text)).toBe(number);
  });

  it.each([
    '',
    '很多',
    '1.2.3',
    '12,34',
    '一二三',
    '1e9',
    '0x10',
    'NaN',
    'Infinity',
    '五十十',
    '1元2元',
    '三个月',
    '第三位',
  ])('is not read from %j', (text) => {
    expect(numberOf(text)).toBeUndefined();
  });

  it('is read as it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 99 }), (whole, cents) => {
        const text = `${whole}.${`${cents}`.padStart(2, '0')}`;
        expect(numberOf(text)).toBeCloseTo(Number(text), 6);
        expect(numberOf(whole.toLocaleString('en-US'))).toBe(whole);
      }),
    );
  });

  it('is within what the question wants', () => {
    const amount = { type: 'number', min: 0.01, max: 1_000, decimals: 2 } as const;
    expect([read(amount, '0'), read(amount, '1000.01'), read(amount, '1.234')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect([read(amount, '0.01'), read(amount, '1000')]).toEqual([0.01, 1_000]);
  });
});

describe('a date', () => {
  it.each([
    ['2026-01-31', '2026-01-31'],
    ['2026/1/3', '2026-01-03'],
    ['2026年1月31日', '2026-01-31'],
    ['２０２６．０１．３１', '2026-01-31'],
    ['20260131', '2026-01-31'],
    ['12月1号', '2026-12-01'],
    ['今天', '2026-11-21'],
    ['後天', '2026-11-23'],
    ['Yesterday', '2026-11-20'],
  ])('is read from %s', (text, date) => {
    expect(dateOf(text, TODAY)).toBe(date);
  });

  it.each(['2026-02-30', '2026-13-01', '0/0', '明年', '31', 'toString', ''])('is not read from %j', (text) => {
    expect(dateOf(text, TODAY)).toBeUndefined();
  });

  it('lies where the question wants it', () => {
    expect(dateOf('1月5日', TODAY, 'future')).toBe('2027-01-05');
    expect(dateOf('12月5日', TODAY, 'past')).toBe('2025-12-05');
    expect(read({ type: 'date', when: 'past' }, '2026-11-22')).toBeUndefined();
    expect(read({ type: 'date', when: 'future' }, '2026-11-20')).toBeUndefined();
    expect([read({ type: 'date', when: 'past' }, '今天'), read({ type: 'date', when: 'future' }, '今天')]).toEqual([
      TODAY,
      TODAY,
    ]);
  });

  it('that exists is read, whichever way it is written', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (day) => {
        const date = day.toISOString().slice(0, 10);
        const [year, month, dayOfMonth] = date.split('-').map(Number);
        expect(dateOf(`${year}年${month}月${dayOfMonth}日`, TODAY)).toBe(date);
        expect(dateOf(date.replaceAll('-', ''), TODAY)).toBe(date);
      }),
    );
  });
});

describe('a tax number', () => {
  // The example of the national standard GB 32100-2015, appendix A.
  it('is read in capitals, without its spaces', () => {
    expect(taxNumberOf('91350100m000100y43')).toBe('91350100M000100Y43');
    expect(taxNumberOf('9135 0100 M000 100Y 43')).toBe('91350100M000100Y43');
    expect(taxNumberOf('110105123456789')).toBe('110105123456789');
  });

  it('is none with a wrong check character, length or letter', () => {
    for (const text of ['91350100M000100Y44', '91350100M000100Y4', 'I1350100M000100Y43', 'ABC', '', '12345']) {
      expect(taxNumberOf(text)).toBeUndefined();
    }
  });

  it('has one right check character, and a slip in any place shows', () => {
    const letters = '0123456789ABCDEFGHJKLMNPQRTUWXY'.split('');
    const body = fc.array(fc.constantFrom(...letters), { minLength: 17, maxLength: 17 });
    fc.assert(
      fc.property(body, fc.nat(16), fc.constantFrom(...letters), (parts, place, other) => {
        const code = parts.join('');
        const right = `${code}${checkCharacter(code)}`;
        expect(taxNumberOf(right)).toBe(right);
        fc.pre(parts[place] !== other);
        expect(taxNumberOf(right.slice(0, place) + other + right.slice(place + 1))).toBeUndefined();
      }),
    );
  });
});

describe('an answer', () => {
  it('may say a phone number or an address in many ways', () => {
    for (const text of [
      '13912345678',
      '139 1234 5678',
      '+86-139-1234-5678',
      '１３９１２３４５６７８',
      '我的手机13912345678，谢谢',
    ]) {
      expect(read({ type: 'phone' }, text)).toBe('13912345678');
    }
    expect(read({ type: 'phone' }, '010-62345678')).toBe('010-62345678');
    expect(read({ type: 'phone' }, '12345')).toBeUndefined();
    expect(read({ type: 'email' }, '发到 Zhang.San@Example.com 吧')).toBe('Zhang.San@Example.com');
    expect(read({ type: 'email' }, 'zhang＠example．com')).toBe('zhang@example.com');
    for (const text of ['zhang@', 'a@b', '邮箱', 'a@b.cn和c@d.cn']) {
      expect(read({ type: 'email' }, text)).toBeUndefined();
    }
  });

  it('names a choice by its number, its name or another word', () => {
    const choices = [
      { value: 'company', label: { 'zh-Hans': '企业', en: 'company' }, also: ['公司'] },
      { value: 'person', label: '个人' },
    ];
    for (const text of ['1', '一', '第一个', '1.', '企业', '公司', '开给公司的', 'Company']) {
      expect([text, read({ type: 'choice', choices }, text)]).toEqual([text, 'company']);
    }
    expect(read({ type: 'choice', choices }, '②')).toBe('person');
    for (const text of ['3', '0', '企业和个人', '随便', '']) {
      expect([text, read({ type: 'choice', choices }, text)]).toEqual([text, undefined]);
    }
  });

  it('may hold what a pattern wants in one place', () => {
    const order = { pattern: '[A-Z]{2}\\d{6,12}' };
    expect(read(order, 'SF123456')).toBe('SF123456');
    expect(read(order, '单号是ＳＦ１２３４５６，麻烦了')).toBe('SF123456');
    expect(read(order, 'XSF1234567')).toBeUndefined();
    expect(read(order, 'SF123456还是SF654321')).toBeUndefined();
    expect(valueWithin(question(order), '查一下SF123456', TODAY)).toBe('SF123456');
    expect(valueWithin(question({}), '随便什么', TODAY)).toBeUndefined();
  });

  it('is bounded in length and in time', () => {
    expect(read({}, 'x'.repeat(201))).toBeUndefined();
    expect(read({ maxLength: 300 }, 'x'.repeat(201))).toHaveLength(201);
    expect(read({ pattern: '(a+)+b' }, 'a'.repeat(150))).toBeUndefined();
  });

  it('never throws, and a value is never empty', () => {
    const kinds = fc.constantFrom('text', 'number', 'date', 'phone', 'email', 'choice', 'tax-number');
    fc.assert(
      fc.property(kinds, fc.string({ unit: 'binary', maxLength: 300 }), (type, text) => {
        const value = read({ type, choices: [{ value: 'a' }, { value: 'b' }] }, text);
        expect(value).not.toBe('');
      }),
    );
  });
});
