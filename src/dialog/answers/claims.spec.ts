import { describe, expect, it } from 'vitest';
import { checkClaims } from './claims.js';

function unsupported(answer: string, ...sources: string[]): string[] {
  return checkClaims(answer, sources).unsupported.map(({ text }) => text);
}

describe('a claim is supported', () => {
  it.each([
    ['as it is written', '7天内可以退货，运费10元。', '签收后7天内支持退货，运费10元由买家承担。'],
    ['in full width', '请在３０分钟内付款', '30分钟内未付款将取消'],
    ['in Chinese numerals', '三十天内有效', '有效期30天'],
    ['the other way round', '15个工作日', '十五个工作日内到账'],
    ['in traditional script', '七個工作日內退款', '7个工作日内退款'],
    ['with thousands separators', '最高赔付10,000元', '最高赔付10000元'],
    ['in ten thousands', '最高1万元', '最高10000元'],
    ['in ten thousands with a fraction', '共12500元', '共1.25万元'],
    ['in numerals of ten thousands', '一万二千元', '12000元'],
    ['in numerals of ten thousands, colloquially', '一万二', '12000元'],
    ['in capitals', '1500元', '合计壹仟伍佰元整'],
    ['as millions', '200万用户', '两百万用户'],
    ['as a discount', '8折', '享受八折优惠'],
    ['as a discount with a half', '8.5折', '会员八五折'],
    ['as a percentage of a discount', '80%', '打8折'],
    ['as less by a discount', 'You get 20% off', '打8折'],
    ['as a percentage in words', '手续费为5%', '手续费为百分之五'],
    ['as a date', '3月5日截止', '活动于2026年3月5日截止'],
    ['as a date with dashes', '2026年3月5日', '截止日期：2026-03-05'],
    ['as a date in numerals', '二〇二六年三月五日', '2026/3/5'],
    ['as a date in English', 'until March 5, 2026', '2026年3月5日'],
    ['as a date in English, the day first', '5 Mar 2026', '2026.03.05'],
    ['as a date whose year stands elsewhere', '2026年10月1日', '2026年国庆放假安排：10月1日至7日放假'],
    ['as the end of a range of days', '10月1日至7日', '10月1日至10月7日'],
    ['as a year', '2025年成立', '公司成立于2025年6月'],
    ['as a time', '早上9点到晚上6点', '营业时间 9:00-18:00'],
    ['as a time with a half', '下午5点半', '17:30'],
    ['as a time in English', 'until 6 pm', '18:00'],
    ['as a telephone', '请拨打4001234567', '客服热线：400-123-4567'],
    ['as a telephone with spaces', '138 0013 8000', '电话13800138000'],
    ['as a landline', '010-12345678', '(010) 1234 5678'],
    ['as a telephone with the code of the country', '+86 13800138000', '13800138000'],
    ['as a link', '请访问 https://help.example.com/pay。', '见 help.example.com/pay/'],
    ['as a link in Markdown', '[帮助](https://help.example.com/a?b=1)', '链接：https://help.example.com/a?b=1 。'],
    ['as an address', '邮箱：Service@Example.com', 'service@example.com'],
    ['as a code', '型号 AX-200 支持', '本说明适用于ax-200型'],
    ['as a unit in letters', '容量 32GB', '32 GB 存储'],
    ['of a range', '3-5个工作日', '三至五个工作日'],
    ['of a part of a range', '最快3个工作日', '3-5个工作日到账'],
    ['as a week', '一周内', '7天内'],
    ['as a year of months', '质保1年', '质保12个月'],
    ['as half a year', '6个月', '半年内免费'],
    ['as an amount in letters', 'RMB 50', '50元'],
    ['in another language', 'within 30 days', '30天内'],
    ['in words of another language', 'thirty days', '30天内'],
    ['with points for thousands', 'bis zu 10.000 Yuan', '最高10000元'],
    ['of a long number', '订单 202603051234567890 已发货', '{"order":"202603051234567890"}'],
    ['behind a colon', '营业时间是9点到18点', '营业时间：09:00~18:00'],
    ['as a size', '尺寸10x20cm', '10×20厘米'],
    ['as working days in English', 'within 15 business days', '十五个工作日内'],
    ['with a sign of currency', '¥1,299.00', '价格1299元'],
    ['as hours and minutes', '半小时', '30分钟'],
    ['as an ordinal', '第3代', '第三代产品'],
    ['of JSON', '订单金额 199.5 元', '{"total":199.50,"items":[{"sku":"A-1"}]}'],
  ])('%s', (_how, answer, source) => {
    expect(unsupported(answer, source)).toEqual([]);
    expect(checkClaims(answer, [source]).claims).toBeGreaterThan(0);
  });

  it('by any of several sources', () => {
    expect(unsupported('7天，运费10元', '7天', '10元')).toEqual([]);
  });
});

describe('a claim is caught', () => {
  it.each([
    ['another number', '15天内可以退货', '7天内可以退货', '15天'],
    ['a number of something else', '运费30元', '30天内有效，运费另计', '30元'],
    ['days for working days', '7天到账', '7个工作日到账', '7天'],
    ['another currency', '30美元', '30元', '30美元'],
    ['another power', '10万元', '10000元', '10万元'],
    ['Chinese numerals', '三十天内', '20天内', '三十天'],
    ['another percentage', '手续费3%', '手续费5%', '3%'],
    ['another discount', '7折', '8折', '7折'],
    ['another date', '3月6日截止', '2026年3月5日截止', '3月6日'],
    ['another year', '2027年3月5日', '2026年3月5日', '2027年3月5日'],
    ['a month more', '3月5日', '4月5日', '3月5日'],
    ['another time', '晚上9点', '9:00-18:00', '晚上9点'],
    ['another telephone', '400-123-4568', '400-123-4567', '400-123-4568'],
    ['a mobile number', '请加13912345678', '客服热线 400-123-4567', '13912345678'],
    ['another link', 'https://evil.example/pay', 'https://help.example/pay', 'https://evil.example/pay'],
    ['another page', 'https://help.example/refund', 'https://help.example/pay', 'https://help.example/refund'],
    ['a longer host', 'https://help.example.evil.com', 'https://help.example', 'https://help.example.evil.com'],
    ['the beginning of a link', 'https://help.example/p', 'https://help.example/pay', 'https://help.example/p'],
    ['a link without protocol', 'pay.evil.com', '没有链接', 'pay.evil.com'],
    ['another address', 'boss@example.com', 'service@example.com', 'boss@example.com'],
    ['another code', 'AX-300', 'AX-200', 'AX-300'],
    ['a part of a code', 'AX-20', 'AX-200', 'AX-20'],
    ['numbers that only touch', '满100，200元起', '满100,200元', '100'],
    ['seven days where there is a one', '7天', '每人限1件', '7天'],
    ['an amount in words', 'forty dollars', '30 dollars', 'forty dollars'],
  ])('%s', (_what, answer, source, claim) => {
    expect(unsupported(answer, source)[0]).toBe(claim);
  });

  it('in a list, too', () => {
    expect(unsupported('1. 运费10元\n2. 运费20元', '运费10元')).toEqual(['20元']);
  });
});

describe('no claim is', () => {
  it.each([
    ['the number of an item', '1. 打开设置\n2. 点击退款\n3. 提交'],
    ['the number of an item in a line', '步骤如下：1、打开设置；2、点击退款；3、提交。'],
    ['a number in a circle', '① 打开 ② 点击 1️⃣ 提交'],
    ['an ordinal', '第一步打开，第2步点击；步骤3：提交'],
    ['what the answer counts of itself', '有以下3种方式，注意2点：先登录'],
    [
      'a word with a numeral in it',
      '一般来说，您可以再试一次，千万不要一起提交，十分感谢，万一不行请看一下统一说明，有一点慢。',
    ],
    ['an article', '您可以提交一个申请，选择两种商品中的一种'],
  ])('%s', (_what, answer) => {
    expect(checkClaims(answer, ['没有数字'])).toEqual({ claims: 0, unsupported: [] });
  });
});

it('takes a placeholder that the contact wrote for his own, and one that nobody wrote for a claim', () => {
  const sources = ['请留下电话', '我的手机〔手机号·12〕'];
  expect(checkClaims('已登记〔手机号·12〕', sources)).toEqual({ claims: 0, unsupported: [] });
  expect(checkClaims('已登记〔手机号·13〕', sources)).toMatchObject({ unsupported: [{ text: '13' }] });
});

it('looks at a long text in time', () => {
  const long = `${'1'.repeat(20_000)} ${'a1.'.repeat(10_000)} ${'一二三'.repeat(5_000)} ${'1-'.repeat(10_000)} ${'a.a@'.repeat(5_000)}`;
  expect(checkClaims(long, [long]).unsupported).toEqual([]);
});
