import { describe, expect, it } from 'vitest';
import { isRemark } from './remark.js';

describe('what follows a score', () => {
  it.each(['客服很耐心，解决得很快', '等得太久了', '一般般', 'Very helpful, thanks!', '👍', '没解决问题，态度还不好'])(
    'is a remark: %s',
    (text) => expect(isRemark(text)).toBe(true),
  );

  it.each([
    '那发票什么时候寄？',
    '请问怎么退货',
    '你们周末上班吗',
    '转人工',
    '我要投诉',
    '/列表',
    'How do I return it',
    '我的工单',
    '',
    '   ',
    '很长'.repeat(600),
  ])('is something else: %s', (text) => expect(isRemark(text)).toBe(false));
});
