import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { errorCatalogue } from '../../src/common/error-catalogue.js';

it('docs/errors.md lists every code with its status and title, in the order of the alphabet', () => {
  const listed = readFileSync('docs/errors.md', 'utf8')
    .split('\n')
    .map((line) => /^\| `([^`]+)`\s*\| (\d+)\s*\| (.*?)\s*\|$/.exec(line))
    .filter((match) => match !== null)
    .map(([, code, status, title]) => ({ code, status: Number(status), title }));
  const known = Object.entries(errorCatalogue)
    .map(([code, { status, title }]) => ({ code, status, title }))
    .toSorted((left, right) => left.code.localeCompare(right.code, 'en'));

  expect(listed).toEqual(known);
});
