import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId, type PromptTrialId } from '../../src/common/ids.js';
import { type DueJob, DueWork } from '../../src/queue/due-work.js';
import { JobWorker } from '../../src/queue/job-worker.js';
import type { Jobs } from '../../src/queue/jobs.js';
import { Nudges } from '../../src/queue/nudges.js';
import { QueueConnection } from '../../src/queue/queue-connection.js';
import { backends } from '../setup/test-program.js';
import { TestMessaging, WAIT } from '../setup/test-messaging.js';

class Recorder extends JobWorker<'prompt.trial'> {
  handled: { trialId: PromptTrialId; at: number }[] = [];
  mayFinish = Promise.resolve();

  constructor(connection: QueueConnection) {
    super(connection, 'prompt.trial', 1);
  }

  protected async handle({ trialId }: Jobs['prompt.trial']): Promise<void> {
    this.handled.push({ trialId, at: Date.now() });
    await this.mayFinish;
  }
}

describe.each(backends)('nudges, with the queue on %s', (backend) => {
  let desk: TestMessaging;
  let recorder: Recorder;
  let due: DueJob<'prompt.trial'>[] = [];

  beforeAll(async () => {
    desk = await TestMessaging.start(backend);
    recorder = new Recorder(desk.get(QueueConnection));
    recorder.onApplicationBootstrap();
    const dueWork = desk.get(DueWork);
    dueWork.register({ name: 'prompt.trial', due: () => Promise.reject(new Error('its table is gone')) });
    dueWork.register({ name: 'prompt.trial', due: () => Promise.resolve(due) });
  });

  beforeEach(() => {
    recorder.handled = [];
    recorder.mayFinish = Promise.resolve();
    due = [];
  });

  afterAll(async () => {
    await recorder.onModuleDestroy();
    await desk.stop();
  });

  const timesOf = (trialId: PromptTrialId) => recorder.handled.filter((one) => one.trialId === trialId);

  it('fall together while one waits, and one more follows one that runs', async () => {
    const trialId = newId<PromptTrialId>();
    const nudge = (): void => desk.get(Nudges).nudgeJob('prompt.trial', { trialId }, trialId);
    let finish = (): void => undefined;
    recorder.mayFinish = new Promise((resolve) => {
      finish = resolve;
    });
    nudge();
    nudge();
    await vi.waitFor(() => expect(timesOf(trialId)).toHaveLength(1), WAIT);
    nudge();
    nudge();
    const last = newId<PromptTrialId>();
    desk.get(Nudges).nudgeJob('prompt.trial', { trialId: last }, last);
    finish();
    await vi.waitFor(() => expect([timesOf(trialId).length, timesOf(last).length]).toEqual([2, 1]), WAIT);
  });

  it('for later come later, and keep no others back', async () => {
    const trialId = newId<PromptTrialId>();
    const begun = Date.now();
    for (const delayMs of [2_500, 1_000, 0]) {
      desk.get(Nudges).nudgeJob('prompt.trial', { trialId }, trialId, delayMs);
    }
    await vi.waitFor(() => expect(timesOf(trialId)).toHaveLength(3), WAIT);
    const [first = 0, second = 0, third = 0] = timesOf(trialId).map(({ at }) => at - begun);
    expect(first).toBeLessThan(second);
    expect(second).toBeGreaterThanOrEqual(1_000);
    expect(third).toBeGreaterThanOrEqual(2_500);
  });

  it('that were lost are made again, though another part cannot say what is due', async () => {
    const trialId = newId<PromptTrialId>();
    due = [{ data: { trialId }, key: trialId }];
    await vi.waitFor(() => expect(timesOf(trialId).length).toBeGreaterThanOrEqual(2), WAIT);
  });
});
