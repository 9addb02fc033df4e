import { describe, expect, it } from 'vitest';
import { type Politeness, politenessOf } from './politeness.js';
import { readable } from './readable.js';

describe('politenessOf', () => {
  it.each<[Politeness, string]>([
    ['greeting', '你好'],
    ['greeting', '您好！在吗？'],
    ['greeting', '亲在不在'],
    ['greeting', '哈囉'],
    ['greeting', '早上好呀'],
    ['greeting', 'Good morning'],
    ['greeting', 'こんにちは'],
    ['thanks', '谢谢'],
    ['thanks', '好的，非常感谢！'],
    ['thanks', '多謝你幫忙'],
    ['thanks', '那行吧，就去这家了，谢谢你的推荐'],
    ['thanks', '没有其他问题了，谢谢'],
    ['thanks', 'ok thank you so much'],
    ['thanks', 'Merci beaucoup'],
    ['goodbye', '好的，再见'],
    ['goodbye', '谢谢，拜拜'],
    ['goodbye', '没有问题了'],
    ['goodbye', 'bye bye'],
    ['acknowledgement', '好的'],
    ['acknowledgement', '嗯嗯，知道了'],
    ['acknowledgement', '行吧'],
    ['acknowledgement', '哦哦明白了'],
    ['acknowledgement', '是的'],
    ['acknowledgement', 'ok, got it'],
    ['acknowledgement', '瞭解'],
  ])('%s: %s', (politeness, text) => {
    expect(politenessOf(readable(text))).toBe(politeness);
  });

  it.each([
    '你好，请问怎么退货',
    '您好 我的快递到哪了',
    '谢谢，另外再问一下运费多少',
    '好的，那什么时候发货',
    '请帮我查一下订单，谢谢',
    '谢谢用花呗付款为什么失败',
    '可以吗',
    '好了吗',
    '是否支持七天无理由',
    '礼拜几上班',
    '88折还有吗',
    'thanks, but how do I return it?',
    'city',
    'hidden fees',
    '',
  ])('nothing but politeness is not: %s', (text) => {
    expect(politenessOf(readable(text))).toBeUndefined();
  });
});
