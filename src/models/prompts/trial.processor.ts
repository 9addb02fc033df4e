import { Injectable } from '@nestjs/common';
import type { PromptTrialId } from '../../common/ids.js';
import { JobWorker } from '../../queue/job-worker.js';
import type { Jobs } from '../../queue/jobs.js';
import { QueueConnection } from '../../queue/queue-connection.js';
import { PromptTrials } from './prompt-trials.js';
import { type OpenTrial, OvertakenError, TrialProgress } from './trial-progress.js';
import { type TrialAnswer, PromptTrialRunners } from './trial-runner.js';

const RESUME_EVERY_MS = 15_000;
/** How often a trial may be begun without getting any further. */
const ATTEMPTS_MAX = 5;
/** For one answer: as long as nobody takes the trial for lost. */
const DEADLINE_MS = 60_000;

/**
 * One trial at a time in a process, and one question at a time: contacts wait for the same models. Progress commits with
 * each question, so that a kill repeats one.
 */
@Injectable()
export class PromptTrialProcessor extends JobWorker<'prompt.trial'> {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    connection: QueueConnection,
    private readonly trials: PromptTrials,
    private readonly progress: TrialProgress,
    private readonly runners: PromptTrialRunners,
  ) {
    super(connection, 'prompt.trial', 1);
  }

  override onApplicationBootstrap(): void {
    super.onApplicationBootstrap();
    this.timer = setInterval(() => void this.resume(), RESUME_EVERY_MS);
  }

  override async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await super.onModuleDestroy();
  }

  protected async handle({ trialId }: Jobs['prompt.trial']): Promise<void> {
    try {
      await this.run(trialId);
    } catch (error) {
      if (!(error instanceof OvertakenError) && !this.patience.signal.aborted) {
        throw error;
      }
      this.logger.warn({ trialId }, 'a trial was left to another worker');
    }
  }

  private async run(id: PromptTrialId): Promise<void> {
    const open = await this.progress.begin(id);
    if (open === undefined) {
      return;
    }
    if (open.attempts > ATTEMPTS_MAX) {
      await this.progress.fail(open, { code: 'prompt.trial-stuck', message: 'it was begun again and again' });
      this.logger.error({ trialId: id }, 'a trial failed');
      return;
    }
    for (let ordinal = open.processed; ordinal < open.total; ordinal++) {
      if (this.isStopping) {
        return;
      }
      const text = await this.progress.question(open, ordinal);
      const [before, after] = await Promise.all([
        this.answer(open, open.against, text),
        this.answer(open, open.version, text),
      ]);
      await this.progress.advance(open, { ordinal, before, after });
    }
    const { questions, changed } = await this.progress.complete(open);
    this.logger.log({ trialId: id, questions, changed }, 'a trial was completed');
  }

  private answer(open: OpenTrial, promptVersion: string, text: string): Promise<TrialAnswer> {
    const question = {
      text,
      promptVersion,
      accountId: open.account_id ?? undefined,
      language: open.language ?? undefined,
    };
    return this.runners.current.answer(question, { signal: this.patience.signal, deadlineMs: DEADLINE_MS });
  }

  private async resume(): Promise<void> {
    try {
      await this.trials.resume();
    } catch (error) {
      this.logger.warn({ error: String(error) }, 'trials were not looked for');
    }
  }
}
