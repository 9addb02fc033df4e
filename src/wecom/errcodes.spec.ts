import { describe, expect, it } from 'vitest';
import { errcodeRemedy } from './errcode-remedies.js';
import { type ErrcodeAction, errcodeEntry, knownErrcodes } from './errcodes.js';

describe('errcodeEntry', () => {
  it.each<[number, ErrcodeAction]>([
    [0, 'ok'],
    [-1, 'retry'],
    [6000, 'retry'],
    [45033, 'retry'],
    [40001, 'refresh-token'],
    [40014, 'refresh-token'],
    [42001, 'refresh-token'],
    [40013, 'fix'],
    [42027, 'fix'],
    [42051, 'fix'],
    [60020, 'fix'],
    [60111, 'drop'],
    [45002, 'narrow'],
    [301007, 'stop'],
  ])('knows what %i asks for', (errcode, action) => {
    expect(errcodeEntry(errcode).action).toBe(action);
  });

  it('waits for the window of a frequency limit', () => {
    expect(errcodeEntry(45009)).toMatchObject({ action: 'retry', afterMs: 60_000 });
  });

  it('does not retry what it does not know', () => {
    expect(errcodeEntry(42052).action).toBe('fix');
  });
});

describe('errcodeRemedy', () => {
  it('has one in both languages for every errcode that is known', () => {
    const unknown = errcodeRemedy(-99_999);
    const without = knownErrcodes().filter((errcode) => errcodeRemedy(errcode) === unknown);

    expect(without).toEqual([]);
    for (const { en, zh } of [unknown, ...knownErrcodes().map(errcodeRemedy)]) {
      expect(en).toMatch(/^[A-Z].*\.$/);
      expect(zh).toMatch(/\p{Script=Han}.*。$/u);
    }
  });
});
