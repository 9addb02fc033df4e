import { Injectable } from '@nestjs/common';
import type { ContactId } from '../common/ids.js';
import { SecretBox } from '../common/secret-box.js';
import { AppConfig } from '../config/app-config.js';
import { JobWorker } from '../queue/job-worker.js';
import type { Jobs } from '../queue/jobs.js';
import { Nudges } from '../queue/nudges.js';
import { QueueConnection } from '../queue/queue-connection.js';
import { Accounts } from '../settings/accounts.js';
import { ChannelRegistry, type DeliveryResult } from './channel.js';
import { Deliveries } from './deliveries.js';
import type { Delivery } from './delivery.js';
import { type NextStep, nextStep } from './delivery-policy.js';
import { type Lease, Leases } from './leases.js';
import { openRequest } from './sealed-content.js';

/** Sends a contact's messages one after the other, and frees the worker when the next one has to wait. */
@Injectable()
export class OutboxProcessor extends JobWorker<'outbox.deliver'> {
  constructor(
    connection: QueueConnection,
    config: AppConfig,
    private readonly leases: Leases,
    private readonly deliveries: Deliveries,
    private readonly accounts: Accounts,
    private readonly channels: ChannelRegistry,
    private readonly nudges: Nudges,
    private readonly box: SecretBox,
  ) {
    super(connection, 'outbox.deliver', config.environment.WORKER_CONCURRENCY);
  }

  protected handle({ contactId }: Jobs['outbox.deliver']): Promise<void> {
    return this.leases.hold('outbox', contactId, (lease, lost) => this.sendAll(contactId, lease, lost));
  }

  private async sendAll(contactId: ContactId, lease: Lease, lost: AbortSignal): Promise<void> {
    while (!lost.aborted && !this.isStopping) {
      const delivery = await this.deliveries.next(contactId);
      if (delivery === undefined) {
        return;
      }
      if (delivery.dueInMs > 0) {
        await this.nudges.wake('outbox.deliver', contactId, Math.ceil(delivery.dueInMs));
        return;
      }
      if ((await this.deliveries.markSending(lease, delivery)) === 'sending') {
        const step = await this.send(delivery);
        if (step.kind === 'delivered' && delivery.isLast) {
          return; // what came meanwhile wants the lease, which then cannot be released
        }
      }
    }
  }

  private async send(delivery: Delivery): Promise<NextStep> {
    const result = await this.deliver(delivery);
    const step = nextStep(result, delivery.attempts + 1, delivery.ageMs);
    await this.deliveries.settle(delivery, step);
    if (step.kind !== 'delivered') {
      const { id: outboxId, requestId, accountId } = delivery;
      this.logger.warn(
        { requestId, outboxId, accountId, step: step.kind, reason: step.reason },
        'a message was not sent',
      );
    }
    return step;
  }

  /** What nobody foresaw has the bounds of any other failure: else the sweeper would have it tried without end. */
  private async deliver({
    id: outboxId,
    accountId,
    externalId,
    requestId,
    request,
  }: Delivery): Promise<DeliveryResult> {
    const account = this.accounts.byId(accountId);
    if (account === undefined) {
      return { outcome: 'retry', reason: 'account-unknown' }; // it was made in another process a moment ago
    }
    if (!account.enabled) {
      return { outcome: 'rejected', reason: 'account-disabled' };
    }
    try {
      const bytes = typeof request === 'string' ? request : openRequest(this.box, outboxId, request);
      return await this.channels.get(account.kind).deliver({ account, externalId }, bytes);
    } catch (error) {
      this.logger.error({ requestId, outboxId, accountId, err: error }, 'sending failed');
      return { outcome: 'retry', reason: 'failed' };
    }
  }
}
