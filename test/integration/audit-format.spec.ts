import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { canonicalEvent } from '../../src/audit/seals/canonical.js';
import { chainHash, leafHash, NO_HASH } from '../../src/audit/seals/hashing.js';
import { faultCodes } from '../../src/audit/verification/fault.js';
import { eventFields } from '../../src/audit/seals/canonical.js';

const page = readFileSync('docs/audit-format.md', 'utf8');

it('the worked example of the format runs, prints what the page says, and agrees with the program', () => {
  const [, code = ''] = /```js\n(.*?)```/s.exec(page) ?? [];
  const [, expected = ''] = /```text\n(.*?)```/s.exec(page) ?? [];
  const folder = mkdtempSync(join(tmpdir(), 'kefu-format-'));
  writeFileSync(join(folder, 'example.mjs'), code);
  const printed = execFileSync(process.execPath, [join(folder, 'example.mjs')], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });

  expect(printed).toBe(expected);
  const [id, at] = ['019a0000-0000-7000-8000-000000000001', '1767225600000000'];
  const conversation = '019a0000-0000-7000-8000-0000000000c1';
  const form = canonicalEvent([
    id,
    at,
    'conversation.ended',
    '{"kind":"system"}',
    null,
    null,
    conversation,
    null,
    'request-1',
    null,
    null,
    null,
    '{"reason":"你好"}',
    null,
  ]);
  const leaf = leafHash('sha256', form);
  const chain = chainHash('sha256', NO_HASH, { sequence: 1, eventId: id, eventAt: Number(at), leaf });
  expect(printed.split('\n').slice(0, 3)).toEqual([form, leaf.toString('hex'), chain.toString('hex')]);
});

it('the Chinese page has the same commands, programs and fields', () => {
  const chinese = readFileSync('docs/audit-format.zh-CN.md', 'utf8');
  const blocks = (text: string): string[] => text.match(/^```.*?^```$/gms) ?? [];
  const names = (text: string): string[] => text.match(/^\| `[^`]+` +\|/gm) ?? [];

  expect(blocks(chinese)).toEqual(blocks(page));
  expect(names(chinese).map((name) => name.replaceAll(/\s/g, ''))).toEqual(
    names(page).map((name) => name.replaceAll(/\s/g, '')),
  );
});

it('the page names every field of an event', () => {
  const rows = [...page.matchAll(/^\| `([a-z_]+)` +\|/gm)].map(([, name]) => name);

  expect(rows).toEqual([...eventFields]);
  expect(faultCodes.toSorted()).toEqual([...faultCodes]);
});
