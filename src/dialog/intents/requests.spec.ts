import { describe, expect, it } from 'vitest';
import { readable } from './readable.js';
import { type Request, requestOf } from './requests.js';
import { intentByRule } from './rules.js';

describe('requestOf', () => {
  it.each<[Request, string]>([
    ['order-status', '我的快递到哪了'],
    ['order-status', '帮我查一下订单'],
    ['order-status', '怎么还没发货'],
    ['order-status', '昨天买的什么时候发货'],
    ['order-status', '物流一直没更新'],
    ['order-status', '我的訂單什麼時候到'],
    ['order-status', 'Where is my order?'],
    ['order-status', "my package hasn't arrived yet"],
    ['order-change', '收货地址填错了，能改一下吗'],
    ['order-change', '帮我取消订单'],
    ['order-change', '可以换个颜色吗'],
    ['order-change', '麻烦改到下周一再发货'],
    ['order-change', 'please change my delivery address'],
    ['refund-request', '我要退款'],
    ['refund-request', '帮我申请退货'],
    ['refund-request', '赶紧把钱退给我'],
    ['refund-request', '我想退貨'],
    ['refund-request', 'I want a refund'],
    ['invoice-request', '我要开发票'],
    ['invoice-request', '能开专票吗'],
    ['invoice-request', '发票麻烦开一下'],
    ['invoice-request', '麻煩幫我開發票'],
    ['invoice-request', 'I need an invoice'],
    ['complaint', '你们服务态度太差了'],
    ['complaint', '我要投诉'],
    ['complaint', '收到就是坏的，质量太差'],
    ['complaint', '这么慢，都五天了还没到'],
    ['complaint', 'This is unacceptable'],
  ])('%s: %s', (request, text) => {
    expect(requestOf(readable(text))).toBe(request);
  });

  it.each([
    '怎么退款',
    '退款多久到账',
    '可以七天无理由退货吗',
    '怎么开发票',
    '发票税率是多少',
    '发货地址在哪里',
    '几天能到',
    '质量好不好',
    '会不会坏',
    '评分怎么样',
    '怎么修改密码',
    '投诉电话是多少',
    '在哪里可以举报商家',
    'how do refunds work',
  ])('a question: %s', (text) => {
    expect(requestOf(readable(text))).toBeUndefined();
  });
});

it.each(['好', '你们的', '我要', '转', '退款', '没', '太', '查订单', '谢谢你', 'a-', 'where is my ', '  ', '人工 '])(
  'reads %j over and over in no time',
  (part) => {
    expect(() => intentByRule(part.repeat(4_000).concat('x'))).not.toThrow();
  },
);
