import { crc32, deflateRawSync } from 'node:zlib';
import writeXlsxFile from 'write-excel-file/node';

/** Files as editors have them, and as nobody should have them, made in the tests. */

/** Deflated, with the compressor of Node: a bomb is made in no time. */
export function zipOf(parts: Readonly<Record<string, string | Uint8Array>>): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [path, part] of Object.entries(parts)) {
    const name = Buffer.from(path);
    const content = Buffer.from(part);
    const packed = deflateRawSync(content, { level: 1 });
    const description = Buffer.alloc(26);
    description.writeUInt16LE(20, 0); // the version that is needed
    description.writeUInt16LE(8, 4); // deflated
    description.writeUInt32LE(crc32(content), 10);
    description.writeUInt32LE(packed.length, 14);
    description.writeUInt32LE(content.length, 18);
    description.writeUInt16LE(name.length, 22);
    local.push(Buffer.from('PK\u0003\u0004'), description, name, packed);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    central.push(Buffer.from('PK\u0001\u0002\u0014\0'), description, place, name);
    offset += 4 + description.length + name.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006');
  end.writeUInt16LE(Object.keys(parts).length, 8);
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

function relationships(targets: readonly { id: string; type: string; target: string }[]): string {
  const all = targets.map(
    ({ id, type, target }) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`;
}

function contentTypes(overrides: Readonly<Record<string, string>>): string {
  const all = Object.entries(overrides).map(
    ([part, type]) =>
      `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.${type}"/>`,
  );
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${all.join('')}</Types>`;
}

/** A paragraph of Word; `style` is the name of a style such as `heading 1`. */
export interface Paragraph {
  text: string;
  style?: string;
}

/** @param more parts besides, or instead of, the usual ones. */
export function docxOf(
  paragraphs: readonly (Paragraph | string)[],
  more: Readonly<Record<string, string | Uint8Array>> = {},
): Buffer {
  const all = paragraphs.map((paragraph) => (typeof paragraph === 'string' ? { text: paragraph } : paragraph));
  const styles = [...new Set(all.map(({ style }) => style).filter((style) => style !== undefined))];
  const body = all.map(({ text, style }) => {
    const id = style === undefined ? '' : `<w:pPr><w:pStyle w:val="s${styles.indexOf(style)}"/></w:pPr>`;
    return `<w:p>${id}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
  });
  const definitions = styles.map(
    (style, index) => `<w:style w:type="paragraph" w:styleId="s${index}"><w:name w:val="${style}"/></w:style>`,
  );
  return zipOf({
    '[Content_Types].xml': contentTypes({ '/word/document.xml': 'wordprocessingml.document.main+xml' }),
    '_rels/.rels': relationships([{ id: 'r1', type: 'officeDocument', target: 'word/document.xml' }]),
    'word/_rels/document.xml.rels': relationships([{ id: 'r1', type: 'styles', target: 'styles.xml' }]),
    'word/styles.xml': `<w:styles xmlns:w="${WORD}">${definitions.join('')}</w:styles>`,
    'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="${WORD}"><w:body>${body.join('')}</w:body></w:document>`,
    ...more,
  });
}

/** A sheet whose XML the test writes, for what no library would write. */
export function xlsxOfXml(sheetData: string, more: Readonly<Record<string, string | Uint8Array>> = {}): Buffer {
  return zipOf({
    '[Content_Types].xml': contentTypes({
      '/xl/workbook.xml': 'spreadsheetml.sheet.main+xml',
      '/xl/worksheets/sheet1.xml': 'spreadsheetml.worksheet+xml',
    }),
    '_rels/.rels': relationships([{ id: 'r1', type: 'officeDocument', target: 'xl/workbook.xml' }]),
    'xl/_rels/workbook.xml.rels': relationships([{ id: 'r1', type: 'worksheet', target: 'worksheets/sheet1.xml' }]),
    'xl/workbook.xml': `<workbook xmlns="${SHEET}" xmlns:r="${OFFICE}"><sheets><sheet name="FAQ" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${SHEET}"><sheetData>${sheetData}</sheetData></worksheet>`,
    ...more,
  });
}

/** A cell as Excel writes a text within the sheet. */
export function textCell(reference: string, text: string): string {
  return `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;
}

type Cell = string | number | boolean | Date | null;

export async function xlsxOf(rows: readonly (readonly Cell[])[], sheet?: string): Promise<Buffer> {
  const data = rows.map((row) =>
    row.map((value) => (value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd hh:mm' } : { value })),
  );
  return writeXlsxFile(data as never, sheet === undefined ? {} : { sheet }).toBuffer();
}

/** A line of print: its size, and how far from the left it begins. */
export interface Print {
  text: string;
  size?: number;
  x?: number;
}

/** A PDF of these pages; `trailer` is added to its trailer, `objects` to its objects from number 6 on. */
export function pdfOf(
  pages: readonly (readonly Print[])[],
  { trailer = '', objects = [] }: { trailer?: string; objects?: readonly string[] } = {},
): Buffer {
  const first = 6 + objects.length;
  const toUnicode =
    '1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0000> <ffff> <0000> endbfrange';
  const bodies = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${first + index * 2} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>',
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 >>',
    stream(`/CIDInit /ProcSet findresource begin 12 dict begin begincmap ${toUnicode} endcmap end end`),
    ...objects,
    ...pages.flatMap((lines, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${first + index * 2 + 1} 0 R >>`,
      stream(lines.map(printOf).join('\n')),
    ]),
  ];
  let file = '%PDF-1.7\n';
  const offsets = bodies.map((body, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = bodies.length + 1;
  file += `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${file.length}\n%%EOF`;
  return Buffer.from(file, 'latin1');
}

function printOf({ text, size = 12, x = 72 }: Print, index: number): string {
  const codes = Buffer.from(text, 'utf16le').swap16().toString('hex');
  return `BT /F1 ${size} Tf ${x} ${760 - index * 24} Td <${codes}> Tj ET`;
}

function stream(content: string): string {
  return `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

/** One that asks for a password: its user entry fits none. */
export function encryptedPdf(): Buffer {
  const entry = '00'.repeat(32);
  return pdfOf([[{ text: '机密' }]], {
    objects: [`<< /Filter /Standard /V 1 /R 2 /O <${entry}> /U <${entry}> /P -4 >>`],
    trailer: `/Encrypt 6 0 R /ID [<${'11'.repeat(16)}> <${'11'.repeat(16)}>]`,
  });
}
