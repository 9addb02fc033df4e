import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPersonalData, mask, maskTogether, maskWithSpans } from './masking.js';

describe('mask', () => {
  it.each([
    ['我的手机是13912345678，请回电', '我的手机是[手机号]，请回电'],
    ['打 +86 139-1234-5678 给我', '打 [手机号] 给我'],
    ['(+86)13912345678或008613912345678', '[手机号]或[手机号]'],
    ['微信vx13912345678ok', '微信vx[手机号]ok'],
    ['号码１３９１２３４５６７８', '号码[手机号]'],
    ['139 - 1234 - 5678', '[手机号]'],
    ['1 3 9 1 2 3 4 5 6 7 8', '[手机号]'],
    ['139\u200B1234\u200B5678', '[手机号]'],
    ['幺三九一二三四五六七八打我', '[手机号]打我'],
    ['身份证11010519491231002X丢了', '身份证[身份证号]丢了'],
    ['身份证11010519491231002ｘ丢了', '身份证[身份证号]丢了'],
    ['110105 19491231 002x', '[身份证号]'],
    ['老证件110105491231002', '老证件[身份证号]'],
    ['卡号 6222 0212 3456 7890 128', '卡号 [银行卡号]'],
    ['卡4111-1111-1111-1111扣款100元', '卡[银行卡号]扣款100元'],
    ['卡4111 1111 1111 1111 100元', '卡[银行卡号] 100元'],
    ['13912345678 11010519491231002X', '[手机号] [身份证号]'],
    ['发到zhang.san@example.com.cn吧', '发到[邮箱]吧'],
    ['ZHANG＠EXAMPLE．CN。', '[邮箱]。'],
    ['座机 010-62345678 没人接', '座机 [电话] 没人接'],
    ['（0571）8765432转801，或+86 21 6234 5678', '[电话]，或[电话]'],
    ['电话13912345678，邮箱a@b.cn', '电话[手机号]，邮箱[邮箱]'],
  ])('masks %s', (text, masked) => {
    expect(mask(text)).toBe(masked);
  });

  it.each([
    '订单金额 1299.00 元，2026-11-21 下单',
    '身份证110105194912310021的校验位不对',
    '卡号 6222 0212 3456 7890 129 不是卡号',
    '版本 1.13.9123.45678',
    '快递单号SF1391234567890',
    '订单2026139123456780001到哪了',
    '时间戳1763706953000',
    '客服热线 95588 或 400-820-8820',
    '圆周率3.13912345678',
    '@小二 16@8倍',
    '一二三四五六七八九十',
  ])('leaves %s alone', (text) => {
    expect(mask(text)).toBe(text);
  });

  it('tells where it masked, in UTF-16 offsets of the text before', () => {
    expect(maskWithSpans('😀电话１３９１２３４５６７８')).toEqual({
      text: '😀电话[手机号]',
      spans: [{ start: 4, end: 15, kind: 'phone' }],
    });
  });

  it('leaves no personal data, whatever stands around it', () => {
    const personal = ['13912345678', '010-62345678', '11010519491231002X', '4111111111111111', 'li@b.cn'];
    const noise = fc.oneof(fc.string(), fc.stringMatching(/^[\d .@+-]{1,20}$/));
    const around = fc.tuple(noise, fc.constantFrom(...personal), noise);
    fc.assert(
      fc.property(fc.array(around, { minLength: 1 }), (parts) => {
        const masked = mask(parts.map(([before, value, after]) => `${before}：${value}，${after}`).join('；'));
        expect(personal.filter((value) => masked.includes(value) && parts.some((part) => part[1] === value))).toEqual(
          [],
        );
      }),
    );
  });

  it.each(['1', '1 ', '0', '9-', 'a', 'a@', 'a.', '一', '+86', '(0', '4111 '])(
    'takes a long text of %s in its stride',
    (part) => {
      const started = performance.now();
      mask(part.repeat(20_000 / part.length));
      expect(performance.now() - started).toBeLessThan(1_000);
    },
  );
});

describe('maskTogether', () => {
  it('names the same value the same in all texts and puts it back', () => {
    const masked = maskTogether(['写到a@b.cn或c@d.cn', 'a@b.cn没回，打13912345678']);

    expect(masked.texts).toEqual(['写到[邮箱1]或[邮箱2]', '[邮箱1]没回，打[手机号1]']);
    expect(masked.restore('请写到[邮箱2]，不是[邮箱1][邮箱3]')).toBe('请写到c@d.cn，不是a@b.cn[邮箱3]');
  });
});

const file = join(process.env['TEST_DATA_DIR'] ?? '', 'pii-dev.jsonl');

interface Line {
  text: string;
  kind: string;
  spans: { start: number; end: number; type: string }[];
}

describe.skipIf(process.env['TEST_DATA_DIR'] === undefined || !existsSync(file))('on invented personal data', () => {
  const lines = (): Line[] =>
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);

  /** Vehicle plates are not masked. */
  const missedOf = (kinds: readonly string[]): { missed: string[]; ratio: number } => {
    const wanted = lines()
      .filter(({ kind }) => kinds.includes(kind))
      .flatMap(({ text, spans }) => spans.filter(({ type }) => type !== 'plate').map((span) => ({ ...span, text })));
    const missed = wanted.filter(
      ({ text, start, end, type }) =>
        !findPersonalData(text).some((span) => span.start === start && span.end === end && span.kind === type),
    );
    return { missed: missed.map(({ text }) => text), ratio: missed.length / wanted.length };
  };

  it.each([
    ['plainly', ['plain', 'several'], 0.02],
    ['to be hard to find', ['hard'], 0.1],
  ])('finds what is written %s, with its kind and its ends', (_how, kinds, ratioMax) => {
    const { missed, ratio } = missedOf(kinds);
    expect(ratio, missed.join('\n')).toBeLessThanOrEqual(ratioMax);
  });

  it('takes at most 2 % of look-alikes for personal data', () => {
    const negatives = lines().filter(({ kind }) => kind === 'negative' || kind === 'order');
    const wrong = negatives.filter(({ text }) => findPersonalData(text).length > 0);
    expect(wrong.length / negatives.length, wrong.map(({ text }) => text).join('\n')).toBeLessThanOrEqual(0.02);
  });
});
