import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import { JobWorker } from '../../queue/job-worker.js';
import type { Jobs } from '../../queue/jobs.js';
import { QueueConnection } from '../../queue/queue-connection.js';
import { ContactCopies } from './contact-copies.js';
import { ContactErasure } from './contact-erasure.js';
import type { ContactRequest } from './contact-request-rows.js';
import { OvertakenError, RequestProgress } from './request-progress.js';

/** How often a request may be begun without getting any further. */
const ATTEMPTS_MAX = 10;

/** One request at a time in a process: contacts wait for nothing else here. */
@Injectable()
export class ContactRequestProcessor extends JobWorker<'privacy.request'> {
  constructor(
    connection: QueueConnection,
    private readonly progress: RequestProgress,
    private readonly copies: ContactCopies,
    private readonly erasure: ContactErasure,
  ) {
    super(connection, 'privacy.request', 1);
  }

  protected async handle({ contactRequestId }: Jobs['privacy.request']): Promise<void> {
    const open = await this.progress.begin(contactRequestId);
    if (open === undefined) {
      return;
    }
    try {
      await this.work(open);
    } catch (error) {
      if (error instanceof OvertakenError) {
        this.logger.warn({ contactRequestId }, 'a request was left to another worker');
      } else if (error instanceof AppError && error.code === 'privacy.on-hold') {
        await this.progress.fail(open, error.code);
      } else {
        throw error; // its lease runs out, and it is begun again
      }
    }
  }

  private async work(open: ContactRequest): Promise<void> {
    const { id: contactRequestId, kind } = open;
    if (open.attempts > ATTEMPTS_MAX) {
      await this.progress.fail(open, 'privacy.request-stuck');
      this.logger.error({ contactRequestId, kind }, 'a request was given up');
      return;
    }
    const isDone = kind === 'export' ? await this.copy(open) : await this.erase(open);
    if (isDone) {
      this.logger.log({ contactRequestId, kind }, 'a request was completed');
    } else {
      await this.progress.leave(open);
    }
  }

  private async copy(open: ContactRequest): Promise<boolean> {
    const written = await this.copies.write(open, () => this.isStopping);
    if (written === undefined) {
      return false;
    }
    const details = { contactRequestId: open.id, ...written };
    await this.progress.complete(open, { action: 'contact.exported', details }, written);
    return true;
  }

  private async erase(open: ContactRequest): Promise<boolean> {
    const erasers = await this.erasure.erase(open, () => this.isStopping);
    if (erasers === undefined) {
      return false;
    }
    await this.progress.complete(open, { action: 'contact.erased', details: { contactRequestId: open.id, erasers } });
    return true;
  }
}
