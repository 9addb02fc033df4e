import { describe, expect, it } from 'vitest';
import { judge } from '../retrieval/confidence.js';
import { SearchIndex } from './search-index.js';
import type { Keyed } from './shelf.js';

const questions = [
  '怎么申请退款',
  '发票什么时候寄出',
  '忘记密码怎么办',
  '人工客服几点在线',
  'VPN 连不上怎么办',
  '会议室怎么预订',
  '女士外套有哪些尺码',
];
const entries: Keyed[] = questions.map((question) => ({ key: question, question, similarQuestions: [], answer: '' }));
const index = await SearchIndex.build(entries);

function ask(query: string) {
  const { matches, evidence } = index.search(query, 3, () => true);
  return { first: matches[0]?.document.question, certainty: evidence.certainty, ...judge(evidence) };
}

describe('a question in pinyin', () => {
  it.each(['tuikuan zenme shenqing', 'tui kuan', 'TuiKuanZenMeShenQing', 'tuikuan怎么申请', 'zenme shenqing退款'])(
    'finds its entry: %s',
    (query) => {
      expect(ask(query).first).toBe('怎么申请退款');
    },
  );

  it('is read with names of the documents in it, and with v for ü', () => {
    expect(ask('vpn lian bu shang').first).toBe('VPN 连不上怎么办');
    expect(ask('nvshi waitao').first).toBe('女士外套有哪些尺码');
  });

  it('is less sure than the same in characters', () => {
    const { confidence, inScope, certainty } = ask('zenme shenqing tuikuan');
    const spelt = ask('怎么申请退款');
    expect(certainty).toBeLessThan(1);
    expect(confidence).toBeGreaterThan(0.5);
    expect(confidence).toBeLessThan(spelt.confidence);
    expect(inScope).toBeLessThan(spelt.inScope);
  });

  it('is not seen in English', () => {
    for (const query of ['what is the weather today', 'can you sing', 'hello', 'xyzzy', 'a'.repeat(500)]) {
      expect(ask(query).confidence).toBeLessThan(0.3);
    }
  });

  it('is learned from an entry that was added', async () => {
    const grown = await SearchIndex.build(entries);
    expect(grown.search('tingchezheng', 3, () => true).matches).toEqual([]);
    await grown.update([{ key: 'new', question: '停车证怎么续期', similarQuestions: [], answer: '' }], []);
    expect(grown.search('tingchezheng', 3, () => true).matches[0]?.document.key).toBe('new');
  });
});

describe('a question with a wrong character', () => {
  it.each([
    ['退宽怎么申请', '怎么申请退款'],
    ['发漂何时寄出', '发票什么时候寄出'],
    ['忘了密马', '忘记密码怎么办'],
    ['人工客服几点再线', '人工客服几点在线'],
    ['会义室怎么预订', '会议室怎么预订'],
  ])('finds its entry: %s', (query, entry) => {
    expect(ask(query).first).toBe(entry);
  });

  it('is a bit less sure than the right one', () => {
    const wrong = ask('怎么申请退宽');
    const right = ask('怎么申请退款');
    expect(wrong.certainty).toBeLessThan(1);
    expect(wrong.confidence).toBeGreaterThan(0.5);
    expect(wrong.confidence).toBeLessThan(right.confidence);
  });

  it('is not seen in what is spelt right', () => {
    for (const query of [...questions, '申请退款要多久', '密码可以改吗', '客服电话是多少']) {
      expect(ask(query).certainty).toBe(1);
    }
  });
});

describe('other spellings', () => {
  it.each([
    ['怎麼申請退款', '怎么申请退款'],
    ['會議室怎麼預訂', '会议室怎么预订'],
    ['ＶＰＮ連不上怎麼辦', 'VPN 连不上怎么办'],
  ])('%s is as sure as what it means', (query, entry) => {
    expect(ask(query)).toEqual({ ...ask(entry), first: entry });
  });

  it('harms neither Japanese nor Korean', async () => {
    const japanese = ['無料で返品できますか', '東京の店舗はどこですか', '返金はいつですか'];
    const korean = ['환불은 어떻게 신청하나요', '배송은 언제 되나요'];
    const mixed = await SearchIndex.build(
      [...japanese, ...korean].map((question) => ({ key: question, question, similarQuestions: [], answer: '' })),
    );
    for (const question of [...japanese, ...korean]) {
      const { matches, evidence } = mixed.search(question, 3, () => true);
      expect(matches[0]?.document.key).toBe(question);
      expect(judge(evidence).confidence).toBeGreaterThanOrEqual(0.8);
    }
    expect(mixed.search('東京の店', 1, () => true).matches[0]?.document.key).toBe('東京の店舗はどこですか');
    expect(mixed.search('환불 신청', 1, () => true).matches[0]?.document.key).toBe('환불은 어떻게 신청하나요');
  });
});
