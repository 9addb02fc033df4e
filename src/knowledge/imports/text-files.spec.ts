import { describe, expect, it } from 'vitest';
import { docxOf, encryptedPdf, pdfOf, xlsxOf, zipOf } from '../../../test/setup/import-files.js';
import type { TextFormat } from './import-formats.js';
import type { FileToRead } from './import-messages.js';
import { NearDuplicates } from './near-duplicates.js';
import { readImport } from './read-import.js';

async function read(format: TextFormat, content: string | Buffer, options: FileToRead['options'] = {}) {
  const file = { format, content: new Uint8Array(Buffer.from(content)), options, skipped: 0, duplicatesMax: 100 };
  const { value } = await readImport(file, new NearDuplicates()).next();
  return typeof value === 'object' ? (value.documents[0] ?? value.errors[0]) : undefined;
}

async function textOf(format: TextFormat, content: string | Buffer): Promise<string> {
  const document = await read(format, content);
  return document !== undefined && 'answer' in document ? document.answer : '';
}

function faultOf(format: TextFormat, content: string | Buffer): Promise<unknown> {
  return read(format, content).then(
    (document) => document,
    (error: { code: string; message: string }) => error.code,
  );
}

describe('a text', () => {
  it('is one document: its first heading is the title, and the same file is the same document', async () => {
    const markdown = '前言\n\n# 员工手册 \n\n## 考勤\n\n九点上班。';
    expect(await read('md', markdown)).toMatchObject({
      externalId: 'md:员工手册',
      kind: 'text',
      question: '员工手册',
      answer: '前言\n\n# 员工手册\n\n## 考勤\n九点上班。',
    });
    expect(await read('md', `${markdown}改`, { name: '手册.md', category: '人事', language: 'zh-CN' })).toMatchObject({
      externalId: 'md:手册.md',
      category: '人事',
      language: 'zh-CN',
    });
    expect(await read('md', markdown, { externalId: 'h-1', title: '另一个标题' })).toMatchObject({
      externalId: 'h-1',
      question: '另一个标题',
    });
    expect(await read('md', '没有标题，\n只有正文。')).toMatchObject({ question: '没有标题，只有正文。' });
  });

  it('keeps a long name apart from another long name', async () => {
    const ids = await Promise.all(
      ['甲', '乙'].map(async (end) => await read('md', '正文', { name: '很'.repeat(199) + end })),
    );
    expect(
      new Set(ids.map((document) => (document !== undefined && 'answer' in document ? document.externalId : ''))).size,
    ).toBe(2);
    expect(ids).toMatchObject([{ externalId: expect.stringMatching(/^.{200}$/) }, {}]);
  });

  it('of more than a million characters is refused, and so is one without any', async () => {
    expect(await faultOf('md', '长'.repeat(1_000_001))).toBe('knowledge.file-too-long');
    expect(await faultOf('html', `<p>${'长'.repeat(3_000_000)}</p>`)).toBe('knowledge.file-too-long');
    expect(await faultOf('md', ' \n\u00a0\n')).toBe('knowledge.file-empty');
    expect(await faultOf('html', '<script>alert(1)</script><style>p{}</style>')).toBe('knowledge.file-empty');
    expect(await faultOf('docx', docxOf(['']))).toBe('knowledge.file-empty');
    expect(await faultOf('pdf', pdfOf([[]]))).toBe('knowledge.file-text-missing');
  });
});

describe('markdown', () => {
  it('loses its marks, but not its headings, lists, tables, code and links', async () => {
    const markdown = [
      '---\ntitle: "来自文件头"\ndate: 2026-01-01\n---',
      '**重要**：见[官网](https://example.com/a)和 <https://example.com>。',
      '二级标题\n---',
      '- 一\n- 二\n\n3. 三\n4. 四',
      '| 区 | 天 |\n| --- | --- |\n| 华东 | 2 |\n| | 5 |',
      '```sh\n# 不是标题\nls\n```',
      '<script>steal()</script><b>粗</b>',
    ].join('\n\n');
    expect(await textOf('md', markdown)).toBe(
      [
        '重要：见官网 (https://example.com/a)和 https://example.com。',
        '',
        '## 二级标题',
        '- 一',
        '- 二',
        '3. 三',
        '4. 四',
        '区 | 天',
        '华东 | 2',
        '| 5',
        '```',
        '# 不是标题',
        'ls',
        '```',
        '粗',
      ].join('\n'),
    );
    expect(await read('md', markdown.replace('二级标题\n---', ''))).toMatchObject({ question: '来自文件头' });
  });

  it('is no binary file', async () => {
    expect(await faultOf('md', 'a\0b')).toBe('knowledge.file-format-mismatch');
    expect(await faultOf('md', Buffer.from('89504e470d0a1a0a0000', 'hex'))).toBe('knowledge.file-format-mismatch');
    expect(await faultOf('md', Buffer.of(0xff, 0xfe, 0x00, 0xd8))).toBe('knowledge.file-encoding-unknown');
  });
});

describe('HTML', () => {
  it('says what a reader sees', async () => {
    const html = `<!doctype html><html><head><title>发票 &amp; 报销</title><style>p { color: red }</style></head>
      <body onload="steal()"><script>document.write('坏')</script><h1> 开票 </h1>
      <p>在<b>我的</b>订单里
      申请。</p><p style="display: none">看不见</p><div hidden>也看不见</div><noscript>没有脚本</noscript>
      <h2></h2><h2>多久<br>到</h2><ol start="3"><li>一天</li><li><p>两天</p></li></ol>
      <table><tr><td><p>华东</p></td><td>2&nbsp;天</td></tr></table>
      <svg><title>图</title></svg><a href="javascript:steal()">点这里</a><p>&lt;script&gt; 是文字</p></body></html>`;
    expect(await read('html', html)).toMatchObject({ question: '开票' });
    expect(await textOf('html', html)).toBe(
      ['# 开票\n在我的订单里申请。\n', '## 多久\n到\n3. 一天\n4. 两天\n华东 | 2 天\n点这里\n<script> 是文字'].join(
        '\n',
      ),
    );
    expect(await read('html', html.replace('<h1> 开票 </h1>', '').replace(/<h2>多久.*?h2>/, ''))).toMatchObject({
      question: '发票 & 报销',
    });
  });

  it('is read in the encoding that it declares', async () => {
    const gbk = Buffer.concat([Buffer.from('<meta charset="gbk"><p>'), Buffer.from('b7a2c6b1', 'hex')]);
    const sjis = Buffer.concat([Buffer.from('<meta charset=shift_jis><p>'), Buffer.from('93fa967b', 'hex')]);
    expect([await textOf('html', gbk), await textOf('html', sjis)]).toEqual(['发票', '日本']);
  });

  it('may be broken and deep', async () => {
    expect(await textOf('html', '</p></div><p>甲<p>乙</b><td>丙')).toBe('甲\n乙 丙');
    expect(await textOf('html', `${'<div>'.repeat(20_000)}深`)).toBe('深');
  });
});

describe('DOCX', () => {
  it('keeps the headings of Word, made in English or in Chinese', async () => {
    const file = docxOf([
      { text: '报销制度', style: 'Title' },
      { text: '第一章 差旅', style: 'heading 1' },
      '住宿费实报实销。',
      { text: '标准', style: '标题 2' },
      '一线城市每晚 500 元。',
    ]);
    expect(await read('docx', file)).toMatchObject({
      question: '报销制度',
      answer: '# 报销制度\n\n# 第一章 差旅\n住宿费实报实销。\n\n## 标准\n一线城市每晚 500 元。',
    });
  });

  it('is refused where it would inflate, declares entities or is something else', async () => {
    const zeros = Buffer.alloc(129 * 1_048_576);
    expect(await faultOf('docx', docxOf(['字'], { 'word/footnotes.xml': zeros }))).toBe(
      'knowledge.file-inflates-too-much',
    );
    const laughs = `<!DOCTYPE l [<!ENTITY a "${'哈'.repeat(100)}"><!ENTITY b "${'&a;'.repeat(100)}">]><w:document>&b;</w:document>`;
    expect(await faultOf('docx', docxOf(['字'], { 'word/document.xml': laughs }))).toBe('knowledge.file-damaged');
    expect(await faultOf('docx', docxOf(['字'], { 'word/document.xml': '<w:document' }))).toBe(
      'knowledge.file-damaged',
    );
    expect(await faultOf('docx', docxOf(['字']).subarray(0, 200))).toBe('knowledge.file-damaged');
    expect(await faultOf('docx', zipOf({ 'a.txt': 'x' }))).toBe('knowledge.file-format-mismatch');
    expect(await faultOf('docx', await xlsxOf([['a']]))).toBe('knowledge.file-format-mismatch');
    expect(await faultOf('docx', Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('knowledge.file-encrypted');
    expect(await faultOf('docx', Buffer.from('%PDF-1.7'))).toBe('knowledge.file-format-mismatch');
  });

  it('may hold images and macros, which nobody looks at', async () => {
    const file = docxOf(['字'], {
      'word/vbaProject.bin': Buffer.alloc(1_000, 7),
      'word/media/a.png': Buffer.alloc(1_000),
    });
    expect(await textOf('docx', file)).toBe('字');
  });

  it('is refused where an entry is longer than it says', async () => {
    const file = docxOf(['字'.repeat(2_000)]);
    const name = Buffer.from('word/document.xml');
    for (const at of [file.indexOf(name), file.lastIndexOf(name)]) {
      const header = file.readUInt32LE(at - 46) === 0x02014b50 ? at - 46 + 24 : at - 30 + 22;
      file.writeUInt32LE(100, header);
    }
    expect(await faultOf('docx', file)).toBe('knowledge.file-damaged');
  });
});

describe('PDF', () => {
  it('puts lines together, takes larger print for headings and leaves out what every page repeats', async () => {
    const full = '这一行一直写到纸的右边，所以它在下一行里继续，中间没有空格，也';
    const pages = ['第一章', '第二章', '第三章'].map((title, index) => [
      { text: '内部资料' },
      { text: title, size: 20 },
      { text: full },
      { text: '是这样。' },
      { text: `${title}的另一段。` },
      { text: `第 ${index + 1} 页` },
    ]);
    expect(await read('pdf', pdfOf(pages))).toMatchObject({
      question: '第一章',
      answer: ['第一章', '第二章', '第三章']
        .map((title) => `# ${title}\n${full}是这样。\n${title}的另一段。`)
        .join('\n'),
    });
  });

  it('is refused when it is encrypted, a scan, damaged or something else', async () => {
    expect(await faultOf('pdf', encryptedPdf())).toBe('knowledge.file-encrypted');
    expect(await faultOf('pdf', pdfOf([[{ text: '1' }], [{ text: '2' }]]))).toBe('knowledge.file-text-missing');
    expect(await faultOf('pdf', Buffer.from('%PDF-1.7\nnothing more'))).toBe('knowledge.file-damaged');
    expect(await faultOf('pdf', docxOf(['字']))).toBe('knowledge.file-format-mismatch');
  });
});
