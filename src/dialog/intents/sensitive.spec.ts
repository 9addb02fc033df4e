import { describe, expect, it } from 'vitest';
import { readable } from './readable.js';
import { type SensitiveSubject, sensitiveSubjectOf } from './sensitive.js';

describe('sensitiveSubjectOf', () => {
  it.each<[SensitiveSubject, string]>([
    ['legal', '再不处理我就起诉你们'],
    ['legal', '我们法院见'],
    ['legal', '我已经找了律师'],
    ['legal', '我要打12315投诉'],
    ['legal', '我要報警了'],
    ['legal', "I'm going to sue your company"],
    ['legal', 'My lawyer will contact you'],
    ['safety', '充电的时候起火了'],
    ['safety', '孩子吃了你们的东西中毒了'],
    ['safety', '插座漏電了'],
    ['safety', '我不想活了'],
    ['safety', 'my son was badly burned'],
    ['refund-dispute', '商家拒绝退款'],
    ['refund-dispute', '都半个月了还没退钱'],
    ['refund-dispute', '凭什么不给我退'],
    ['refund-dispute', '退款申请被拒了'],
    ['refund-dispute', 'the shop refuses to give me a refund'],
  ])('%s: %s', (subject, text) => {
    expect(sensitiveSubjectOf(readable(text), 'question')).toBe(subject);
  });

  it.each([
    '离婚起诉的流程是什么',
    '请律师要多少钱',
    '这个充电宝会爆炸吗',
    '如果中毒了应该怎么处理',
    '退款多久到账',
    '怎么申请退款',
    '能不能退货',
    '营业执照丢了要去工商局补办吗',
    'how do i get a refund',
  ])('an ordinary question: %s', (text) => {
    expect(sensitiveSubjectOf(readable(text), 'question')).toBeUndefined();
  });

  it('takes a complaint for one where it was recognised as such', () => {
    expect(sensitiveSubjectOf('服务太差', 'complaint')).toBe('complaint');
  });
});
