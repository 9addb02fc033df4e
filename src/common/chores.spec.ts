import { Logger } from '@nestjs/common';
import { expect, it } from 'vitest';
import { Chores } from './chores.js';

it('a chore that fails leaves the others their turn', async () => {
  Logger.overrideLogger(false);
  const chores = new Chores();
  const done: string[] = [];
  const chore = (name: string, isBroken = false) => ({
    name,
    run: async () => {
      if (isBroken) {
        throw new Error('the disk is full');
      }
      done.push(name);
    },
  });
  [chore('first'), chore('broken', true), chore('last')].forEach((one) => chores.register(one));

  await chores.doAll();

  expect(done).toEqual(['first', 'last']);
});
