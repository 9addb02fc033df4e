import { describe, expect, it } from 'vitest';
import { InvalidRequestError } from '../../common/app-error.js';
import { QUESTION_LENGTH_MAX, QUESTIONS_MAX, readQuestions } from './trial-questions.js';

function faults(text: string): readonly string[] {
  try {
    readQuestions(Buffer.from(text));
    return [];
  } catch (error) {
    return error instanceof InvalidRequestError ? [error.message, ...error.faults] : ['another error'];
  }
}

describe('a file of questions', () => {
  it.each([
    ['lines of objects', '{"question":"几点开门"}\n\n{"externalId":"x","question":" 在哪里 "}\r\n'],
    ['lines of strings', '"几点开门"\n"在哪里"'],
    ['a list', '["几点开门", {"question": "在哪里"}]'],
    ['a document with a list', '{"questions": ["几点开门", {"question": "在哪里"}]}'],
    ['with a byte order mark', '\uFEFF"几点开门"\n"在哪里"'],
  ])('may be %s', (_, text) => {
    expect(readQuestions(Buffer.from(text))).toEqual(['几点开门', '在哪里']);
  });

  it('may hold one question', () => {
    expect(readQuestions(Buffer.from('{"question":"几点开门"}'))).toEqual(['几点开门']);
  });

  it('is refused for what is no question, which is named', () => {
    expect(faults('"好"\n{"answer":"好"}\nnot json')).toEqual([
      'the questions cannot be read',
      expect.stringMatching(/^question 2:/),
      expect.stringMatching(/^question 3:/),
    ]);
    expect(faults('""')).toHaveLength(2);
    expect(faults(JSON.stringify('长'.repeat(QUESTION_LENGTH_MAX + 1)))).toHaveLength(2);
    expect(faults('"\\u0000"')).toHaveLength(2);
  });

  it('is refused when it is empty or holds too many', () => {
    expect(faults('')).toHaveLength(1);
    expect(faults('[]')).toHaveLength(1);
    expect(faults('"问"\n'.repeat(QUESTIONS_MAX + 1))).toEqual([
      `a trial takes 1 to ${QUESTIONS_MAX} questions, not ${QUESTIONS_MAX + 1}`,
    ]);
    expect(faults('"问"\n'.repeat(QUESTIONS_MAX))).toEqual([]);
  });
});
