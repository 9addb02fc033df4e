import { describe, expect, it } from 'vitest';
import { linesOf, parseLine } from './import-lines.js';

const valid = { externalId: 'a-1', question: '几点上班', answer: '九点。' };

function parse(content: string | Buffer) {
  return [...linesOf(Buffer.from(content))].map((line) => parseLine(line));
}

function faultOf(line: object): string {
  const [parsed] = parse(JSON.stringify(line));
  return parsed !== undefined && 'error' in parsed ? parsed.error.message : 'none';
}

describe('linesOf', () => {
  it('counts blank lines and leaves them out, with either line end and with or without the last one', () => {
    const lines = [...linesOf(Buffer.from('\uFEFFa\r\n\n  \nb\n\nc'))];
    expect(lines.map(({ number, bytes }) => [number, bytes.toString().trim()])).toEqual([
      [1, 'a'],
      [4, 'b'],
      [6, 'c'],
    ]);
  });

  it('finds none in an empty file', () => {
    expect([...linesOf(Buffer.from(''))]).toEqual([]);
    expect([...linesOf(Buffer.from('\uFEFF'))]).toEqual([]);
  });
});

describe('parseLine', () => {
  it('reads a line with all fields, after a byte order mark, trimmed', () => {
    const line = {
      ...valid,
      question: ' 几点上班 ',
      similarQuestions: ['上班时间 '],
      category: '人事',
      tags: ['考勤'],
      validFrom: '2026-01-01',
      validUntil: '2026-12-31T23:59:59+08:00',
    };
    expect(parse(`\uFEFF${JSON.stringify(line)}`)).toEqual([
      { line: 1, document: { ...line, question: '几点上班', similarQuestions: ['上班时间'], language: null } },
    ]);
  });

  it('names the line and the fault', () => {
    const notUtf8 = Buffer.concat([Buffer.from('{"externalId":"'), Buffer.of(0xff), Buffer.from('"}\n')]);
    const content = Buffer.concat([Buffer.from('not json\n\n[1]\n'), notUtf8, Buffer.from(JSON.stringify({ a: 1 }))]);
    expect(parse(content)).toEqual([
      { error: { line: 1, code: 'line.not-json', message: 'the line is not JSON' } },
      { error: { line: 3, code: 'line.invalid', message: 'the line is not a JSON object' } },
      { error: { line: 4, code: 'line.not-utf8', message: 'the line is not UTF-8' } },
      { error: { line: 5, code: 'line.invalid', message: expect.stringContaining('externalId') } },
    ]);
  });

  it('says of a field that is not there just that', () => {
    expect(faultOf({ externalId: 'a-1', answer: '九点。' })).toBe('question: should not be empty');
  });

  it('refuses a line that is nested too deep for what reads it', () => {
    expect(parse(`{"externalId":"a","answer":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).toEqual([
      { error: { line: 1, code: 'line.invalid', message: 'the line is nested too deep' } },
    ]);
  });

  it('takes a line of a megabyte for what it is, and refuses one of nine without parsing it', () => {
    const long = '长'.repeat(350_000);
    expect(parse('x'.repeat(1_000_000))).toMatchObject([{ error: { code: 'line.not-json' } }]);
    expect(faultOf({ ...valid, answer: long })).toContain('answer');
    expect(faultOf({ ...valid, kind: 'text', answer: long })).toBe('none');
    expect(parse('x'.repeat(9_000_000))).toMatchObject([{ error: { code: 'line.too-long' } }]);
  });

  it('leaves out fields that a document does not have, and fills in what the file is said to be about', () => {
    const [line] = linesOf(Buffer.from(JSON.stringify({ ...valid, state: 'published', __proto__: { x: 1 } })));
    expect(line && parseLine(line, { category: '人事', language: 'zh-CN' })).toEqual({
      line: 1,
      document: { ...valid, category: '人事', language: 'zh-CN' },
    });
  });

  it.each([
    ['a missing answer', { externalId: 'a', question: 'b' }, 'answer'],
    ['a blank question', { ...valid, question: '  ' }, 'question'],
    ['a long question', { ...valid, question: '问'.repeat(501) }, 'question'],
    ['a long answer', { ...valid, answer: '答'.repeat(20_001) }, 'answer'],
    ['a number as id', { ...valid, externalId: 7 }, 'externalId'],
    ['too many similar questions', { ...valid, similarQuestions: Array.from({ length: 51 }, String) }, 'similar'],
    ['similar questions that are no list', { ...valid, similarQuestions: '几点' }, 'similarQuestions'],
    ['a similar question that is no text', { ...valid, similarQuestions: [{}] }, 'similarQuestions'],
    ['the character NUL', { ...valid, answer: 'a\0b' }, 'answer'],
    ['half of a surrogate pair', { ...valid, tags: ['\ud800'] }, 'tags'],
    ['a date that does not exist', { ...valid, validFrom: '2026-02-30' }, 'validFrom'],
    ['a time without an offset', { ...valid, validUntil: '2026-02-03T04:05' }, 'validUntil'],
    ['the year 0', { ...valid, validUntil: '0000-02-03' }, 'validUntil'],
  ])('refuses %s', (_, line, field) => {
    expect(faultOf(line)).toContain(field);
  });

  it('takes null for a field that may be absent', () => {
    expect(faultOf({ ...valid, similarQuestions: null, category: null, tags: null, validFrom: null })).toBe('none');
  });
});
