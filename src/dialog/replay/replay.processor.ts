import { Injectable } from '@nestjs/common';
import { asId, type ReplayId, type RouteId } from '../../common/ids.js';
import type { PickedRoute } from '../../models/routes/route.js';
import { Routes } from '../../models/routes/routes.js';
import { JobWorker } from '../../queue/job-worker.js';
import type { Jobs } from '../../queue/jobs.js';
import { QueueConnection } from '../../queue/queue-connection.js';
import { outcomeOf, replyOf } from '../decision.js';
import { answerOf, type PastTurn, PastTurns } from './past-turns.js';
import { type Compared, type OpenReplay, OvertakenError, ReplayProgress } from './replay-progress.js';
import type { ReplayWay } from './replay-rows.js';
import { compareAnswers } from './replayed-answer.js';
import { Replays } from './replays.js';
import { TrialAnswering } from './trial-answering.js';

const RESUME_EVERY_MS = 15_000;
/** How often a replay may be begun without getting any further. */
const ATTEMPTS_MAX = 5;
/** For one answer: as long as nobody takes the replay for lost. */
const BUDGET_MS = 60_000;

/**
 * One replay at a time in a process, and one question at a time: contacts wait for the same models. Progress commits with
 * each question, so that a kill repeats one.
 */
@Injectable()
export class ReplayProcessor extends JobWorker<'dialog.replay'> {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    connection: QueueConnection,
    private readonly replays: Replays,
    private readonly progress: ReplayProgress,
    private readonly pastTurns: PastTurns,
    private readonly answering: TrialAnswering,
    private readonly routes: Routes,
  ) {
    super(connection, 'dialog.replay', 1);
  }

  override onApplicationBootstrap(): void {
    super.onApplicationBootstrap();
    this.timer = setInterval(() => void this.resume(), RESUME_EVERY_MS);
  }

  override async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await super.onModuleDestroy();
  }

  protected async handle({ replayId }: Jobs['dialog.replay']): Promise<void> {
    try {
      await this.run(replayId);
    } catch (error) {
      if (!(error instanceof OvertakenError) && !this.patience.signal.aborted) {
        throw error;
      }
      this.logger.warn({ replayId }, 'a replay was left to another worker');
    }
  }

  private async run(id: ReplayId): Promise<void> {
    const open = await this.progress.begin(id);
    if (open === undefined) {
      return;
    }
    if (open.attempts > ATTEMPTS_MAX) {
      await this.progress.fail(open, { code: 'dialog.replay-stuck', message: 'it was begun again and again' });
      this.logger.error({ replayId: id }, 'a replay failed');
      return;
    }
    for (let ordinal = open.processed; ordinal < open.total; ordinal++) {
      if (this.isStopping) {
        return;
      }
      const past = await this.pastTurns.get(await this.progress.turnId(open, ordinal));
      await this.progress.advance(open, ordinal, past && (await this.replay(open, past)));
    }
    const { questions } = await this.progress.complete(open);
    this.logger.log({ replayId: id, questions }, 'a replay was completed');
  }

  private async replay({ way }: OpenReplay, { subject, answer: before }: PastTurn): Promise<Compared> {
    const startedAt = performance.now();
    const { decision, explanation } = await this.answering.think(
      { ...subject, budgetMs: BUDGET_MS, signal: this.patience.signal },
      (picked) => this.goes(way, picked, subject.contactId),
    );
    const milliseconds = Math.round(performance.now() - startedAt);
    const came = { outcome: outcomeOf(decision), reason: decision.reason };
    const after = answerOf(explanation, came, replyOf(decision) ?? null, milliseconds);
    return { before, after, change: compareAnswers(before, after) };
  }

  private goes(
    { routeId, promptVersion, knowledge }: ReplayWay,
    picked: PickedRoute,
    contactId: PastTurn['subject']['contactId'],
  ): PickedRoute {
    const route = routeId === undefined ? picked : (this.routes.through(asId<RouteId>(routeId), contactId) ?? picked);
    return {
      ...route,
      ...(promptVersion !== undefined && { promptVersion }),
      ...(knowledge !== undefined && { knowledge }),
    };
  }

  private async resume(): Promise<void> {
    try {
      await this.replays.resume();
    } catch (error) {
      this.logger.warn({ error: String(error) }, 'replays were not looked for');
    }
  }
}
