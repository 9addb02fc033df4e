import { describe, expect, it } from 'vitest';
import { asId, type DocumentId } from '../common/ids.js';
import type { Hit } from '../knowledge/knowledge.js';
import { choiceOf, clarifyingText, type Option, optionsOf } from './clarification.js';
import { textsFor } from './texts/texts.js';

const texts = textsFor('zh-Hans');

function hit(id: string, title: string, more: Partial<Hit> = {}): Hit {
  const documentId = asId<DocumentId>(id);
  return { documentId, externalId: id, title, text: '答案', score: 1, revision: 1, ...more };
}

function option(id: string, title: string): Option {
  return { documentId: asId<DocumentId>(id), title };
}

const three = [option('a', '怎么申请退款？'), option('b', '退款多久到账'), option('c', 'APP 怎么退货')];
const one = three.slice(0, 1);

describe('the options of a clarification', () => {
  it('are at most three, with their categories', () => {
    const hits = ['一', '二', '三', '四'].map((title) => hit(title, title, { category: 'c' }));
    expect(optionsOf(hits)).toEqual(['一', '二', '三'].map((title) => ({ documentId: title, title, category: 'c' })));
  });

  it('name a document once, however many of its passages were found, and a title once', () => {
    const passage = (ordinal: number) => hit('manual', '员工手册', { passage: { ordinal, headingPath: ['年假'] } });
    const hits = [passage(1), passage(2), hit('other', '员工手册。'), hit('faq', '年假几天')];
    expect(optionsOf(hits)).toMatchObject([{ documentId: 'manual', passage: { ordinal: 1 } }, { documentId: 'faq' }]);
  });

  it('are shown on a line each, long titles shortened; a single one is asked about', () => {
    expect(clarifyingText([option('a', '第一行\n第二行'), option('b', '长'.repeat(100))], texts)).toContain(
      `1. 第一行 第二行\n2. ${'长'.repeat(60)}…\n回复数字即可；都不是请回复“转人工”`,
    );
    expect(clarifyingText(one, texts)).toMatch(/^您是不是想问：“怎么申请退款？”？/u);
  });
});

describe('choiceOf', () => {
  it.each([
    ['1', 'a'],
    ['２', 'b'],
    ['三', 'c'],
    [' 2. ', 'b'],
    ['②', 'b'],
    ['3️⃣', 'c'],
    ['第1个', 'a'],
    ['第二个', 'b'],
    ['第三条。', 'c'],
    ['选2', 'b'],
    ['我选第3个', 'c'],
    ['2号', 'b'],
    ['1吧', 'a'],
    ['退款多久到账？', 'b'],
    ['怎么申请退款', 'a'],
    ['app怎么退货', 'c'],
    ['2. 退款多久到账', 'b'],
    ['2、退款多久到账', 'b'],
  ])('takes %s for one of three', (said, documentId) => {
    expect(choiceOf(said, three)).toMatchObject({ kind: 'option', option: { documentId } });
  });

  it.each(['4', '0', '12', '1和2', '是', '对', '2天能到吗', '第2个怎么弄', '退款', '3. 退款多久', '', '？'])(
    'does not take %s for one of three',
    (said) => {
      expect(choiceOf(said, three)).toBeUndefined();
    },
  );

  it.each(['是', '是的。', '对', '没错', '1', '一', '怎么申请退款'])('takes %s for the only one', (said) => {
    expect(choiceOf(said, one)).toMatchObject({ kind: 'option', option: { documentId: 'a' } });
  });

  it.each(['都不是', '不是', '以上都不是！', '都不对', '不对'])('understands that %s means none', (said) => {
    expect(choiceOf(said, three)).toEqual({ kind: 'none' });
    expect(choiceOf(said, one)).toEqual({ kind: 'none' });
  });

  it('finds a long title that was copied as it was shown', () => {
    const long = [option('a', '短'), option('b', '长'.repeat(100))];
    expect(choiceOf(`${'长'.repeat(60)}…`, long)).toMatchObject({ option: { documentId: 'b' } });
  });

  it('takes a title that is a number for the number of its option', () => {
    expect(choiceOf('2', [option('a', '2'), option('b', '退款')])).toMatchObject({ option: { documentId: 'b' } });
  });
});
