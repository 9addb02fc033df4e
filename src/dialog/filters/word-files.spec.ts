import { describe, expect, it } from 'vitest';
import { readWordFile, type WordFormat } from './word-files.js';

const read = (text: string, format: WordFormat) => readWordFile(Buffer.from(text), format);

describe('a file of words', () => {
  it('has a word a line, each once', async () => {
    const { words, unusable } = await read('\uFEFF赌博\r\n 代开发票 \n\n赌博\n***\n', 'txt');
    expect(words.map(({ word }) => word)).toEqual(['赌博', '代开发票']);
    expect(unusable).toEqual({ count: 1, examples: ['***'] });
  });

  it('may be a list in JSON, with actions or without', async () => {
    const items = [
      '赌博',
      { word: '自杀', action: 'handoff' },
      { word: 'x', action: 'mask' },
      7,
      { word: '骗', action: 'no' },
    ];
    const { words, unusable } = await read(JSON.stringify({ words: items }), 'json');
    expect(words).toEqual([{ word: '赌博' }, { word: '自杀', action: 'handoff' }]);
    expect(unusable).toEqual({ count: 3, examples: ['x', '7', '骗'] });
    expect((await read('["赌博"]', 'json')).words).toEqual([{ word: '赌博' }]);
  });

  it('may be CSV, whose first row names its columns or not', async () => {
    const expected = [{ word: '赌博' }, { word: '自,杀', action: 'handoff' }];
    expect((await read('category,action,word\n违法,,赌博\n,handoff,"自,杀"\n', 'csv')).words).toEqual(expected);
    expect((await read('赌博\r\n"自,杀",handoff\r\n', 'csv')).words).toEqual(expected);
  });

  it('may be in the encoding of Chinese Windows', async () => {
    const gbk = Buffer.from([0xb6, 0xc4, 0xb2, 0xa9]);
    expect((await readWordFile(gbk, 'txt')).words).toEqual([{ word: '赌博' }]);
  });

  it.each([
    ['{"words": 1}', 'json'],
    ['nothing', 'json'],
    ['"赌博', 'csv'],
    [Array.from({ length: 100_001 }, (_, n) => `词${n}`).join('\n'), 'txt'],
  ] as const)('is refused when it is none: %.20s', async (text, format) => {
    await expect(read(text, format)).rejects.toMatchObject({ code: 'request.invalid' });
  });

  it('keeps what is too long out', async () => {
    const { words, unusable } = await read(`${'长'.repeat(51)}\n${'长'.repeat(50)}\n`, 'txt');
    expect([words.length, unusable.count]).toEqual([1, 1]);
  });
});
