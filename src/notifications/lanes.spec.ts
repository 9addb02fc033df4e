import { expect, it } from 'vitest';
import { notificationIdOf } from '../common/ids.js';
import { jobsOf, Lanes, nudgeKeyOf, placesOf, WECOM_LANE } from './lanes.js';

const nothing = (): Promise<void> => Promise.resolve();

it('runs as many of a lane as it has places, and of each lane by itself', async () => {
  const lanes = new Lanes();
  const { promise, resolve } = Promise.withResolvers<void>();
  const runs: string[] = [];
  const running = ['sink-a', 'sink-a', 'sink-b'].map((lane) =>
    lanes.run(lane, () => {
      runs.push(lane);
      return promise;
    }),
  );

  expect(runs).toEqual(['sink-a', 'sink-b']);
  resolve();
  await Promise.all(running);
});

it('does it once more for what found no place', async () => {
  const lanes = new Lanes();
  const { promise, resolve } = Promise.withResolvers<void>();
  let runs = 0;
  const work = (): Promise<void> => {
    runs += 1;
    return promise;
  };
  const running = [lanes.run('sink', work)];
  await lanes.run('sink', () => Promise.reject(new Error('must not run')));
  resolve();
  await Promise.all(running);

  expect(runs).toBe(2);
});

it('gives the place back after a failure', async () => {
  const lanes = new Lanes();
  for (let n = 0; n < placesOf('sink'); n += 1) {
    await expect(lanes.run('sink', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  }
  let ran = false;
  await lanes.run('sink', () => {
    ran = true;
    return nothing();
  });

  expect(ran).toBe(true);
});

it('has few keys for a lane, so that most nudges fall together', () => {
  const ids = Array.from({ length: 2_000 }, (_, n) => notificationIdOf('key', `${n}`));

  expect(new Set(ids.map((id) => nudgeKeyOf(WECOM_LANE, id))).size).toBe(jobsOf(WECOM_LANE));
  expect(new Set(ids.map((id) => nudgeKeyOf('sink', id))).size).toBe(jobsOf('sink'));
});
