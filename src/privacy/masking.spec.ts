import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findPersonalData, mask } from './masking.js';

describe('mask', () => {
  it.each([
    ['我的手机是13912345678，请回电', '我的手机是[手机号]，请回电'],
    ['打 +86 139-1234-5678 给我', '打 [手机号] 给我'],
    ['号码１３９１２３４５６７８', '号码[手机号]'],
    ['身份证11010519491231002X丢了', '身份证[身份证号]丢了'],
    ['卡号 6222 0212 3456 7890 128', '卡号 [银行卡号]'],
    ['发到zhang.san@example.com.cn吧', '发到[邮箱]吧'],
    ['座机 010-62345678 没人接', '座机 [电话] 没人接'],
    ['电话13912345678，邮箱a@b.cn', '电话[手机号]，邮箱[邮箱]'],
  ])('masks %s', (text, masked) => {
    expect(mask(text)).toBe(masked);
  });

  it.each([
    '订单金额 1299.00 元，2026-11-21 下单',
    '身份证110105194912310021的校验位不对',
    '版本 1.13.9123.45678',
    '快递单号SF1391234567890',
    '客服热线 95588',
  ])('leaves %s alone', (text) => {
    expect(mask(text)).toBe(text);
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
  const covers = (text: string, start: number, end: number): boolean =>
    findPersonalData(text).some((span) => span.start < end && start < span.end);

  it('finds at least 98 % of what is written plainly', () => {
    const wanted = lines()
      .filter(({ kind }) => kind === 'plain' || kind === 'several')
      .flatMap(({ text, spans }) => spans.filter(({ type }) => type !== 'plate').map((span) => ({ ...span, text })));
    const missed = wanted.filter(({ text, start, end }) => !covers(text, start, end));
    expect(
      missed.length / wanted.length,
      missed
        .slice(0, 20)
        .map(({ text }) => text)
        .join('\n'),
    ).toBeLessThan(0.02);
  });

  it('takes at most 2 % of look-alikes for personal data', () => {
    const negatives = lines().filter(({ kind }) => kind === 'negative');
    const wrong = negatives.filter(({ text }) => findPersonalData(text).length > 0);
    expect(wrong.length / negatives.length, wrong.map(({ text }) => text).join('\n')).toBeLessThan(0.02);
  });
});
