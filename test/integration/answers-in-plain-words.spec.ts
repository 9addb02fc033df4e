import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ModelId } from '../../src/common/ids.js';
import { ScriptedChatGlm } from '../setup/scripted-chatglm.js';
import { ScriptedFastGpt } from '../setup/scripted-fastgpt.js';
import { json, retrievalOf, TestAnswers } from '../setup/test-answers.js';

/** Providers that cannot be held to JSON. */
let answers: TestAnswers;
let fastGpt: ScriptedFastGpt;
let chatGlm: ScriptedChatGlm;
let fastGptId: ModelId;
let chatGlmId: ModelId;

beforeAll(async () => {
  answers = await TestAnswers.start();
  [fastGpt, chatGlm] = [await ScriptedFastGpt.start(), await ScriptedChatGlm.start()];
  fastGptId = await answers.addModel({ provider: 'fastgpt', baseUrl: fastGpt.baseUrl, apiKey: 'fastgpt-key' });
  chatGlmId = await answers.addModel({ provider: 'chatglm', baseUrl: chatGlm.baseUrl });
});
afterAll(async () => {
  await Promise.all([answers.stop(), fastGpt.stop(), chatGlm.stop()]);
});

it('an answer in plain words cites what the provider itself names', async () => {
  const quotes = [{ q: '保修多久？', a: '整机保修2年。', sourceName: '保修手册.pdf' }];
  fastGpt.next.push({ kind: 'answer', text: '整机保修2年。', quotes });

  expect(await answers.ask([fastGptId])).toMatchObject({
    kind: 'answer',
    text: '整机保修2年。',
    citations: [{ kind: 'provider', title: '保修手册.pdf' }],
    ownConfidence: undefined,
    checked: { claims: 1 },
  });
});

it('what stands neither there nor in a passage is caught', async () => {
  const quotes = [{ q: '保修多久？', a: '整机保修2年。', sourceName: '保修手册.pdf' }];
  fastGpt.next.push({ kind: 'answer', text: '整机保修3年。', quotes }, { kind: 'answer', text: '保修3年。', quotes });

  expect(await answers.ask([fastGptId])).toMatchObject({ kind: 'handoff', reason: 'unsupported-claims' });
});

it('an answer in plain words cites the passage whose words it has', async () => {
  chatGlm.next.push({ kind: 'answer', text: '您好，签收后7天内可以无理由退货，运费10元。' });
  const retrieval = retrievalOf('发票在订单页面下载。', '签收后7天内可以无理由退货，运费10元。');

  expect(await answers.ask([chatGlmId], { retrieval })).toMatchObject({
    kind: 'answer',
    citations: [{ kind: 'passage', number: 2, by: 'likeness' }],
  });
});

it('an answer in plain words that has the words of no passage is left to a human', async () => {
  chatGlm.otherwise = { kind: 'answer', text: '这个问题我觉得应该没有什么大的关系。' };
  expect(await answers.ask([chatGlmId])).toMatchObject({ kind: 'handoff', reason: 'unsupported-claims' });
});

it('an answer that keeps to the form all the same is read as such', async () => {
  chatGlm.next.push({ kind: 'answer', text: json({ answer: '7天内可以退货。', confidence: 0.6 }) });
  expect(await answers.ask([chatGlmId])).toMatchObject({
    kind: 'answer',
    text: '7天内可以退货。',
    citations: [{ by: 'model' }],
    ownConfidence: 0.6,
  });
});

it('one that is broken JSON is no answer in plain words', async () => {
  chatGlm.otherwise = { kind: 'answer', text: '{"answer": "7天内' };
  expect(await answers.ask([chatGlmId])).toMatchObject({ kind: 'failed', attempts: [{ reason: 'unparsable' }, {}] });
});
