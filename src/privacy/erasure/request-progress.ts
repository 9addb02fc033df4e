import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import type { AuditDeed } from '../../audit/audit-event.js';
import { SYSTEM } from '../../common/access.js';
import type { ErrorCode } from '../../common/error-catalogue.js';
import type { ContactRequestId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import { CONTACT_REQUEST_COLUMNS, type ContactRequest, type ContactRequestProgress } from './contact-request-rows.js';

const LEASE_SECONDS = 60;

/** Somebody else works on the request by now. */
export class OvertakenError extends Error {
  constructor() {
    super('another worker has the request');
    this.name = 'OvertakenError';
  }
}

/** The working side of the requests: each step is stored with what it did, fenced by the worker's token. */
@Injectable()
export class RequestProgress {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  /** Undefined: it is done, or somebody works on it. */
  async begin(id: ContactRequestId): Promise<ContactRequest | undefined> {
    const [row] = await this.database.rows<ContactRequest>(
      `update contact_requests
          set status = 'running', attempts = attempts + 1, token = token + 1,
              lease_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
        where id = $1 and status in ('queued', 'running') and lease_until < clock_timestamp()
        returning ${CONTACT_REQUEST_COLUMNS}`,
      [id],
    );
    return row;
  }

  /**
   * One step, which stands or falls with `work`.
   * @throws {OvertakenError} and nothing is stored.
   */
  step<T>(open: ContactRequest, work: (tx: Tx) => Promise<{ progress: ContactRequestProgress; value: T }>): Promise<T> {
    return this.database.transaction(async (tx) => {
      await this.assertOurs(tx, open);
      const { progress, value } = await work(tx);
      await tx.run(
        `update contact_requests
            set progress = $2, attempts = 0, lease_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
          where id = $1`,
        [open.id, JSON.stringify(progress)],
      );
      open.progress = progress;
      return value;
    });
  }

  /** @throws {OvertakenError} */
  async complete(open: ContactRequest, deed: AuditDeed, copy?: { bytes: number; sha256: string }): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.assertOurs(tx, open);
      await tx.run(
        `update contact_requests set status = 'completed', finished_at = clock_timestamp(), bytes = $2, sha256 = $3
          where id = $1`,
        [open.id, copy?.bytes ?? null, copy?.sha256 ?? null],
      );
      await this.audit.record(tx, scopeOf(open), deed);
    });
  }

  /** @throws {OvertakenError} */
  async fail(open: ContactRequest, code: ErrorCode): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.assertOurs(tx, open);
      await tx.run(
        `update contact_requests set status = 'failed', failure = $2, finished_at = clock_timestamp() where id = $1`,
        [open.id, code],
      );
      await tx.run('delete from contact_copies where contact_request_id = $1', [open.id]);
      const details = { contactRequestId: open.id, kind: open.kind, reason: code };
      await this.audit.record(tx, scopeOf(open), { action: 'contact.request-failed', details });
    });
  }

  /** Leaves it to whoever comes next, at once. */
  async leave({ id, token }: ContactRequest): Promise<void> {
    await this.database.run(
      `update contact_requests set lease_until = clock_timestamp() where id = $1 and token = $2 and status = 'running'`,
      [id, token],
    );
  }

  private async assertOurs(tx: Tx, { id, token }: ContactRequest): Promise<void> {
    const rows = await tx.rows(
      `select 1 from contact_requests where id = $1 and token = $2 and status = 'running' for update`,
      [id, token],
    );
    if (rows.length === 0) {
      throw new OvertakenError();
    }
  }
}

function scopeOf({ account_id: accountId, contact_id: contactId, request_id: requestId }: ContactRequest) {
  return { actor: SYSTEM, accountId, contactId, requestId };
}
