import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** How many items a section has; those that were deleted, or are of level 3, are left out. */
const ITEMS: Readonly<Record<string, string>> = {
  '1.1': '1-7',
  '1.2': '1-4',
  '1.4': '1,4,5',
  '1.5': '1-4',
  '1.6': '1-4',
  '1.7': '1-2',
  '1.8': '1-2',
  '1.9': '1-2',
  '1.10': '1',
  '1.11': '1-2',
  '1.12': '2',
  '1.14': '1-6',
  '2.1': '1-12',
  '2.2': '1-3',
  '2.3': '1-3',
  '2.4': '1-5',
  '2.5': '1-7',
  '2.6': '1-3',
  '2.7': '1-6',
  '2.8': '1-7',
  '2.9': '1-3',
  '2.10': '1-4',
  '3.1': '1',
  '3.2': '1-4',
  '3.3': '1-4',
  '3.4': '1-5',
  '3.5': '1-3',
  '3.7': '1',
  '4.1': '1-3,5',
  '4.2': '1-2',
  '4.3': '1-3',
  '5.1': '1-5',
  '5.2': '1-8',
  '5.3': '1-10',
  '5.4': '1-3',
  '5.5': '1-4',
  '6.1': '1-3',
  '6.2': '1-6',
  '6.3': '1-2',
  '6.4': '1-2',
  '7.1': '1-4',
  '7.2': '1-2',
  '7.3': '1,3,4',
  '7.4': '1-3',
  '8.1': '1-4',
  '8.2': '1-3',
  '8.3': '1-8',
  '9.1': '1-3',
  '9.2': '1-4',
  '10.2': '1-2',
  '10.3': '1-3',
  '11.1': '1-8',
  '12.1': '1-3',
  '12.2': '1',
  '12.3': '1-6',
  '12.4': '1-2',
  '12.5': '1-2',
  '12.6': '1',
  '13.1': '1,3-5',
  '13.2': '1-3,5-6',
  '13.3': '1-2',
  '13.4': '1-2',
  '14.1': '1-4',
  '14.2': '1-6',
  '14.3': '2-3',
  '14.4': '1-7',
  '14.5': '1-4',
};

const ROW = /^\| (\d+\.\d+\.\d+)(?:–(\d+\.\d+)\.(\d+))? +\| .+? \| (met|duty|n\/a|open) +\| (.+?) +\|$/;
const PATH = /`((?:src|test|docs|docker|client|migrations)\/[\w./-]+|[A-Z][\w.-]+\.md|package(?:-lock)?\.json)`/g;

const checklist = readFileSync('docs/asvs.md', 'utf8');
const rows = checklist.split('\n').filter((line) => /^\| \d/.test(line));

function wanted(): string[] {
  return Object.entries(ITEMS).flatMap(([section, numbers]) =>
    numbers.split(',').flatMap((part) => {
      const [first = '', last = first] = part.split('-');
      return span(section, Number(first), Number(last));
    }),
  );
}

function span(section: string, first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, step) => `${section}.${first + step}`);
}

describe('the checklist of ASVS', () => {
  it('has a state for every item of levels 1 and 2, in the order of the standard', () => {
    const listed = rows.flatMap((row) => {
      const [, item = '', section, last] = ROW.exec(row) ?? [];
      const [own, first] = [item.slice(0, item.lastIndexOf('.')), Number(item.split('.').at(-1))];
      expect(item, row).not.toBe('');
      return section === undefined ? [item] : span(own, first, Number(last));
    });
    expect(listed).toEqual(wanted());
  });

  it('names a file wherever something is met', () => {
    const unfounded = rows.filter((row) => / \| met +\| /.test(row) && !/`|git|JSON.stringify|attacks/.test(row));
    expect(unfounded).toEqual([]);
  });
});

describe.each(['docs/asvs.md', 'SECURITY.md', 'docs/backup.md', 'docs/cli.md'])('%s', (page) => {
  it('names files that are there, and links to them', () => {
    const text = readFileSync(page, 'utf8');
    const named = [...text.matchAll(PATH)].map(([, path = '']) => path);
    const linked = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)].map(([, path = '']) =>
      join(dirname(page), path),
    );
    expect([...named, ...linked].filter((path) => !existsSync(path))).toEqual([]);
  });
});
