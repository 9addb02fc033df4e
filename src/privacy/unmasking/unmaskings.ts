import { isDeepStrictEqual } from 'node:util';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { authorOf, type Principal, SYSTEM } from '../../common/access.js';
import { AppError, InvalidRequestError, NotFoundError } from '../../common/app-error.js';
import { Chores } from '../../common/chores.js';
import { type ContactId, newId } from '../../common/ids.js';
import { AppConfig } from '../../config/app-config.js';
import { Database, type Tx } from '../../database/database.js';
import { Settings } from '../../settings/settings.js';
import { PersonalData } from '../detection/personal-data.js';
import { formatPlaceholder } from '../detection/placeholder.js';
import { Vault } from '../vault/vault.js';
import { Reveals } from './reveals.js';
import {
  type NewUnmasking,
  type UnmaskingRow,
  UnmaskingRows,
  type UnmaskingScope,
  type UnmaskingState,
} from './unmasking-rows.js';
import { targetsOf } from './unmasking-targets.js';

/** A placeholder and what it stands for. */
export interface Original {
  contactId: ContactId;
  placeholder: string;
  original: string;
}

export interface Unmasking {
  row: UnmaskingRow;
  /** Undefined: they are not shown now, or not to this caller. What is not in the vault any more is not among them. */
  originals: Original[] | undefined;
}

interface Doer {
  actor: Principal;
  requestId: string;
}

/** More at once is no look at something, but a copy of it. */
const ORIGINALS_MAX = 200;
const OPEN_MAX = 100;

/**
 * Who is allowed to and says why sees originals; where four eyes are wanted (`privacy.fourEyes`), somebody else approves
 * first. What was seen is an event before it is answered; the values themselves are in no event.
 */
@Injectable()
export class Unmaskings implements OnModuleInit {
  private readonly rows = new UnmaskingRows();

  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly settings: Settings,
    private readonly personalData: PersonalData,
    private readonly vault: Vault,
    private readonly reveals: Reveals,
    private readonly chores: Chores,
    private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    if (this.config.runsJobs) {
      this.chores.register({ name: 'expire-unmaskings', run: () => this.expire() });
    }
  }

  /**
   * Shows the originals, or asks for somebody's approval.
   * @throws {NotFoundError} for a contact or a message that there is not.
   * @throws {InvalidRequestError} for what is no placeholder, and for more than is shown at once.
   * @throws {AppError} `privacy.unmaskings-waiting`
   */
  async request(scope: UnmaskingScope, reason: string, doer: Doer): Promise<Unmasking> {
    const needsApproval = this.settings.get('privacy.fourEyes');
    const asked: NewUnmasking = {
      ...scope,
      id: newId(),
      requestedBy: doer.actor,
      reason: this.personalData.mask(reason),
      state: needsApproval ? 'requested' : 'revealed',
    };
    return this.database.transaction(async (tx) => {
      const row = await this.store(tx, asked, doer);
      return { row, originals: needsApproval ? undefined : await this.reveal(tx, row, doer) };
    });
  }

  /**
   * @throws {NotFoundError}
   * @throws {AppError} `access.forbidden` for whoever asked himself, `privacy.unmasking-closed`.
   */
  async decide(id: string, isApproved: boolean, note: string | undefined, doer: Doer): Promise<UnmaskingRow> {
    return this.database.transaction(async (tx) => {
      const row = await this.locked(tx, id);
      if (isBy(row, doer.actor)) {
        throw new AppError('access.forbidden', 'somebody else than who asked has to decide');
      }
      if (row.state !== 'requested') {
        throw new AppError('privacy.unmasking-closed', `the request is ${row.state}`);
      }
      const said = note === undefined ? null : this.personalData.mask(note);
      const state = isApproved ? 'approved' : 'refused';
      await this.rows.decide(tx, id, { state, by: doer.actor, note: said });
      await this.audit.record(
        tx,
        { ...doer, ...(row.contactId !== null && { contactId: row.contactId }) },
        { action: `unmasking.${state}`, details: { unmaskingId: id, note: said } },
      );
      return this.locked(tx, id);
    });
  }

  /**
   * The request; with the originals once, for who asked, while they are approved.
   * @throws {NotFoundError}
   */
  async fetch(id: string, doer: Doer): Promise<Unmasking> {
    return this.database.transaction(async (tx) => {
      const row = await this.locked(tx, id);
      if (row.state !== 'approved' || !isBy(row, doer.actor)) {
        return { row, originals: undefined };
      }
      await this.rows.markRevealed(tx, id);
      const originals = await this.reveal(tx, row, doer);
      return { row: await this.locked(tx, id), originals };
    });
  }

  /** Newest first; `before` is the id of the last of the page before. */
  list(state: UnmaskingState | undefined, before: string | undefined, limit: number): Promise<UnmaskingRow[]> {
    return this.rows.list(this.database, state, before, limit);
  }

  /** What nobody decided or fetched in time is closed. */
  async expire(): Promise<void> {
    await this.database.transaction(async (tx) => {
      for (const unmaskingId of await this.rows.markExpired(tx)) {
        await this.audit.record(tx, { actor: SYSTEM }, { action: 'unmasking.expired', details: { unmaskingId } });
      }
    });
  }

  private async store(tx: Tx, asked: NewUnmasking, doer: Doer): Promise<UnmaskingRow> {
    await targetsOf(tx, asked);
    if (asked.state === 'requested' && (await this.rows.countOpen(tx)) >= OPEN_MAX) {
      throw new AppError('privacy.unmaskings-waiting', `${OPEN_MAX} requests wait already`);
    }
    const { id, contactId, messageIds, placeholders, reason } = asked;
    await this.audit.record(
      tx,
      { ...doer, ...(contactId !== null && { contactId }) },
      { action: 'unmasking.requested', details: { unmaskingId: id, messageIds, placeholders, reason } },
    );
    return this.rows.insert(tx, asked);
  }

  private async reveal(tx: Tx, row: UnmaskingRow, { actor, requestId }: Doer): Promise<Original[]> {
    const shown: Original[] = [];
    for (const { contactId, accountId, conversationId, placeholders } of await targetsOf(tx, row)) {
      const entries =
        placeholders === undefined
          ? await this.vault.allOriginals(tx, contactId, ORIGINALS_MAX + 1)
          : await this.vault.originals(tx, contactId, placeholders);
      const originals = entries.map(({ label, number, original }) => ({
        contactId,
        placeholder: formatPlaceholder(label, number),
        original,
      }));
      shown.push(...originals);
      if (shown.length > ORIGINALS_MAX) {
        throw new InvalidRequestError(`these are more than ${ORIGINALS_MAX} originals: name fewer placeholders`);
      }
      await this.reveals.record(
        tx,
        { actor, requestId, accountId, ...(conversationId !== undefined && { conversationId }) },
        {
          contactId,
          placeholders: originals.map(({ placeholder }) => placeholder),
          reason: row.reason,
          unmaskingId: row.id,
        },
      );
    }
    return shown;
  }

  private async locked(tx: Tx, id: string): Promise<UnmaskingRow> {
    const row = await this.rows.locked(tx, id);
    if (row === undefined) {
      throw new NotFoundError('the request to see originals');
    }
    return row;
  }
}

function isBy({ requestedBy }: UnmaskingRow, principal: Principal): boolean {
  return isDeepStrictEqual(requestedBy, authorOf(principal));
}
