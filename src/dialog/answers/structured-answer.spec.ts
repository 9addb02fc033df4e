import { describe, expect, it } from 'vitest';
import { isPlain, parseStructured } from './structured-answer.js';

const whole = { text: '七天内可以退货。', citations: [1, 3], confidence: 0.9, needsHuman: false };
const json = '{"answer": "七天内可以退货。", "citations": [1, 3], "confidence": 0.9, "needs_human": false}';

describe('a structured answer', () => {
  it.each([
    ['as it was asked for', json],
    ['in a code block', `\`\`\`json\n${json}\n\`\`\``],
    ['with words around it', `好的，回答如下：\n${json}\n希望能帮到您。`],
    ['with brackets behind it', `${json}\n（格式为 {answer}）`],
    ['in a list of one', `[${json}]`],
    [
      'in single quotes',
      "{'answer': '七天内可以退货。', 'citations': [1, 3], 'confidence': 0.9, 'needs_human': False}",
    ],
    [
      'without quotes at the names',
      '{answer: "七天内可以退货。", citations: [1, 3], confidence: 0.9, needs_human: false,}',
    ],
    ['with citations as texts', json.replace('[1, 3]', '["1", "[3]", "1"]')],
    ['with its confidence in percent', json.replace('0.9', '"90%"')],
    ['with its confidence of a hundred', json.replace('0.9', '90')],
  ])('is read %s', (_how, reply) => {
    expect(parseStructured(reply)).toEqual(whole);
  });

  it('may lack what is not its answer', () => {
    expect(parseStructured('{"answer": "好的"}')).toEqual({
      text: '好的',
      citations: [],
      confidence: undefined,
      needsHuman: false,
    });
  });

  it('may have a line break where JSON has none', () => {
    expect(parseStructured('{"answer": "第一行\n第二行", "citations": 2}')).toMatchObject({
      text: '第一行\n第二行',
      citations: [2],
    });
  });

  it('is empty where the passages hold none', () => {
    expect(parseStructured('{"answer": null, "citations": [], "needs_human": true}')).toMatchObject({
      text: '',
      needsHuman: true,
    });
  });

  it.each([
    ['plain text', '七天内可以退货。'],
    ['cut off', '{"answer": "七天内可以退货，但是'],
    ['something else', '{"text": "七天内可以退货。"}'],
    ['an answer that is no text', '{"answer": {"a": 1}}'],
    ['nothing', ''],
    ['only brackets', '{{{{}}}}'],
  ])('is not made of %s', (_what, reply) => {
    expect(parseStructured(reply)).toBeUndefined();
  });

  it('is given up when it is nothing but brackets, before the test is', () => {
    expect(parseStructured(`${'{"answer":'.repeat(6_000)}${'}'.repeat(6_000)}`)).toBeUndefined();
  });
});

it('tells plain words from JSON that failed', () => {
  expect(isPlain('七天内可以退货。')).toBe(true);
  expect([json.slice(0, 20), '```json', '[1]', '回答："answer": 1', ' '].some(isPlain)).toBe(false);
});
