import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPersonalData } from './find-personal-data.js';
import { ownDetectors } from './own-patterns.js';

const MARK = /\{(?<kind>[a-z_]+)\|(?<text>[^}]*)\}/g;

/** A line of the fixture: the text, and what is to be found in it as `kind: text`. */
function readLine(line: string): { text: string; wanted: string[] } {
  const wanted = Array.from(line.matchAll(MARK), ({ groups }) => `${groups?.['kind']}: ${groups?.['text']}`);
  return { text: line.replaceAll(MARK, '$<text>'), wanted };
}

const lines = readFileSync(new URL('../../../test/fixtures/personal-data.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map(readLine);

const found = (text: string): string[] =>
  findPersonalData(text).map(({ start, end, kind }) => `${kind}: ${text.slice(start, end)}`);

interface DevLine {
  text: string;
  kind: string;
  spans: { start: number; end: number; type: string }[];
}

describe('personal data', () => {
  it.each(lines.filter(({ wanted }) => wanted.length > 0))('is found in: $text', ({ text, wanted }) => {
    expect(found(text)).toEqual(wanted);
  });

  it.each(lines.filter(({ wanted }) => wanted.length === 0))('is not seen in: $text', ({ text }) => {
    expect(found(text)).toEqual([]);
  });

  it('stands where the text says, in UTF-16 offsets', () => {
    expect(findPersonalData('😀电话１３９１２３４５６７８')).toEqual([
      { start: 4, end: 15, kind: 'phone', label: '手机号' },
    ]);
  });

  it('is found whatever stands around it', () => {
    const personal = ['13912345678', '010-62345678', '420106198803152410', '6214835711223345', 'li@b.cn', '京A12345'];
    const noise = fc.oneof(fc.string(), fc.stringMatching(/^[\d .@+-]{1,20}$/), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(noise, fc.constantFrom(...personal), noise, (before, value, after) => {
        const text = `${before}：${value}，${after}`;
        const start = before.length + 1;
        expect(
          findPersonalData(text).some((span) => span.start <= start && span.end >= start + value.length),
          text,
        ).toBe(true);
      }),
    );
  });

  it('never overlaps and stands in order', () => {
    const bits = [
      '139',
      '1391234',
      '5678',
      '@',
      'a.cn',
      '京A',
      '12345',
      '王先生',
      '我叫',
      '李',
      '路',
      '3号',
      '2单元',
      ' ',
      '-',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...bits), { maxLength: 30 }), (parts) => {
        const text = parts.join('');
        let end = 0;
        for (const span of findPersonalData(text)) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(span.end).toBeGreaterThan(span.start);
          end = span.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('of the enterprise’s own kind has its name, and what is known to everybody goes before', () => {
    const own = ownDetectors([
      { name: '会员号', pattern: 'VIP\\d{6}' },
      { name: '订单号', pattern: '\\d{11,18}' },
    ]);
    const text = '会员vip102938，订单20240315123456，手机13912345678';

    expect(findPersonalData(text, own).map(({ start, end, label }) => [label, text.slice(start, end)])).toEqual([
      ['会员号', 'vip102938'],
      ['订单号', '20240315123456'],
      ['手机号', '13912345678'],
    ]);
  });
});

const file = join(process.env['TEST_DATA_DIR'] ?? '', 'pii-dev.jsonl');

describe.skipIf(process.env['TEST_DATA_DIR'] === undefined || !existsSync(file))('invented personal data', () => {
  const devLines = (kinds: readonly string[]): DevLine[] =>
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line): DevLine => JSON.parse(line))
      .filter(({ kind }) => kinds.includes(kind));

  const types = ['phone', 'landline', 'id_card', 'bank_card', 'email', 'plate'];

  it.each([
    ['plainly', ['plain', 'several'], 0.01],
    ['to be hard to find', ['hard'], 0.1],
  ])('of each type is found where it is written %s', (_how, kinds, ratioMax) => {
    for (const type of types) {
      const wanted = devLines(kinds).flatMap(({ text, spans }) => spans.map((span) => ({ ...span, text })));
      const ofType = wanted.filter((span) => span.type === type);
      const missed = ofType.filter(
        ({ text, start, end }) =>
          !findPersonalData(text).some((span) => span.start === start && span.end === end && span.kind === type),
      );
      expect(missed.length, missed.map(({ text }) => text).join('\n')).toBeLessThanOrEqual(ofType.length * ratioMax);
    }
  });

  it('is seen in at most 1 % of look-alikes', () => {
    const negatives = devLines(['negative', 'order']);
    const wrong = negatives.filter(({ text }) => findPersonalData(text).length > 0);
    expect(wrong.length, wrong.map(({ text }) => text).join('\n')).toBeLessThanOrEqual(negatives.length * 0.01);
  });
});
