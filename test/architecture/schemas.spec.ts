import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sourceFiles } from './source-files.js';

it('no two schemas of the API have one name: the description would show one of them in place of both', () => {
  const names = sourceFiles()
    .map((file) => readFileSync(file, 'utf8'))
    .filter((text) => text.includes('@ApiProperty'))
    .flatMap((text) => [...text.matchAll(/^(?:export )?(?:abstract )?class (\w+)/gm)].map(([, name]) => name));

  expect(names.length).toBeGreaterThan(100);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
