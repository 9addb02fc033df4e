import { describe, expect, it } from 'vitest';
import { plainForm } from './plain-form.js';

describe('plainForm', () => {
  it.each([
    [
      '手机号',
      [
        '13912345678',
        '139-1234-5678',
        '+86 139 1234 5678',
        '(+86)13912345678',
        '１３９１２３４５６７８',
        '幺三九一二三四五六七八',
      ],
    ],
    ['电话', ['010-62345678', '（010）62345678', '+86 10 6234 5678', '0086-10-62345678', '010 6234 5678']],
    ['电话', ['021-62345678转801', '021-62345678-801', '+86 21 62345678分机801']],
    ['身份证号', ['11010519491231002X', '110105 19491231 002x', '11010519491231002ｘ']],
    ['银行卡号', ['6222 0212 3456 7890 128', '6222-0212-3456-7890-128', '6222021234567890128']],
    ['邮箱', ['Zhang.San@Example.com', 'zhang.san @ example.com', 'ZHANG．SAN＠EXAMPLE．COM']],
    ['车牌号', ['京A·12345', '京A12345', '京a 12345']],
  ])('is one for all ways to write a %s', (label, written) => {
    expect(new Set(written.map((one) => plainForm(label, one))).size).toBe(1);
  });

  it.each([
    ['手机号', '13912345678', '13912345679'],
    ['电话', '010-62345678', '0106-2345678转8'],
    ['邮箱', 'zhang.san@example.com', 'zhangsan@example.com'],
    ['姓名', '张三', '张山'],
    ['订单号', 'SO2026001', 'SO2026002'],
  ])('keeps two values of kind %s apart', (label, one, other) => {
    expect(plainForm(label, one)).not.toBe(plainForm(label, other));
  });
});
