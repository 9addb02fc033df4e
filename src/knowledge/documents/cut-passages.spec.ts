import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutPassages } from './cut-passages.js';

/** Sentences of 40 characters that can be told apart. */
function sentences(count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, n) => `第${String(n + from).padStart(4, '0')}句`.padEnd(39, '字') + '。');
}

function paths(text: string, title?: string): [string, string][] {
  return cutPassages(text, title).map(({ headingPath, text: body }) => [headingPath.join(' › '), body]);
}

describe('a text', () => {
  it('that is short is one passage', () => {
    expect(cutPassages('  九点上班。\n')).toEqual([{ headingPath: [], text: '九点上班。' }]);
  });

  it('that is blank has none', () => {
    expect(cutPassages(' \n\t\n')).toEqual([]);
    expect(cutPassages('')).toEqual([]);
  });

  it('is cut between sentences, the last of a passage being the first of the next', () => {
    const all = sentences(60);
    const passages = cutPassages(all.join('')).map(({ text }) => text);

    expect(passages.length).toBeGreaterThan(4);
    const own = passages.map((passage) => passage.split(/(?<=。)/u));
    expect(own.flat().every((sentence) => all.includes(sentence))).toBe(true);
    expect(passages.every(({ length }) => length <= 500)).toBe(true);
    expect(passages.slice(0, -1).every(({ length }) => length >= 300)).toBe(true);
    expect(own.slice(1).map(([first]) => first)).toEqual(own.slice(0, -1).map((said) => said.at(-1)));
  });

  it('keeps a sentence whole over the line breaks of a PDF, and begins a new one with each item of a list', () => {
    const wrapped = '这是一个被换\n行打断的句子。';
    const text = `${sentences(8).join('')}${wrapped}${sentences(8, 8).join('')}`;
    expect(cutPassages(text).filter((passage) => passage.text.includes(wrapped)).length).toBeGreaterThan(0);

    const items = Array.from({ length: 30 }, (_, n) => `- ${`第${n}项`.padEnd(40, '物')}`);
    const passages = cutPassages(items.join('\n'));
    expect(passages.flatMap(({ text: body }) => body.split('\n')).every((line) => items.includes(line))).toBe(true);
  });

  it('loses no word', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '# 一\n',
            '第二章 二\n',
            '一、三\n',
            '文字',
            '。',
            '\n',
            ' ',
            '😀',
            '- x\n',
            '，'.repeat(9),
            '长'.repeat(99),
          ),
        ),
        (parts) => {
          const text = parts.join('');
          const passages = cutPassages(text);
          const said = passages.map(({ headingPath, text: body }) => headingPath.join('') + body).join('');
          for (const word of ['文字', '😀', '长', '二', '三']) {
            expect(said.includes(word)).toBe(text.includes(word));
          }
          expect(passages.every(({ text: body }) => body.length <= 500 && body.isWellFormed() && body !== '')).toBe(
            true,
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a sentence that is too long', () => {
  it('is cut, after a comma where there is one', () => {
    const passages = cutPassages(`${'字'.repeat(400)}，${'词'.repeat(400)}。`);
    expect(passages.map(({ text }) => text.length)).toEqual([401, 401]);
  });

  it('is never cut inside a character', () => {
    for (const character of ['😀', '👨‍👩‍👧', 'e\u0301', '🇨🇳']) {
      for (const shift of ['', 'a', 'ab', 'abc']) {
        const passages = cutPassages(shift + character.repeat(800));
        expect(passages.length).toBeGreaterThan(1);
        expect(passages.every(({ text }) => text.isWellFormed())).toBe(true);
      }
    }
    const family = cutPassages('👨‍👩‍👧'.repeat(200)).map(({ text }) => text);
    expect(family.every((text) => text.startsWith('👨') && text.endsWith('👧'))).toBe(true);
  });

  it('ends even where one character never does', () => {
    expect(cutPassages(`a${'\u0301'.repeat(2_000)}`).every(({ text }) => text.length <= 500)).toBe(true);
  });
});

describe('headings', () => {
  it('of markdown give each passage its path', () => {
    expect(paths('前言。\n# 员工手册 #\n总说。\n## 假期\n### 年假\n十天。\n## 考勤\n九点。', '员工手册')).toEqual([
      ['', '前言。'],
      ['', '总说。'],
      ['假期 › 年假', '十天。'],
      ['考勤', '九点。'],
    ]);
  });

  it('of numbered kinds stand under each other', () => {
    const text = '第一章 总则\n第一节 目的\n一、范围\n全体员工。\n（一）例外\n实习生。\n第二章 附则\n即日施行。';
    expect(paths(text)).toEqual([
      ['第一章 总则 › 第一节 目的 › 一、范围', '全体员工。'],
      ['第一章 总则 › 第一节 目的 › 一、范围 › （一）例外', '实习生。'],
      ['第二章 附则', '即日施行。'],
    ]);
  });

  it('are no clauses, no lists, no code and no long lines', () => {
    const clause = '第一条 本办法适用于全体员工。';
    const list = '请带：\n一、身份证\n二、户口本\n三、照片\n缺一不可。';
    const code = '```sh\n# 注释\n```';
    const long = `# ${'长'.repeat(300)}`;
    for (const text of [clause, list, code, long, '#标签', '第一次来公司', '一、只有这一行，']) {
      expect(paths(text)).toEqual([['', text]]);
    }
  });

  it('of a table of contents are text, and the chapters after it headings', () => {
    expect(paths('目录\n第一章 总则\n第二章 附则\n\n第一章 总则\n适用。\n第二章 附则\n施行。')).toEqual([
      ['', '目录\n第一章 总则\n第二章 附则'],
      ['第一章 总则', '适用。'],
      ['第二章 附则', '施行。'],
    ]);
  });

  it('with nothing under them are found by themselves', () => {
    expect(paths('# 一\n## 二\n# 三')).toEqual([
      ['一', '## 二'],
      ['', '# 三'],
    ]);
  });

  it('are bounded', () => {
    const [passage] = cutPassages(`# ${'😀'.repeat(90)}\n文`);
    expect(passage?.headingPath[0]?.length).toBeLessThanOrEqual(100);
    expect(passage?.headingPath[0]?.isWellFormed()).toBe(true);
    expect(cutPassages('# 题\n文\n'.repeat(20_000)).length).toBeLessThan(6_000);
  });
});

describe('a text of 1,000,000 characters', () => {
  const texts = {
    sentences: sentences(25_000).join(''),
    'one sentence': '字'.repeat(1_000_000),
    headings: '# 题目\n正文。\n'.repeat(111_111),
    hashes: '#'.repeat(1_000_000),
    blanks: `${' '.repeat(999_999)}字`,
    'line breaks': `${'\n'.repeat(999_999)}字`,
    'short lines': '一、a\n'.repeat(200_000),
    fences: '```\n'.repeat(250_000),
    marks: '\u0301'.repeat(1_000_000),
    'indented lines': `字\n${' '.repeat(99)}`.repeat(9_900),
  };

  // A cut whose time grew with the square of the length would not end before the test is given up.
  it.each(Object.entries(texts))('is cut: %s', (_name, text) => {
    const passages = cutPassages(text);
    expect(passages.every((passage) => passage.text.length <= 500)).toBe(true);
  });
});
