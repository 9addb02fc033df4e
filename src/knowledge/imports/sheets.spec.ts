import { describe, expect, it } from 'vitest';
import { docxOf, textCell, xlsxOf, xlsxOfXml } from '../../../test/setup/import-files.js';
import type { DocumentFields } from '../documents/document.dto.js';
import type { LineError } from './entry.js';
import type { FileToRead } from './import-messages.js';
import { NearDuplicates } from './near-duplicates.js';
import { readImport } from './read-import.js';

type Read = { total: number; documents: DocumentFields[]; errors: LineError[] };

async function read(
  format: 'csv' | 'xlsx',
  content: string | Buffer,
  options: FileToRead['options'] = {},
): Promise<Read> {
  const file = { format, content: new Uint8Array(Buffer.from(content)), options, skipped: 0, duplicatesMax: 100 };
  const all: Read = { total: 0, documents: [], errors: [] };
  for await (const { total, documents, errors } of readImport(file, new NearDuplicates())) {
    all.total = total;
    all.documents.push(...documents);
    all.errors.push(...errors);
  }
  return all;
}

function faultOf(format: 'csv' | 'xlsx', content: string | Buffer, options?: FileToRead['options']): Promise<string> {
  return read(format, content, options).then(
    () => 'none',
    (error: { code: string; message: string }) => `${error.code}: ${error.message}`,
  );
}

const HEADER = '编号,标准问题,相似问题,答案,分类,标签,生效时间,失效时间';

describe('a sheet', () => {
  it('has the usual Chinese headers, or the English ones, below whatever stands above them', async () => {
    const expected = {
      externalId: 'A-1',
      question: '几点上班',
      similarQuestions: ['上班时间', '何时上班', '几点到岗'],
      answer: '九点。',
      category: '人事',
      tags: ['考勤', '时间'],
      validFrom: '2026-01-31',
      validUntil: '2026-12-31T08:05:00Z',
    };
    const row = 'A-1, 几点上班 ,"上班时间|何时上班；\n几点到岗",九点。,人事,"考勤,时间",2026/1/31,2026年12月31日 8:05';
    const chinese = await read('csv', `知识库导出,,\n\n${HEADER}\n${row}\n,,,,\n`);
    expect(chinese).toMatchObject({ total: 1, documents: [expected], errors: [] });
    const english = 'ID,Question *,Similar Questions,ANSWER（必填）,category,tags,valid_from,valid_until';
    expect((await read('csv', `${english}\n${row}`)).documents).toMatchObject([expected]);
  });

  it('may have similar questions in several columns, and no ids', async () => {
    const sheet = '问题,相似问1,相似问2,相似问3,回复\n几点上班,上班时间,,何时上班,九点。';
    const [first] = (await read('csv', sheet)).documents;
    const [again] = (await read('csv', sheet.replace('九点', '十点'))).documents;
    expect(first).toMatchObject({
      externalId: expect.stringMatching(/^q-[0-9a-f]{24}$/),
      similarQuestions: ['上班时间', '何时上班'],
    });
    expect(again?.externalId).toBe(first?.externalId);
  });

  it('is read as the caller maps it', async () => {
    const sheet = '客户怎么问,问题,我们怎么说,答案\n几点上班,别的,九点。,别的';
    const mapping = { question: '客户怎么问', answer: '我们怎么说' };
    expect((await read('csv', sheet, { mapping, category: '人事' })).documents).toMatchObject([
      { question: '几点上班', answer: '九点。', category: '人事' },
    ]);
    expect(await faultOf('csv', sheet, { mapping: { ...mapping, category: '部门' } })).toBe(
      'knowledge.file-columns-missing: there is no column "部门" for category; the headers are: 客户怎么问, 问题, 我们怎么说, 答案',
    );
  });

  it('without a question or an answer column is refused, with the headers that it has', async () => {
    expect(await faultOf('csv', '名称,答案\na,b')).toBe(
      'knowledge.file-columns-missing: there is no column for question; the headers are: 名称, 答案',
    );
    expect(await faultOf('csv', 'x,y\nc,d')).toMatch(/no column for question and answer; the headers are: x, y$/);
    expect(await faultOf('csv', '\n \n')).toMatch(/^knowledge.file-empty/);
    expect(await faultOf('csv', HEADER)).toMatch(/^knowledge.file-empty/);
    expect(await faultOf('xlsx', await xlsxOf([]))).toMatch(/^knowledge.file-empty/);
  });

  it('reports what is wrong with a row by the number that a spreadsheet shows, and reads the others', async () => {
    const { total, documents, errors } = await read(
      'csv',
      `${HEADER}\nA-1,"两\n行",,好,,,,\n\nA-2,没有答案,,,,,,\nA-1,又是它,,好,,,,\nA-3,日期不对,,好,,,2026/2/30,\nA-4,空\0字符,,好\nA-5,好的,,好`,
    );
    expect(total).toBe(6);
    expect(documents.map(({ externalId }) => externalId)).toEqual(['A-1', 'A-5']);
    expect(errors.map(({ line, code, message }) => [line, code, message.split(':')[0]])).toEqual([
      [4, 'line.invalid', 'answer'],
      [5, 'line.duplicate', 'externalId'],
      [6, 'line.invalid', 'validFrom'],
      [7, 'line.invalid', 'question'],
    ]);
    expect(errors[1]?.message).toContain('line 2');
  });
});

describe('CSV', () => {
  const rows = `${HEADER}\nA-1,退款要多久,,三到五天。,售后,,,`;
  const expected = [{ externalId: 'A-1', question: '退款要多久', answer: '三到五天。', category: '售后' }];

  it.each([
    ['UTF-8', Buffer.from(rows)],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${rows}`)],
    ['UTF-16, little end first', Buffer.from(`\uFEFF${rows}`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\uFEFF${rows}`, 'utf16le').swap16()],
    ['semicolons', Buffer.from(rows.replaceAll(',', ';'))],
    ['tabs and the line ends of Windows', Buffer.from(rows.replaceAll(',', '\t').replaceAll('\n', '\r\n'))],
    ['the line ends of old Macs', Buffer.from(rows.replaceAll('\n', '\r'))],
  ])('in %s', async (_, content) => {
    expect((await read('csv', content)).documents).toMatchObject(expected);
  });

  it('in GBK', async () => {
    const content = Buffer.from('cecacce22cb4f0b0b80acdcbbfee2cc8fdccec', 'hex'); // 问题,答案 and 退款,三天
    expect((await read('csv', content)).documents).toMatchObject([{ question: '退款', answer: '三天' }]);
  });

  it('keeps quotes, commas and line breaks in a cell, and takes the guard from a formula', async () => {
    const sheet = `question,answer\n"他说""好"",对吗","第一行\n第二行"\n'=1+1,''-1\n'引号,=2+2\n带"引号,好`;
    expect((await read('csv', sheet)).documents.map(({ question, answer }) => [question, answer])).toEqual([
      ['他说"好",对吗', '第一行\n第二行'],
      ['=1+1', "'-1"],
      ["'引号", '=2+2'],
      ['带"引号', '好'],
    ]);
  });

  it('with a quotation mark that nobody closes is refused as a whole', async () => {
    expect(await faultOf('csv', 'question,answer\na,b\nc,"d\ne,f\n')).toMatch(
      /^knowledge.file-damaged: a quotation mark in row 3 is not closed$/,
    );
  });

  it('in no encoding is refused, and so is what is no CSV', async () => {
    expect(await faultOf('csv', Buffer.of(0xff, 0xff, 0x2c, 0xff))).toMatch(/^knowledge.file-encoding-unknown/);
    expect(await faultOf('csv', Buffer.from('89504e470d0a1a0a', 'hex'))).toMatch(/^knowledge.file-format-mismatch/);
    expect(await faultOf('csv', await xlsxOf([['问题', '答案']]))).toMatch(/^knowledge.file-format-mismatch/);
  });

  it('may have a million empty cells and a very long one', async () => {
    const sheet = `question,answer\n${','.repeat(1_000_000)}\n问,${'长'.repeat(350_000)}\n问,答`;
    const { total, documents, errors } = await read('csv', sheet);
    expect([total, documents.length, errors.map(({ line }) => line)]).toEqual([2, 1, [3]]);
  });
});

describe('XLSX', () => {
  it('is read as a spreadsheet shows it: numbers, dates, truth, and the rows with their numbers', async () => {
    const file = await xlsxOf([
      ['编号', '问题', '答案', '生效时间', '失效时间'],
      [1001, '客服电话', 4_008_001, new Date(Date.UTC(2026, 0, 31)), new Date(Date.UTC(2026, 11, 31, 8, 30))],
      [null, null, null],
      [1.1, '折扣', 0.95, null, null],
      ['A-4', '可以吗', true, null, null],
      ['A-5', '没有答案', null, null, null],
    ]);
    const { total, documents, errors } = await read('xlsx', file);
    expect(total).toBe(4);
    expect(documents).toMatchObject([
      { externalId: '1001', answer: '4008001', validFrom: '2026-01-31', validUntil: '2026-12-31T08:30:00.000Z' },
      { externalId: '1.1', answer: '0.95' },
      { externalId: 'A-4', answer: 'TRUE' },
    ]);
    expect(errors).toMatchObject([{ line: 6, code: 'line.invalid' }]);
  });

  it('gives formulas as they came out, joins rich text and ignores errors, macros and links to other files', async () => {
    const rich = '<c r="A2" t="inlineStr"><is><r><t>多</t></r><r><t xml:space="preserve">少钱</t></r></is></c>';
    const formula = '<c r="B2" t="str"><f>CONCATENATE("九","十")&amp;cmd|calc!A1</f><v>九十</v></c>';
    const broken = `${textCell('A7', '坏公式')}<c r="B7" t="e"><f>1/0</f><v>#DIV/0!</v></c>`;
    const head = textCell('A1', '问题') + textCell('B1', '答案');
    const file = xlsxOfXml(`<row r="1">${head}</row><row r="2">${rich}${formula}</row><row r="7">${broken}</row>`, {
      'xl/vbaProject.bin': Buffer.alloc(5_000, 1),
      'xl/externalLinks/externalLink1.xml': '<!DOCTYPE x>',
      'xl/macrosheets/sheet1.xml': '<x/>',
    });
    const { documents, errors } = await read('xlsx', file);
    expect(documents).toMatchObject([{ question: '多少钱', answer: '九十' }]);
    expect(errors).toMatchObject([{ line: 7, code: 'line.invalid' }]);
  });

  it('is read from the sheet that is named, or from the first one', async () => {
    const file = await xlsxOf(
      [
        ['问题', '答案'],
        ['问', '答'],
      ],
      '常见问题',
    );
    expect((await read('xlsx', file, { sheet: '常见问题' })).total).toBe(1);
    expect(await faultOf('xlsx', file, { sheet: '没有' })).toMatch(/^knowledge.file-sheet-unknown/);
  });

  it('is refused when it is something else, encrypted, damaged or a bomb', async () => {
    expect(await faultOf('xlsx', Buffer.from('89504e470d0a1a0a', 'hex'))).toMatch(
      /^knowledge.file-format-mismatch: the file is a PNG image, not xlsx/,
    );
    expect(await faultOf('xlsx', docxOf(['字']))).toMatch(/^knowledge.file-format-mismatch/);
    expect(await faultOf('xlsx', Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toMatch(/^knowledge.file-encrypted/);
    expect(await faultOf('xlsx', (await xlsxOf([['a']])).subarray(0, 300))).toMatch(/^knowledge.file-damaged/);
    expect(await faultOf('xlsx', xlsxOfXml('<row r="1"><c r="A1" t="s"><v>9</v></c></row>'))).toMatch(
      /^knowledge.file-damaged/,
    );
    const bomb = xlsxOfXml('', { 'xl/sharedStrings.xml': Buffer.alloc(129 * 1_048_576, ' ') });
    expect(bomb.length).toBeLessThan(1_048_576);
    expect(await faultOf('xlsx', bomb)).toMatch(/^knowledge.file-inflates-too-much/);
    const entities = { 'xl/sharedStrings.xml': '<!DOCTYPE a [<!ENTITY b "c">]><sst>&b;</sst>' };
    expect(await faultOf('xlsx', xlsxOfXml('', entities))).toMatch(/^knowledge.file-damaged/);
    const many = Object.fromEntries(Array.from({ length: 20_001 }, (_, index) => [`xl/${index}.xml`, '']));
    expect(await faultOf('xlsx', xlsxOfXml('', many))).toMatch(/^knowledge.file-inflates-too-much/);
  });
});
