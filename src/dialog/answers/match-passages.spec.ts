import { expect, it } from 'vitest';
import { matchPassages } from './match-passages.js';

const passages = [
  { number: 1, title: '发票', text: '电子发票在订单页面下载，三天内开出。' },
  { number: 2, title: '退货', text: '签收后七天内可以无理由退货，运费由买家承担。' },
  { number: 3, title: 'Returns', text: 'Goods can be returned within seven days of receipt.' },
];

it.each([
  ['in other words of the same', '您好，签收后七天内可以无理由退货。', [2]],
  ['in traditional script', '簽收後七天內可以無理由退貨。', [2]],
  ['in letters', 'Yes, goods can be returned within seven days.', [3]],
  ['from two of them', '签收后七天内可以无理由退货；电子发票在订单页面下载。', [2, 1]],
  ['from none', '今天天气很好，适合出去散步。', []],
  ['with too few words to tell', '退货', []],
])('an answer %s is told', (_what, answer, numbers) => {
  expect(matchPassages(answer, passages)).toEqual(numbers);
});
