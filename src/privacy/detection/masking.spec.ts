import { describe, expect, it } from 'vitest';
import { mask, maskForAll, maskTogether } from './masking.js';

describe('mask', () => {
  it('puts the kind in place of what it finds', () => {
    expect(mask('电话13912345678，邮箱a@b.cn')).toBe('电话〔手机号〕，邮箱〔邮箱〕');
  });

  it('changes nothing the second time', () => {
    const once = mask(
      '我叫王芳，车牌京A12345，护照E12345678，地址：上海市张杨路500号3单元201室，身份证420106198803152410',
    );
    expect(once).toBe('我叫〔姓名〕，车牌〔车牌号〕，护照〔护照号〕，地址：〔地址〕，身份证〔身份证号〕');
    expect(mask(once)).toBe(once);
  });

  it('leaves placeholders that stand there', () => {
    expect(mask('〔手机号·3〕或13912345678')).toBe('〔手机号·3〕或〔手机号〕');
  });
});

describe('maskForAll', () => {
  it('takes their numbers from placeholders, which are one contact’s alone', () => {
    expect(maskForAll('打〔手机号·3〕或13912345678，〔会员号·1〕')).toBe('打〔手机号〕或〔手机号〕，〔会员号〕');
  });
});

describe('maskTogether', () => {
  it('names the same value the same in all texts and puts it back', () => {
    const masked = maskTogether(['写到a@b.cn或c@d.cn', 'a@b.cn没回，打13912345678']);

    expect(masked.texts).toEqual(['写到〔邮箱·1〕或〔邮箱·2〕', '〔邮箱·1〕没回，打〔手机号·1〕']);
    expect(masked.restore('请写到〔邮箱·2〕，不是〔邮箱·1〕〔邮箱·3〕〔邮箱〕')).toBe(
      '请写到c@d.cn，不是a@b.cn〔邮箱·3〕〔邮箱〕',
    );
  });

  it('numbers above what stands in any of the texts, and puts back its own alone', () => {
    const { texts, restore } = maskTogether(['打13912345678', '我的是〔手机号·7〕，他的是〔邮箱·2〕', '写到a@b.cn']);

    expect(texts).toEqual(['打〔手机号·8〕', '我的是〔手机号·7〕，他的是〔邮箱·2〕', '写到〔邮箱·3〕']);
    expect(restore('〔手机号·7〕〔手机号·8〕〔邮箱·2〕〔邮箱·3〕')).toBe('〔手机号·7〕13912345678〔邮箱·2〕a@b.cn');
  });

  it('does not take what it puts back for a placeholder', () => {
    const find = (text: string) =>
      text.includes('$&') ? [{ start: 0, end: 2, kind: 'order' as const, label: '订单号' }] : [];
    expect(maskTogether(['$&'], find).restore('〔订单号·1〕！')).toBe('$&！');
  });
});
