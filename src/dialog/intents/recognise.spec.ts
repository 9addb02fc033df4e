import { beforeAll, describe, expect, it } from 'vitest';
import { IntentExamples } from './intent-examples.js';
import type { OwnIntent } from './own-intent.js';
import { recognise } from './recognise.js';

const ACCOUNT = 'a';

const own: OwnIntent = {
  name: 'book-a-visit',
  description: 'Wants to visit a showroom.',
  examples: ['我想预约到店看样品', '可以约个时间参观展厅吗', '谢谢，帮我约周六'],
  accountIds: null,
  enabled: true,
  version: 1,
  updatedAt: new Date(0),
};

let examples: IntentExamples;
beforeAll(async () => {
  examples = await IntentExamples.build([
    own,
    { ...own, name: 'elsewhere', examples: ['我想申请加盟'], accountIds: ['b'] },
    { ...own, name: 'switched-off', examples: ['我想查询积分余额'], enabled: false },
  ]);
});

const intentOf = (text: string) => recognise(text, examples.best(text, ACCOUNT));

describe('recognise', () => {
  it('knows an own intent from a message that is like one of its examples', () => {
    expect(intentOf('想约个时间参观一下展厅可以吗')).toMatchObject({ intent: 'book-a-visit', by: 'example' });
    expect(intentOf('我想預約到店看樣品')).toMatchObject({ intent: 'book-a-visit', by: 'example' });
  });

  it('believes an own example rather than a rule when a message is just like it', () => {
    expect(intentOf('谢谢，帮我约周六')).toMatchObject({ intent: 'book-a-visit', by: 'example' });
  });

  it('keeps the examples of another account, and of what is switched off, to itself', () => {
    expect(intentOf('我想申请加盟')).toBeUndefined();
    expect(intentOf('我想查询积分余额')).toBeUndefined();
  });

  it('lets nothing come before a request for a human', async () => {
    const greedy = await IntentExamples.build([{ ...own, examples: ['转人工客服'] }]);
    expect(recognise('转人工客服', greedy.best('转人工客服', ACCOUNT))).toMatchObject({
      intent: 'wants-human',
      by: 'rule',
    });
  });

  it('recognises what no rule is sure of by the examples that come with the program', () => {
    expect(intentOf('机器人解决不了我的问题啊')).toMatchObject({ intent: 'wants-human', by: 'example' });
  });

  it('leaves a question alone', () => {
    expect(intentOf('这款茶叶的保质期是多久')).toBeUndefined();
    expect(intentOf('长'.repeat(5_000))).toBeUndefined();
  });
});
