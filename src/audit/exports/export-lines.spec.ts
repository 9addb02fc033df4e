import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { headOf, linesOf } from './export-lines.js';

it('guards cells that a spreadsheet would take for formulas, and keeps what stands in them', () => {
  const rows = ['=1+1', '+86', '-2', '@x', '\tx', '＝1', 'a,"b"\n\rc', ''].map((text) => ({
    text,
    details: { a: [1] },
  }));
  const csv = headOf('csv', ['text', 'details', 'missing']) + linesOf('csv', ['text', 'details', 'missing'], rows);
  const cells: string[][] = parse(csv, { bom: true });

  expect(cells[0]).toEqual(['text', 'details', 'missing']);
  expect(cells.slice(1).map(([text]) => text)).toEqual([
    "'=1+1",
    "'+86",
    "'-2",
    "'@x",
    "'\tx",
    "'＝1",
    'a,"b"\n\rc',
    '',
  ]);
  expect(cells[1]?.slice(1)).toEqual(['{"a":[1]}', '']);
});

it('writes a line of JSON a row', () => {
  expect(linesOf('jsonl', [], [{ a: '=1' }, { a: null }])).toBe('{"a":"=1"}\n{"a":null}\n');
});
