import { Injectable } from '@nestjs/common';
import { Metrics } from '../common/metrics.js';
import { JobWorker } from '../queue/job-worker.js';
import type { Jobs } from '../queue/jobs.js';
import { QueueConnection } from '../queue/queue-connection.js';
import { type Dispatch, Dispatches, LEASE_SECONDS } from './dispatches.js';
import { jobsOfAll, Lanes } from './lanes.js';
import { nextStep, type SendResult } from './notification-policy.js';
import { Senders } from './senders.js';
import { SINKS_MAX } from './sinks.js';

/** Two, so that all places are taken soon. */
const CALLED = 2;

/** Sends what is due, each lane by itself. */
@Injectable()
export class NotificationProcessor extends JobWorker<'notification.send'> {
  private readonly lanes = new Lanes();
  private readonly results;

  constructor(
    connection: QueueConnection,
    metrics: Metrics,
    private readonly dispatches: Dispatches,
    private readonly senders: Senders,
  ) {
    super(connection, 'notification.send', jobsOfAll(SINKS_MAX));
    this.results = metrics.counter('notifications_total', 'Attempts to notify, by what came of them.', [
      'sink',
      'result',
    ]);
  }

  protected handle({ lane }: Jobs['notification.send']): Promise<void> {
    return this.join(lane);
  }

  private join(lane: string): Promise<void> {
    return this.lanes.run(lane, () => this.sendDue(lane));
  }

  /**
   * Where there is one there may be more: whoever finds one calls others, as long as the lane has places.
   * @throws what the first of them failed with, once all have ended.
   */
  private async sendDue(lane: string): Promise<void> {
    const first = await this.next(lane);
    if (first === undefined) {
      return;
    }
    const others = Array.from({ length: CALLED }, () => this.join(lane));
    const ends = await Promise.allSettled([this.sendFrom(lane, first), ...others]);
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed !== undefined) {
      throw failed.reason;
    }
  }

  private async sendFrom(lane: string, first: Dispatch): Promise<void> {
    for (let dispatch: Dispatch | undefined = first; dispatch !== undefined; dispatch = await this.next(lane)) {
      await this.send(dispatch);
    }
  }

  private async next(lane: string): Promise<Dispatch | undefined> {
    return this.isStopping ? undefined : this.dispatches.takeNext(lane);
  }

  private async send(dispatch: Dispatch): Promise<void> {
    const { id: notificationId, event, kind, attempts, ageMs, requestId } = dispatch;
    const result = await this.sendUnderLease(dispatch);
    const hasFallback = dispatch.fallback !== null && !dispatch.usesFallback;
    const step = nextStep(result, { kind, attempts, ageMs, hasFallback });
    await this.dispatches.settle(dispatch, step);
    this.results.inc({ sink: kind, result: step.kind });
    if (step.kind !== 'delivered') {
      this.logger.warn(
        { requestId, notificationId, event, kind, step: step.kind, reason: step.reason },
        'a notification was not sent',
      );
    }
  }

  /** What nobody foresaw has the bounds of any other failure. */
  private async sendUnderLease(dispatch: Dispatch): Promise<SendResult> {
    const renewal = setInterval(
      () => void this.dispatches.renew(dispatch).catch(() => undefined), // the next renewal follows soon enough
      (LEASE_SECONDS * 1_000) / 3,
    );
    try {
      return await this.senders.send(dispatch);
    } catch (error) {
      const { id: notificationId, requestId } = dispatch;
      this.logger.error({ requestId, notificationId, err: error }, 'notifying failed');
      return { outcome: 'retry', reason: 'failed' };
    } finally {
      clearInterval(renewal);
    }
  }
}
