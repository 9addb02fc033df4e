import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { Holds } from '../retention/holds.js';
import type { ContactRequest } from './contact-request-rows.js';
import { type Eraser, Erasers } from './erasers.js';
import { RequestProgress } from './request-progress.js';

/** Takes what is held of a contact away, eraser by eraser and batch by batch: a kill repeats one batch at most. */
@Injectable()
export class ContactErasure {
  constructor(
    private readonly database: Database,
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
    await this.forgetEarlierCopies(open);
    for (const eraser of this.erasers.all()) {
      while (open.progress.done?.includes(eraser.name) !== true) {
        if (shouldStop()) {
          return undefined;
        }
        await this.step(open, eraser);
      }
    }
    return open.progress.done ?? [];
  }

  private async step(open: ContactRequest, eraser: Eraser): Promise<void> {
    const { contact_id: contactId, created_at: until, progress } = open;
    await this.progress.step(open, async (tx) => {
      await this.holds.assertFree(tx, contactId);
      const left = await eraser.erase(tx, contactId, until);
      const done = left === 'done' ? [...(progress.done ?? []), eraser.name] : (progress.done ?? []);
      return { progress: { done }, value: undefined };
    });
  }

  private async forgetEarlierCopies({ contact_id: contactId }: ContactRequest): Promise<void> {
    await this.database.run(
      `with copies as (select id from contact_requests where contact_id = $1 and kind = 'export' and sha256 is not null),
            gone as (delete from contact_copies where contact_request_id in (select id from copies))
       update contact_requests set sha256 = null where id in (select id from copies)`,
      [contactId],
    );
  }
}
