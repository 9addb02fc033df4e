import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { Environment } from '../../src/config/environment.js';

const ASSIGNMENT = /^([A-Z][A-Z0-9_]*)=(.*)$/;

interface Entry {
  name: string;
  value: string;
  comment: string;
}

/** A variable's comment is the lines right above it; a blank line ends them. */
function entries(): Entry[] {
  const found: Entry[] = [];
  let comment = '';
  for (const line of readFileSync('.env.example', 'utf8').split('\n')) {
    const [, name, value] = ASSIGNMENT.exec(line) ?? [];
    if (name !== undefined && value !== undefined) {
      found.push({ name, value, comment });
      comment = '';
    } else {
      comment = line.startsWith('#') ? `${comment}${line.slice(1).trim()} ` : '';
    }
  }
  return found;
}

it('.env.example says a sentence about each variable', () => {
  const silent = entries().filter(({ comment }) => !/^[A-Z].*\. $/.test(comment));

  expect(silent.map(({ name }) => name)).toEqual([]);
});

it('.env.example shows the defaults of the schema, and nothing where there is none', () => {
  const defaults = Object.entries(new Environment()).map(([name, value]) => [name, String(value ?? '')]);

  expect(entries().map(({ name, value }) => [name, value])).toEqual(defaults);
});

it('docker/compose.yaml passes on every variable that docker/env.example names, and no other', () => {
  const named = readFileSync('docker/env.example', 'utf8').match(/^[A-Z][A-Z0-9_]*(?==)/gm) ?? [];
  const passed = readFileSync('docker/compose.yaml', 'utf8').match(/(?<=\$\{)[A-Z][A-Z0-9_]*/g) ?? [];

  expect([...new Set(passed)].toSorted()).toEqual(named.toSorted());
});
