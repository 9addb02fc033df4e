import { describe, expect, it } from 'vitest';
import { asksSomething, isWayOut, yesOrNo } from './reading.js';

describe('a yes', () => {
  it.each(['是', '是的。', '确认', '確認', '好的', '可以', '没问题', 'OK', 'yes', 'Confirm', '👍', '[强]', '嗯嗯'])(
    'is %s',
    (text) => {
      expect(yesOrNo(text)).toBe(true);
    },
  );

  it.each(['不', '不是', '不对', '不要', '取消', '算了', 'No', 'cancel', '错了'])(
    'is not %s, which is a no',
    (text) => {
      expect(yesOrNo(text)).toBe(false);
    },
  );

  it.each([
    '是吗',
    '确认？',
    'ok?',
    '可以吗？',
    '好像不对吧我看看',
    '确认一下运费',
    '是的但是邮箱要改',
    '',
    '不是的话怎么办',
    'yes but change it',
  ])('is not %j, which is neither', (text) => {
    expect(yesOrNo(text)).toBeUndefined();
  });
});

describe('the way out', () => {
  it.each(['取消', '退出', '算了', '取消吧', '不查了', '“退出”', 'cancel', 'Never mind', 'quit!'])('is %s', (text) => {
    expect(isWayOut(text)).toBe(true);
  });

  it.each(['取消订单', '怎么取消', '退出登录后怎么办', '结束时间是几点', '12345', ''])('is not %j', (text) => {
    expect(isWayOut(text)).toBe(false);
  });
});

describe('a message that asks something', () => {
  it.each([
    '运费多少钱',
    '你们几点下班？',
    '请问怎么退货',
    '可以开专票吗',
    '什么是电子发票',
    'how long does it take',
    'What is this?',
    '有没有优惠',
  ])('is %s', (text) => {
    expect(asksSomething(text)).toBe(true);
  });

  it.each([
    '北京什么都好科技有限公司',
    '张三',
    '上海如何文化传播有限公司',
    '12345',
    '杭州西湖区',
    'Howard Ltd',
    'Will Smith',
    '个人',
  ])('is not %s', (text) => {
    expect(asksSomething(text)).toBe(false);
  });

  it.each([
    '体验店几点开门',
    '退货运费谁出',
    '能不能开专票啊我想问',
    '哪些城市有门店',
    '為啥還沒到貨',
    '押金要交几个月的',
  ])('is %s, where it is no answer anyway', (text) => {
    expect(asksSomething(text, true)).toBe(true);
  });

  it.each(['也许吧', 'SF-', '不知道'])('is not %s, even there', (text) => {
    expect(asksSomething(text, true)).toBe(false);
  });
});
