import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { SYSTEM } from '../../common/access.js';
import type { ErrorCode } from '../../common/error-catalogue.js';
import type { ContactRequestId } from '../../common/ids.js';
import type { Tx } from '../../database/database.js';
import { Holds } from '../retention/holds.js';
import type { ContactRequest } from './contact-request-rows.js';
import { type Eraser, Erasers } from './erasers.js';
import { RequestProgress } from './request-progress.js';

const COPY_GONE: ErrorCode = 'privacy.copy-gone';

/** Takes what is held of a contact away, eraser by eraser and batch by batch: a kill repeats one batch at most. */
@Injectable()
export class ContactErasure {
  constructor(
    private readonly audit: AuditLog,
    private readonly erasers: Erasers,
    private readonly holds: Holds,
    private readonly progress: RequestProgress,
  ) {}

  /**
   * @returns the names of the erasers that are done, all of them; undefined where it was told to stop.
   * @throws {AppError} `privacy.on-hold`, where a hold was placed meanwhile: what is gone is gone.
   * @throws {OvertakenError}
   */
  async erase(open: ContactRequest, shouldStop: () => boolean): Promise<readonly string[] | undefined> {
    await this.progress.step(open, (tx) => this.forgetCopies(tx, open));
    for (const eraser of this.erasers.all()) {
      while (open.progress.done?.includes(eraser.name) !== true) {
        if (shouldStop()) {
          return undefined;
        }
        await this.step(open, eraser);
      }
    }
    await this.progress.step(open, (tx) => this.forgetCopies(tx, open)); // one may have been asked for meanwhile
    return open.progress.done ?? [];
  }

  private async step(open: ContactRequest, eraser: Eraser): Promise<void> {
    const { contact_id: contactId, created_at: askedAt, progress } = open;
    await this.progress.step(open, async (tx) => {
      await this.holds.assertFree(tx, contactId);
      const left = await eraser.erase(tx, contactId, progress.until === undefined ? askedAt : new Date(progress.until));
      const done = left === 'done' ? [...(progress.done ?? []), eraser.name] : (progress.done ?? []);
      // The first stops what is under way: what that had come to since it was asked for is erased as well.
      const until = progress.until ?? (await justAfterNow(tx));
      return { progress: { done, until }, value: undefined };
    });
  }

  /** Also those that are being written: they hold his originals. */
  private async forgetCopies(tx: Tx, { contact_id: contactId, account_id: accountId, progress }: ContactRequest) {
    await this.holds.assertFree(tx, contactId);
    const stopped = await tx.rows<{ id: ContactRequestId; request_id: string }>(
      `update contact_requests
          set status = 'failed', failure = '${COPY_GONE}', token = token + 1, finished_at = clock_timestamp()
        where contact_id = $1 and kind = 'export' and status in ('queued', 'running')
        returning id, request_id`,
      [contactId],
    );
    await tx.run(
      `with copies as (select id from contact_requests where contact_id = $1 and kind = 'export'),
            gone as (delete from contact_copies where contact_request_id in (select id from copies))
       update contact_requests set sha256 = null where id in (select id from copies) and sha256 is not null`,
      [contactId],
    );
    for (const { id: contactRequestId, request_id: requestId } of stopped) {
      await this.audit.record(
        tx,
        { actor: SYSTEM, accountId, contactId, requestId },
        { action: 'contact.request-failed', details: { contactRequestId, kind: 'export', reason: COPY_GONE } },
      );
    }
    return { progress, value: undefined };
  }
}

/** A moment in JavaScript is cut to milliseconds. */
async function justAfterNow(tx: Tx): Promise<string> {
  const [row] = await tx.rows<{ now: Date }>(`select clock_timestamp() + interval '1 millisecond' as now`);
  return (row?.now ?? new Date()).toISOString();
}
