import type { ShippedIntent } from './intent.js';

/** Ways to say it that no rule is sure of: a message that is much like one of them means the same. */
export const shippedExamples: Partial<Record<ShippedIntent, readonly string[]>> = {
  'wants-human': [
    '机器人解决不了我的问题',
    '我需要有人来帮我处理',
    '有没有人能回答我的问题',
    'is there anybody who can help me',
  ],
  'order-status': [
    '我的快递到哪里了',
    '我的订单什么时候能到',
    '帮我查一下我的包裹',
    '我买的东西怎么还没收到',
    '为什么我的订单还没有发货',
    '物流好几天没有更新了',
    'where is my package',
    'has my order been shipped yet',
  ],
  'order-change': [
    '我想修改一下收货地址',
    '地址填错了可以帮我改吗',
    '帮我取消刚才下的订单',
    '订单能换个颜色吗',
    '我拍错了尺码想换一个',
    '可以晚几天再发货吗',
    'please change the delivery address of my order',
    'I want to cancel my order',
  ],
  'refund-request': [
    '我要退款',
    '我要退货',
    '帮我申请退款',
    '请把钱退给我',
    '这个我不想要了给我退了吧',
    'I want a refund',
    'I want to return this item',
  ],
  'invoice-request': [
    '我要开发票',
    '帮我开一张发票',
    '可以给我开增值税专用发票吗',
    '发票麻烦开一下抬头是公司',
    '我需要电子发票',
    'I need an invoice for my order',
  ],
  complaint: [
    '你们的服务太差了',
    '我要投诉你们',
    '等了这么久都没有人处理',
    '收到的东西是坏的',
    '质量也太差了吧',
    'this is the worst service ever',
  ],
};
