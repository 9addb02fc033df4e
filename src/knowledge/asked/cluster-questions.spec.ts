import { describe, expect, it } from 'vitest';
import { clusterQuestions } from './cluster-questions.js';

function phrases(...texts: string[]) {
  return texts.map((text, index) => ({ key: `${index}`, text }));
}

describe('clusterQuestions', () => {
  it('puts questions that say the same together, also in another spelling', async () => {
    const assignments = await clusterQuestions(
      phrases('宠物可以带进店吗', '宠物能不能带进店', '發票抬頭寫錯了', '发票抬头写错了怎么办', '宠物可以带进店里吗？'),
      [],
    );

    expect(assignments.map(({ cluster }) => cluster)).toEqual(['0', '0', '2', '2', '0']);
  });

  it('joins clusters that are there already', async () => {
    const assignments = await clusterQuestions(phrases('门店有没有停车位'), [
      { key: 'parking', text: '门店有停车位吗' },
      { key: 'pets', text: '宠物可以带进店吗' },
    ]);

    expect(assignments).toEqual([{ question: '0', cluster: 'parking' }]);
  });

  it('keeps apart what has only words of grammar in common', async () => {
    const assignments = await clusterQuestions(phrases('请问可以怎么开发票', '请问可以怎么停车', '？？', '!!'), []);

    expect(new Set(assignments.map(({ cluster }) => cluster)).size).toBe(4);
  });

  it('has nothing to do without questions', async () => {
    expect(await clusterQuestions([], phrases('门店有停车位吗'))).toEqual([]);
  });
});
