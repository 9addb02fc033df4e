import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge } from '../retrieval/confidence.js';
import { SearchIndex } from './search-index.js';
import type { Keyed } from './shelf.js';

const any = (): boolean => true;

function entry(question: string, answer = '', similarQuestions: string[] = []): Keyed {
  return { key: question, question, similarQuestions, answer };
}

function keysOf(index: SearchIndex<Keyed>, query: string, limit = 5): string[] {
  return index.search(query, limit, any).matches.map(({ document }) => document.key);
}

async function ask(entries: Keyed[], query: string) {
  const index = await SearchIndex.build(entries);
  const { matches, evidence } = index.search(query, 5, any);
  return { questions: matches.map(({ document }) => document.question), matches, ...judge(evidence) };
}

const subjects = ['年假', '报销', '发票', '门禁', '打印机', '快递', '会议室', '加班', '体检', '班车'];
const verbs = ['怎么申请', '去哪里办理', '有什么规定', '找谁负责'];
const forty = subjects.flatMap((subject) => verbs.map((verb) => entry(`${subject}${verb}`, `请查看${subject}说明。`)));

describe('a search', () => {
  it('finds the entry that asks the same in other words', async () => {
    const { questions } = await ask(
      [entry('怎么申请退款'), entry('发票什么时候寄出'), entry('你们几点上班')],
      '发票几时能寄给我',
    );
    expect(questions[0]).toBe('发票什么时候寄出');
  });

  it('scores each similar question by itself, so that many of them harm none', async () => {
    const similar = ['上班时间是什么', '几点开门', '周末营业吗', '节假日上班吗', '客服在线时间'];
    const { questions, confidence } = await ask([entry('营业时间', '', similar), entry('几点发货')], '几点开门');
    expect(questions[0]).toBe('营业时间');
    expect(confidence).toBeGreaterThanOrEqual(0.8);
  });

  it('finds by what only an answer says', async () => {
    const { questions } = await ask(
      [entry('如何联系客服', '请拨打热线'), entry('退货流程', '请联系顺丰快递员上门取件')],
      '顺丰快递员',
    );
    expect(questions[0]).toBe('退货流程');
  });

  it('reads full and half width and both cases alike', async () => {
    const { confidence } = await ask([entry('VPN 连不上怎么办'), entry('打印机怎么连')], 'ｖｐｎ连不上怎么办？');
    expect(confidence).toBeGreaterThanOrEqual(0.8);
  });

  it('leaves out what is not accepted and what shares nothing', async () => {
    const index = await SearchIndex.build([entry('退款'), entry('退货'), entry('天气')]);
    const { matches } = index.search('退款', 5, ({ question }) => question !== '退款');
    expect(matches.map(({ document }) => document.question)).toEqual(['退货']);
  });

  it('finds nothing for a text without words, or in an empty base', async () => {
    expect(await ask([entry('退款')], '？！😀')).toMatchObject({ questions: [], confidence: 0, inScope: 0 });
    expect(await ask([], '退款')).toMatchObject({ questions: [], confidence: 0, inScope: 0 });
  });

  it('is not sure between two entries that fit alike', async () => {
    const { confidence } = await ask([entry('北京办公室的地址'), entry('上海办公室的地址')], '办公室的地址');
    expect(confidence).toBeLessThan(0.8);
  });

  it('is as sure of a question that was entered twice as of one', async () => {
    const twice = [entry('营业时间是几点到几点', '九点'), { ...entry('营业时间是几点到几点', '九点整'), key: 'again' }];
    expect(await ask([...twice, ...forty], '营业时间是几点到几点')).toMatchObject({
      confidence: (await ask([...twice.slice(1), ...forty], '营业时间是几点到几点')).confidence,
    });
  });

  it('compares no others than those it may return, also where the rarest terms are of others', async () => {
    const others = Array.from({ length: 40_000 }, (_, number) => entry(`设备${number}`));
    const index = await SearchIndex.build([...others, entry('设备的位置')]);
    const { matches } = index.search('设备7在哪里', 5, ({ question }) => question === '设备的位置');
    expect(matches.map(({ document }) => document.question)).toEqual(['设备的位置']);
  });

  it('answers the same question alike, whatever was asked before', async () => {
    const index = await SearchIndex.build(forty);
    const first = index.search('发票怎么申请', 5, any);
    index.search('年假有什么规定', 5, any);
    expect(index.search('发票怎么申请', 5, any)).toEqual(first);
  });

  it('searches 5,000 entries in milliseconds', async () => {
    const entries = Array.from({ length: 5_000 }, (_, number) => entry(`编号${number}的设备怎么申请报修`));
    const index = await SearchIndex.build(entries);
    const startedAt = performance.now();
    index.search('编号4321的设备怎么申请报修', 5, any);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});

describe('a change', () => {
  it('is found at once: added, put in place of another, removed, added again', async () => {
    const index = await SearchIndex.build(forty);
    await index.update([entry('停车证怎么续期', '到一楼前台。')], []);
    expect(keysOf(index, '停车证续期')[0]).toBe('停车证怎么续期');

    await index.update([{ ...entry('停车证怎么续期'), question: '签证怎么办理' }], []);
    expect(keysOf(index, '停')).toEqual([]);
    expect(keysOf(index, '签证')[0]).toBe('停车证怎么续期');

    await index.update([], ['停车证怎么续期']);
    expect(keysOf(index, '签证')).toEqual([]);

    await index.update([entry('停车证怎么续期')], []);
    expect(keysOf(index, '停车证')[0]).toBe('停车证怎么续期');
    expect(index.size).toBe(41);
  });

  it('fills an empty base, and empties one', async () => {
    const index = await SearchIndex.build<Keyed>([]);
    await index.update([entry('退款')], []);
    expect(keysOf(index, '退款')).toEqual(['退款']);
    await index.update([], ['退款', 'never there']);
    expect(index.size).toBe(0);
    expect(index.search('退款', 5, any)).toMatchObject({ matches: [], evidence: { score: 0 } });
  });

  it('of several documents with one key leaves the last', async () => {
    const versions = ['退款', '退货', '换货'].map((question) => ({ ...entry(question), key: 'same' }));
    const built = await SearchIndex.build(versions);
    const updated = await SearchIndex.build<Keyed>([]);
    await updated.update(versions, []);
    for (const index of [built, updated]) {
      expect(index.size).toBe(1);
      expect(keysOf(index, '退款')).toEqual([]);
      expect(keysOf(index, '换货')).toEqual(['same']);
    }
  });

  it('leaves an index that finds as a fresh one does', async () => {
    expect.hasAssertions();
    const step = fc.record({ put: fc.boolean(), number: fc.nat(39), as: fc.nat(39) });
    await fc.assert(
      fc.asyncProperty(fc.nat(40), fc.array(step, { maxLength: 30 }), async (built, steps) => {
        const documents = new Map(forty.slice(0, built).map((document) => [document.key, document]));
        const index = await SearchIndex.build([...documents.values()]);
        for (const { put, number, as } of steps) {
          const key = forty[number]?.key ?? '';
          const document = { ...(forty[as] ?? entry('')), key };
          await index.update(put ? [document] : [], put ? [] : [key]);
          if (put) {
            documents.set(key, document);
          } else {
            documents.delete(key);
          }
        }
        const fresh = await SearchIndex.build([...documents.values()]);
        for (const query of ['发票怎么申请', '班车说明', '打印机坏了找谁']) {
          expectAlike(index.search(query, 10, any), fresh.search(query, 10, any));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('is found while much is built anew, and after', async () => {
    const index = await SearchIndex.build(forty);
    const many = Array.from({ length: 3_000 }, (_, number) => entry(`编号${number}的设备怎么报修`));
    await index.update(many, []);
    await index.update([entry('停车证怎么续期')], ['编号7的设备怎么报修']);
    const check = (): void => {
      expect(keysOf(index, '停车证怎么续期')[0]).toBe('停车证怎么续期');
      expect(keysOf(index, '编号8的设备怎么报修')[0]).toBe('编号8的设备怎么报修');
      expect(keysOf(index, '编号7的设备怎么报修')).not.toContain('编号7的设备怎么报修');
      expect(index.size).toBe(3_040);
    };
    check();
    await index.settled();
    check();
    const fresh = await SearchIndex.build([...forty, ...many, entry('停车证怎么续期')]);
    await fresh.update([], ['编号7的设备怎么报修']);
    expectAlike(index.search('打印机坏了找谁', 10, any), fresh.search('打印机坏了找谁', 10, any));
  });

  function expectAlike(
    { matches, evidence }: ReturnType<SearchIndex<Keyed>['search']>,
    other: ReturnType<SearchIndex<Keyed>['search']>,
  ): void {
    expect(matches.map(({ document }) => document.key)).toEqual(other.matches.map(({ document }) => document.key));
    matches.forEach(({ score }, place) => expect(score).toBeCloseTo(other.matches[place]?.score ?? NaN, 5));
    const others = new Map(Object.entries(other.evidence));
    for (const [name, value] of Object.entries(evidence)) {
      expect(value, name).toBeCloseTo(others.get(name) ?? NaN, 4);
    }
  }
});

describe('the words of editors', () => {
  const entries = [entry('年休假可以休几天'), entry('电脑坏了找谁'), entry('亲子活动怎么报名'), entry('几天能到货')];

  it('lets a synonym find at a small discount, from the next question on', async () => {
    const index = await SearchIndex.build(entries);
    expect(keysOf(index, '笔记本出故障')).toEqual([]);
    index.use({
      synonyms: [
        ['电脑', '笔记本'],
        ['坏了', '出故障', '失灵'],
      ],
      stopWords: [],
    });
    const { matches, evidence } = index.search('笔记本出故障找谁', 5, any);
    expect(matches[0]?.document.key).toBe('电脑坏了找谁');
    expect(judge(evidence).confidence).toBeGreaterThan(0.7);
    const exact = index.search('电脑坏了找谁', 5, any);
    expect(exact.matches[0]?.score ?? 0).toBeGreaterThan(matches[0]?.score ?? 1);
    expect(judge(exact.evidence).confidence).toBeGreaterThan(judge(evidence).confidence);
    index.use({ synonyms: [], stopWords: [] });
    expect(keysOf(index, '笔记本出故障')).toEqual([]);
  });

  it('gives no weight to a stop word, unless there is nothing else', async () => {
    const index = await SearchIndex.build(entries, { synonyms: [], stopWords: ['几天', '亲'] });
    expect(keysOf(index, '到货要几天')).toEqual(['几天能到货']);
    expect(keysOf(index, '几天')).not.toEqual([]);
  });

  it('takes no part of a word for a word', async () => {
    const index = await SearchIndex.build(entries, { synonyms: [['子', '儿子']], stopWords: ['亲'] });
    expect(keysOf(index, '亲子')).toEqual(['亲子活动怎么报名']);
  });

  it('is bounded in what it tries', async () => {
    const words = Array.from({ length: 200 }, (_, number) => `词${number}号`);
    const index = await SearchIndex.build(forty, { synonyms: [words, ['年假', ...words]], stopWords: words });
    const startedAt = performance.now();
    expect(keysOf(index, '年假怎么申请')[0]).toBe('年假怎么申请');
    expect(performance.now() - startedAt).toBeLessThan(200);
  });
});

describe('the evidence for a document', () => {
  it('is that of the search for the first match, and weaker for another', async () => {
    const index = await SearchIndex.build(forty);
    const { evidence, matches } = index.search('发票怎么申请', 5, any);
    expect(index.evidenceFor('发票怎么申请', matches[0]?.document.key ?? '')).toEqual(evidence);
    const other = index.evidenceFor('发票怎么申请', '发票找谁负责');
    expect(other.score).toBeLessThan(evidence.score);
    expect(other.lead).toBeLessThan(0);
    expect(judge(other).confidence).toBeLessThan(judge(evidence).confidence);
  });

  it('is none for one that shares nothing, or is not there', async () => {
    const index = await SearchIndex.build(forty);
    for (const key of ['年假怎么申请', 'never there']) {
      expect(judge(index.evidenceFor('天气', key))).toEqual({ confidence: 0, inScope: 0 });
    }
  });
});
