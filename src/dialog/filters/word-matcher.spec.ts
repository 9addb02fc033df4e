import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FilterScope, WordList } from './word-lists.js';
import { WordMatcher } from './word-matcher.js';

const INBOUND: FilterScope = { direction: 'inbound' };

function listOf(words: readonly string[], fields: Partial<WordList> = {}): WordList {
  return {
    name: 'list',
    action: 'mask',
    direction: 'both',
    accountIds: undefined,
    words: words.map((word) => ({ word })),
    ...fields,
  };
}

/** Each find as `word: what stands there`. */
async function finderOf(...words: string[]): Promise<(text: string) => string[]> {
  const matcher = await WordMatcher.build([listOf(words)]);
  return (text) => matcher.find(text, INBOUND).map(({ word, start, end }) => `${word}: ${text.slice(start, end)}`);
}

describe('a listed word', () => {
  it('is found where it stands plainly, the longest of a list', async () => {
    const find = await finderOf('代开', '代开发票', '开发票');
    expect(find('本公司代开发票，也代开收据')).toEqual(['代开发票: 代开发票', '代开: 代开']);
  });

  it.each([
    ['blanks', '请问赌 博吗', '赌 博'],
    ['an ideographic blank', '请问赌　博吗', '赌　博'],
    ['stars', '请问赌*博吗', '赌*博'],
    ['dots', '请问赌·博吗', '赌·博'],
    ['an emoji', '请问赌😀博吗', '赌😀博'],
    ['something that is not seen', '请问赌\u200b博吗', '赌\u200b博'],
    ['combining marks', '请问赌\u0336博吗', '赌\u0336博'],
    ['brackets', '请问【赌】【博】吗', '赌】【博'],
    ['a line break', '请问赌\r\n博吗', '赌\r\n博'],
    ['traditional script', '請問賭博嗎', '賭博'],
    ['a look-alike', '请问堵愽吗', '堵愽'],
    ['repetition at its end', '请问赌博博博吗', '赌博博博'],
    ['repetition within', '请问赌赌赌赌博吗', '赌赌赌赌博'],
    ['doubling throughout', '请问赌赌博博吗', '赌赌博博'],
    ['pinyin', '请问赌bo吗', '赌bo'],
    ['pinyin in full width', '请问ｄｕ博吗', 'ｄｕ博'],
  ])('is found behind %s', async (_, text, hidden) => {
    expect((await finderOf('赌博'))(text)).toEqual([`赌博: ${hidden}`]);
  });

  it('of letters is found in full width, in circles, with accents, in other scripts, spelled and with digits', async () => {
    const find = await finderOf('shit');
    for (const text of [
      'ｓｈｉｔ',
      'SHIT!',
      'ⓢⓗⓘⓣ',
      'shít',
      'ѕніт',
      's h i t',
      's.h.i.t',
      'shiiiit',
      '5h1t',
      '真shit啊',
    ]) {
      expect([text, find(text).length]).toEqual([text, 1]);
    }
  });

  it('of letters is found with a line break in it, but not in two words of English', async () => {
    const find = await finderOf('tmd');
    expect(find('为什么\ntm\nd不显示')).toEqual(['tmd: tm\nd']);
    expect(find('look at md files')).toEqual([]);
    expect(find('got m d x')).toEqual([]);
  });

  it('of letters is no part of another word, of a number or of an address', async () => {
    const find = await finderOf('sb', 'god');
    for (const text of ['Asbury', 'USB线', 'sb250', 'www.sb.cn', 'sb@example.com', "it's b", 'good', 'a s b c', '5b']) {
      expect([text, find(text)]).toEqual([text, []]);
    }
    expect(find('你个sb。')).toEqual(['sb: sb']);
  });

  it('with letters at its side may go on with a number, and with a name where it has several', async () => {
    const find = await finderOf('加qq', '傻b');
    expect(find('加QQ123456')).toEqual(['加qq: 加QQ']);
    expect(find('加qqabc')).toEqual(['加qq: 加qq']);
    expect(find('傻bug')).toEqual([]);
  });

  it.each([
    ['代开', '从1960年代开始'],
    ['代开', '从60年代 开始'],
    ['上分', '我在网上分期付款'],
    ['下注', '什么情况下注册'],
    ['日结', '7月28日结婚'],
    ['妈的', '我妈妈的手机'],
    ['他妈', '他妈妈来了'],
    ['变态', '请改变态度'],
    ['假章', '按照请假章程办理'],
  ])('%s is not found in two words: %s', async (word, text) => {
    expect((await finderOf(word))(text)).toEqual([]);
  });

  it('does not reach over the end of a clause, unless each of its characters is one', async () => {
    const find = await finderOf('赌博', '下三滥');
    expect(find('别赌，博士')).toEqual([]);
    expect(find('下，三，滥')).toEqual(['下三滥: 下，三，滥']);
  });

  it('is found where the dictionary takes a part of it for the word before', async () => {
    expect((await finderOf('发票'))('怎么开发票')).toEqual(['发票: 发票']);
  });

  it('is found where the dictionary cuts it, if the text falls into fewer words with it', async () => {
    expect((await finderOf('代开'))('长期代开发票')).toEqual(['代开: 代开']);
    expect((await finderOf('无抵押贷款'))('获取银行无抵押贷款额度高放款快')).toHaveLength(1);
  });

  it('wholly in pinyin is found if it is long', async () => {
    const find = await finderOf('代开发票', '赌博');
    expect(find('dai kai fa piao')).toEqual(['代开发票: dai kai fa piao']);
    expect(find('daikaifapiao')).toHaveLength(1);
    expect(find('dubo')).toEqual([]);
  });

  it('keeps letters that it has twice', async () => {
    const find = await finderOf('时时彩', '666');
    expect(find('玩时时彩吗')).toEqual(['时时彩: 时时彩']);
    expect(find('实时彩票')).toEqual([]);
    expect(find('很6')).toEqual([]);
    expect(find('很666')).toEqual(['666: 666']);
  });

  it('of one character is found where it is a word', async () => {
    const find = await finderOf('死');
    expect(find('他 死 了')).toEqual(['死: 死']);
    expect(find('死板的人')).toEqual([]);
  });
});

describe('lists', () => {
  it('are for their accounts and their direction', async () => {
    const matcher = await WordMatcher.build([
      listOf(['竞品'], { name: 'out', direction: 'outbound', action: 'refuse' }),
      listOf(['竞品'], { name: 'one', accountIds: ['a'], action: 'alert' }),
    ]);
    const listsOf = (scope: FilterScope): string[] =>
      matcher
        .find('竞品好吗', scope)
        .map(({ list }) => list)
        .toSorted();
    expect(listsOf({ direction: 'inbound' })).toEqual([]);
    expect(listsOf({ direction: 'inbound', accountId: 'a' })).toEqual(['one']);
    expect(listsOf({ direction: 'outbound', accountId: 'b' })).toEqual(['out']);
    expect(listsOf({ direction: 'outbound', accountId: 'a' })).toEqual(['one', 'out']);
  });

  it('may have words with an action of their own, which a longer word of another does not hide', async () => {
    const words = [{ word: '骗子', action: 'handoff' as const }, { word: '骗子公司' }];
    const matcher = await WordMatcher.build([listOf([], { words })]);
    const hits = matcher.find('骗子公司', INBOUND).map(({ word, action }) => `${word} ${action}`);
    expect(hits.toSorted()).toEqual(['骗子 handoff', '骗子公司 mask']);
  });

  it('make exceptions with phrases that are allowed', async () => {
    const matcher = await WordMatcher.build([listOf(['废物']), listOf(['固体废物'], { action: 'allow' })]);
    expect(matcher.find('固体废物怎么处理', INBOUND)).toEqual([]);
    expect(matcher.find('你这个废物', INBOUND)).toHaveLength(1);
  });

  it('pass over words without letters and texts without words', async () => {
    const matcher = await WordMatcher.build([listOf(['***', '', '赌博'])]);
    expect(matcher.find('***', INBOUND)).toEqual([]);
    expect(matcher.find('', INBOUND)).toEqual([]);
    expect(matcher.find('\ud800赌博\udc00', INBOUND)).toHaveLength(1);
  });
});

const folder = process.env['TEST_DATA_DIR'] ?? '';
const file = join(folder, 'sensitive-dev.jsonl');

describe.skipIf(folder === '' || !existsSync(file))('on real and invented messages', () => {
  it('finds what is listed, hidden or not, and little else', async () => {
    const { words } = JSON.parse(readFileSync(join(folder, 'sensitive-words.json'), 'utf8')) as WordList;
    const lines = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { text: string; kind: string; expect?: string[] });
    const matcher = await WordMatcher.build([listOf(words.map(({ word }) => word))]);
    const found = (text: string): string[] => matcher.find(text, INBOUND).map(({ word }) => word);
    const share = (isHidden: boolean): number => {
      const wanted = lines
        .filter(({ kind }) => (kind === 'obfuscated') === isHidden)
        .flatMap(({ text, expect: listed = [] }) => listed.map((word) => found(text).includes(word)));
      return wanted.filter(Boolean).length / wanted.length;
    };
    const clean = lines.filter(({ expect: listed = [] }) => listed.length === 0);

    expect(share(false)).toBeGreaterThanOrEqual(0.99);
    expect(share(true)).toBeGreaterThanOrEqual(0.9);
    expect(clean.filter(({ text }) => found(text).length > 0).length / clean.length).toBeLessThanOrEqual(0.01);
  });
});
