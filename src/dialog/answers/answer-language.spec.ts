import { expect, it } from 'vitest';
import type { LanguageCode } from '../language/language.js';
import { fitOf, type LanguageFit } from './answer-language.js';

it.each<[LanguageFit, LanguageCode, string]>([
  ['same', 'zh-Hans', '签收后七天内可以申请退货，请在订单页面操作。'],
  ['same', 'zh-Hans', '请在 Settings > Account > Billing 里查看。'],
  ['same', 'zh-Hans', 'https://help.example/pay'],
  ['same', 'zh-Hans', '400-123-4567'],
  ['same', 'zh-Hans', 'OK'],
  ['same', 'en', 'You can return the goods within seven days.'],
  ['same', 'en', 'Please open 我的订单 and choose the refund button there.'],
  ['same', 'ja', '商品到着後7日以内であれば返品できます。'],
  ['script', 'zh-Hans', '簽收後七天內可以申請退貨，請在訂單頁面操作。'],
  ['script', 'zh-Hant', '签收后七天内可以申请退货，请在订单页面操作。'],
  ['other', 'zh-Hans', 'You can return the goods within seven days of receipt.'],
  ['other', 'zh-Hans', '商品到着後7日以内であれば返品できます。'],
  ['other', 'en', '签收后七天内可以申请退货，请在订单页面操作。'],
  ['other', 'ko', 'You can return the goods within seven days of receipt.'],
])('says %s to %s: %s', (fit, wanted, answer) => {
  expect(fitOf(answer, wanted)).toBe(fit);
});
