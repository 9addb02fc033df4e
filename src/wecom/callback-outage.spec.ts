import 'reflect-metadata';
import { setImmediate as nextLoop } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { AppError } from '../common/app-error.js';
import { AppConfig } from '../config/app-config.js';
import { Environment } from '../config/environment.js';
import { CallbackOutage } from './callback-outage.js';

const away = new AppError('database.unavailable', 'the database is away');

function outage(mode: '503' | 'timeout'): CallbackOutage {
  const environment = Object.assign(new Environment(), { CALLBACK_OUTAGE: mode });
  return new CallbackOutage(new AppConfig(environment, '/nowhere', { masterKey: '', adminApiKey: undefined }));
}

/** The errors of what was answered, in a list that grows. */
function answers(requests: readonly Promise<never>[]): unknown[] {
  const answered: unknown[] = [];
  requests.forEach((request) => void request.catch((error: unknown) => answered.push(error)));
  return answered;
}

it('answers at once unless it is told to hold', async () => {
  await expect(outage('503').refuse(away)).rejects.toBe(away);
});

it('answers at once what has another reason', async () => {
  const stale = new AppError('callback.stale', 'old');

  await expect(outage('timeout').refuse(stale)).rejects.toBe(stale);
});

it('holds a thousand, answers those beyond at once, and all of them when the program stops', async () => {
  const holding = outage('timeout');
  const answered = answers(Array.from({ length: 1_000 }, () => holding.refuse(away)));

  await expect(holding.refuse(away)).rejects.toBe(away);
  await nextLoop();
  expect(answered).toEqual([]);

  holding.onModuleDestroy();
  await nextLoop();
  expect(answered).toHaveLength(1_000);
  expect(new Set(answered)).toEqual(new Set([away]));
  await expect(holding.refuse(away)).rejects.toBe(away);
});
