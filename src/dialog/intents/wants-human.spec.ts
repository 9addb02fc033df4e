import { describe, expect, it } from 'vitest';
import { readable } from './readable.js';
import { wantsHuman } from './wants-human.js';

describe('wantsHuman', () => {
  it.each([
    '转人工',
    '我要轉真人客服',
    '人工',
    '人 工',
    '能不能给我转个人工啊',
    '有没有人工客服',
    '客服在吗',
    '客服',
    '我想找客服',
    '怎么联系你们客服',
    '客服电话是多少',
    '麻烦帮我转接售后',
    '给我换个真人',
    '有没有活人啊',
    '我不想跟机器人说话',
    '别用机器人回复我了',
    '叫你们老板来',
    '帮我找一下你们的负责人',
    '退款 人工',
    '我问的是退货，人工客服！',
    '打不通人工客服',
    '打过人工服务没人接，现在给我转人工',
    '能让工作人员给我回个电话吗',
    '人工在吗',
    '請幫我接專員',
    'I want to talk to a human',
    'can I speak with a real person please',
    'transfer me to an agent',
    'human please',
    'オペレーターにつないでください',
    '상담원 연결해주세요',
    'quiero hablar con una persona',
  ])('%s', (text) => {
    expect(wantsHuman(readable(text))).toBe(true);
  });

  it.each([
    '人工智能是什么',
    '人工费怎么算',
    '人工审核要多久',
    '需要人工操作吗',
    '这个可以人工修改吗',
    '昨天人工客服说可以退',
    '我已经联系过客服了，他说三天到账',
    '不用转人工，我自己看',
    '不需要人工客服',
    '客服说今天发货',
    '怎么把钱转到银行卡',
    '请问转账限额是多少',
    '转接头怎么买',
    '微信客服系统怎么接入',
    '找不到订单了',
    '附近有人工湖吗',
    '你是机器人吗',
    'what is human resources policy',
    'I already talked to an agent yesterday',
    'how do I add an agent in settings',
  ])('not: %s', (text) => {
    expect(wantsHuman(readable(text))).toBe(false);
  });
});
