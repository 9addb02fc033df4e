import { describe, expect, it } from 'vitest';
import { judge } from '../retrieval/confidence.js';
import { LexicalIndex } from './lexical-index.js';
import type { Searchable } from './term-table.js';

const any = (): boolean => true;

function entry(question: string, answer = '', similarQuestions: string[] = []): Searchable {
  return { question, similarQuestions, answer };
}

async function ask(entries: Searchable[], query: string) {
  const index = await LexicalIndex.build(entries);
  const { matches, evidence } = index.search(query, 5, any);
  return { questions: matches.map(({ document }) => document.question), matches, ...judge(evidence) };
}

const subjects = ['年假', '报销', '发票', '门禁', '打印机', '快递', '会议室', '加班', '体检', '班车'];
const verbs = ['怎么申请', '去哪里办理', '有什么规定', '找谁负责'];
const forty = subjects.flatMap((subject) => verbs.map((verb) => entry(`${subject}${verb}`, `请查看${subject}说明。`)));

describe('LexicalIndex', () => {
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
    const index = await LexicalIndex.build([entry('退款'), entry('退货'), entry('天气')]);
    const { matches } = index.search('退款', 5, ({ question }) => question !== '退款');
    expect(matches.map(({ document }) => document.question)).toEqual(['退货']);
  });

  it('finds nothing for a text without words, or in an empty base', async () => {
    expect(await ask([entry('退款')], '？！😀')).toMatchObject({ questions: [], confidence: 0, inScope: 0 });
    expect(await ask([], '退款')).toMatchObject({ questions: [], confidence: 0, inScope: 0 });
  });

  for (const size of [1, 6, 40]) {
    const entries = forty.slice(0, size);

    it(`is sure of the exact question on a base of ${size}`, async () => {
      for (const { question } of entries) {
        const { questions, confidence, inScope } = await ask(entries, question);
        expect(questions[0]).toBe(question);
        expect(confidence).toBeGreaterThanOrEqual(0.8);
        expect(inScope).toBeGreaterThanOrEqual(confidence);
      }
    });

    it(`is not sure of an unrelated question on a base of ${size}`, async () => {
      for (const query of ['今天天气怎么样', '帮我写一首关于春天的诗', '火车票怎么退', 'what is the weather', '好']) {
        const { confidence, inScope } = await ask(entries, query);
        expect(confidence).toBeLessThan(0.5);
        expect(inScope).toBeLessThan(0.5);
      }
    });
  }

  it('is not sure between two entries that fit alike', async () => {
    const { confidence } = await ask([entry('北京办公室的地址'), entry('上海办公室的地址')], '办公室的地址');
    expect(confidence).toBeLessThan(0.8);
  });

  it('compares no others than those it may return, also where the rarest terms are of others', async () => {
    const others = Array.from({ length: 40_000 }, (_, number) => entry(`设备${number}`));
    const index = await LexicalIndex.build([...others, entry('设备的位置')]);
    const { matches } = index.search('设备7在哪里', 5, ({ question }) => question === '设备的位置');
    expect(matches.map(({ document }) => document.question)).toEqual(['设备的位置']);
  });

  it('answers the same question alike, whatever was asked before', async () => {
    const index = await LexicalIndex.build(forty);
    const first = index.search('发票怎么申请', 5, any);
    index.search('年假有什么规定', 5, any);
    expect(index.search('发票怎么申请', 5, any)).toEqual(first);
  });

  it('searches 5,000 entries in milliseconds', async () => {
    const entries = Array.from({ length: 5_000 }, (_, number) => entry(`编号${number}的设备怎么申请报修`));
    const index = await LexicalIndex.build(entries);
    const startedAt = performance.now();
    index.search('编号4321的设备怎么申请报修', 5, any);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
