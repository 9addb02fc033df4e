import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFlow } from './flow-file.js';
import { shippedFolder } from './flow-schema.js';

const head = 'name: a\ntitle: A\nintents: [a]\nsteps:\n';
const faultsOf = (steps: string): string[] => {
  const read = readFlow(head + steps);
  return read.ok ? [] : read.faults;
};

/** Which languages each text of a value is in; `any` for one that is a slot alone. */
function languagesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  if ('zh-Hans' in value) {
    return [Object.keys(value).join(',')];
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    ['text', 'say', 'confirm', 'invalid', 'title'].includes(key) && typeof inner === 'string'
      ? [/^\{\{\w+\}\}$/.test(inner) ? 'any' : 'one']
      : languagesIn(inner),
  );
}

describe('the shipped flows', () => {
  const names = readdirSync(shippedFolder).filter((name) => name.endsWith('.yaml'));

  it('are those two', () => {
    expect(names).toEqual(['invoice-request.yaml', 'order-status.yaml']);
  });

  it.each(names)('can be run, and speak three languages: %s', (name) => {
    const read = readFlow(readFileSync(join(shippedFolder, name), 'utf8'));
    expect(read).toMatchObject({
      ok: true,
      flow: { name: name.replace('.yaml', ''), intents: [name.replace('.yaml', '')] },
    });
    const texts = read.ok ? languagesIn(read.flow) : [];
    expect(texts.length).toBeGreaterThan(5);
    expect(texts.filter((languages) => languages !== 'zh-Hans,zh-Hant,en' && languages !== 'any')).toEqual([]);
  });
});

it.each(['docs/flows.md', 'docs/flows.zh-CN.md'])('the example of %s can be run', (file) => {
  const [, example = ''] = /```yaml\n([^]*?)```/.exec(readFileSync(file, 'utf8')) ?? [];
  expect(readFlow(example)).toMatchObject({ ok: true });
});

describe('a flow', () => {
  it('may be JSON', () => {
    const json = JSON.stringify({
      name: 'a',
      title: 'A',
      intents: [],
      steps: [{ ask: 'x', text: 'x?' }, { end: 'answered' }],
    });
    expect(readFlow(json)).toMatchObject({
      ok: true,
      flow: {
        timeoutMinutes: 15,
        steps: [
          { id: '#1', kind: 'ask', type: 'text' },
          { id: '#2', kind: 'end' },
        ],
      },
    });
  });

  it.each([
    ['- say: hi\n  next: nowhere', '/steps/0: there is no step nowhere to go to'],
    ['- say: "{{x}}"', '/steps/0: no step fills the slot x'],
    ['- say: "{{ x y }}"', '/steps/0: a pair of braces is no {{slot}}'],
    ['- say: hi\n  ask: x', '/steps/0: is one of say, ask, branch, confirm, tool, set, end, and not of several'],
    ['- shout: hi', '/steps/0: is one of say, ask, branch, confirm, tool, set, end, and not of several'],
    ['- ask: x', "/steps/0: must have required property 'text'"],
    ['- {ask: x, text: x, typo: 1}', '/steps/0: must NOT have additional properties (typo)'],
    ['- {ask: x, text: x, type: choice}', '/steps/0: a choice needs choices'],
    ['- {ask: x, text: x, type: date, min: 1}', '/steps/0/min: says nothing of the type date'],
    ['- {ask: x, text: x, type: number, min: 2, max: 1}', '/steps/0/min: is above max'],
    ['- {id: b, say: x}\n- {id: b, say: y}', '/steps: two steps have the id b'],
    ['- {end: answered}\n- say: never', '/steps/1: nothing leads here'],
    ['- {tool: t, save: {x: data}}', '/steps/0/save: data is no JSON pointer'],
    ['- {tool: Bad Name}', '/steps/0/tool: must match pattern "^[a-z][a-z0-9_]{0,63}$"'],
    ['- {say: {fr: bonjour}}', '/steps/0/say: must match a schema in anyOf'],
    ['- {end: maybe}', '/steps/0/end: must be equal to one of the allowed values'],
    ['  []', '/steps: must NOT have fewer than 1 items'],
  ])('is told what is wrong with %j', (steps, fault) => {
    expect(faultsOf(steps)).toContain(fault);
  });

  it('is told of a pattern that is none, of its name and of what it lacks', () => {
    expect(faultsOf('- {ask: x, text: x, pattern: "("}').join()).toContain(
      '/steps/0/pattern: Invalid regular expression',
    );
    const read = readFlow('name: A B\nsteps: 1');
    expect(read).toMatchObject({ ok: false });
    const faults = read.ok ? [] : read.faults.join('\n');
    for (const part of ['/name: must match pattern', 'must have required property', '/steps: must be array']) {
      expect(faults).toContain(part);
    }
  });

  it('is no riddle: neither aliases nor broken YAML', () => {
    const bomb = 'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n';
    expect(readFlow(bomb)).toEqual({ ok: false, faults: ['it uses aliases, which are not read'] });
    expect(readFlow('a: [').ok).toBe(false);
    expect(readFlow('- 1')).toEqual({ ok: false, faults: ['it is no mapping of names to values'] });
    expect(readFlow('')).toMatchObject({ ok: false });
    expect(readFlow(`name: ${'x'.repeat(70_000)}`)).toMatchObject({ ok: false });
  });

  it('is read or refused, whatever it holds', () => {
    const words = fc.constantFrom(
      'name',
      'title',
      'steps',
      'say',
      'ask',
      'text',
      'end',
      'branch',
      'when',
      'go',
      'set',
      'tool',
      'x',
    );
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('a', 'x', 1, true, null),
        fc.dictionary(words, tie('value')),
        fc.array(tie('value'), { maxLength: 4 }),
      ),
    })).value;
    fc.assert(
      fc.property(json, (value) => {
        const read = readFlow(JSON.stringify(value) ?? '');
        expect(read.ok || read.faults.length > 0).toBe(true);
      }),
    );
  });
});
