import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { authorOf, type Principal } from '../../common/access.js';
import { NotFoundError } from '../../common/app-error.js';
import { Chores } from '../../common/chores.js';
import { type AccountId, type ContactId, type ContactRequestId, newId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import { DueWork } from '../../queue/due-work.js';
import { Nudges } from '../../queue/nudges.js';
import { PersonalData } from '../detection/personal-data.js';
import { Holds } from '../retention/holds.js';
import { CONTACT_REQUEST_COLUMNS, type ContactRequest, type ContactRequestKind } from './contact-request-rows.js';

const DUE_MAX = 100;
const KEPT_DAYS = 7;

/** What is asked for in contacts' names. The row is the truth; its job only says that there is something to do. */
@Injectable()
export class ContactRequests implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly holds: Holds,
    private readonly nudges: Nudges,
    private readonly dueWork: DueWork,
    private readonly chores: Chores,
    private readonly personalData: PersonalData,
  ) {}

  onModuleInit(): void {
    this.dueWork.register({ name: 'privacy.request', due: () => this.due() });
    this.chores.register({ name: 'contact-copies', run: () => this.removeOldCopies() });
  }

  /**
   * Where one of the kind is under way for the contact, that one is answered.
   * @throws {NotFoundError} for a contact that is not known.
   * @throws {AppError} `privacy.on-hold`, of an erasure.
   */
  async request(
    kind: ContactRequestKind,
    contactId: ContactId,
    writtenReason: string,
    { actor, requestId }: { actor: Principal; requestId: string },
  ): Promise<ContactRequest> {
    const reason = this.personalData.mask(writtenReason);
    return this.database.transaction(async (tx) => {
      const [contact] = await tx.rows<{ account_id: AccountId }>(
        'select account_id from contacts where id = $1 for update',
        [contactId],
      );
      if (contact === undefined) {
        throw new NotFoundError('the contact');
      }
      const open = await this.openOf(tx, kind, contactId);
      if (open !== undefined) {
        return open;
      }
      if (kind === 'erasure') {
        await this.holds.assertFree(tx, contactId);
      }
      const row = await this.insert(tx, kind, { contactId, accountId: contact.account_id, reason, actor, requestId });
      await this.audit.record(
        tx,
        { actor, accountId: row.account_id, contactId, requestId },
        {
          action: kind === 'export' ? 'contact.export-requested' : 'contact.erasure-requested',
          details: { contactRequestId: row.id, reason },
        },
      );
      tx.afterCommit(() => this.nudges.nudgeJob('privacy.request', { contactRequestId: row.id }, row.id));
      return row;
    });
  }

  /** @throws {NotFoundError} */
  async get(id: string): Promise<ContactRequest> {
    const [row] = await this.database.rows<ContactRequest>(
      `select ${CONTACT_REQUEST_COLUMNS} from contact_requests where id = $1`,
      [id],
    );
    if (row === undefined) {
      throw new NotFoundError('the request');
    }
    return row;
  }

  /** Newest first; `before` is the id of the last of the page before. */
  list(
    { contactId, accountId }: { contactId: string | undefined; accountId: string | undefined },
    before: string | undefined,
    limit: number,
  ): Promise<ContactRequest[]> {
    return this.database.rows<ContactRequest>(
      `select ${CONTACT_REQUEST_COLUMNS} from contact_requests
        where ($1::uuid is null or contact_id = $1) and ($2::uuid is null or account_id = $2)
          and ($3::uuid is null or id < $3)
        order by id desc limit $4`,
      [contactId ?? null, accountId ?? null, before ?? null, limit],
    );
  }

  private async openOf(tx: Tx, kind: ContactRequestKind, contactId: ContactId): Promise<ContactRequest | undefined> {
    const [row] = await tx.rows<ContactRequest>(
      `select ${CONTACT_REQUEST_COLUMNS} from contact_requests
        where contact_id = $1 and kind = $2 and status in ('queued', 'running')`,
      [contactId, kind],
    );
    return row;
  }

  private async insert(
    tx: Tx,
    kind: ContactRequestKind,
    asked: { contactId: ContactId; accountId: AccountId; reason: string; actor: Principal; requestId: string },
  ): Promise<ContactRequest> {
    const { contactId, accountId, reason, actor, requestId } = asked;
    const [row] = await tx.rows<ContactRequest>(
      `insert into contact_requests (id, contact_id, account_id, kind, reason, created_by, request_id)
       values ($1, $2, $3, $4, $5, $6, $7) returning ${CONTACT_REQUEST_COLUMNS}`,
      [newId<ContactRequestId>(), contactId, accountId, kind, reason, JSON.stringify(authorOf(actor)), requestId],
    );
    if (row === undefined) {
      throw new TypeError('an inserted row was not returned');
    }
    return row;
  }

  private async due() {
    const rows = await this.database.rows<{ id: ContactRequestId }>(
      `select id from contact_requests
        where status in ('queued', 'running') and lease_until < clock_timestamp()
          and created_at < clock_timestamp() - interval '2 seconds'
        order by lease_until limit ${DUE_MAX}`,
    );
    return rows.map(({ id }) => ({ data: { contactRequestId: id }, key: id }));
  }

  /** A copy holds a contact's own data in clear, under one seal: it is not left lying. */
  private async removeOldCopies(): Promise<void> {
    await this.database.run(
      `with old as (
         select id from contact_requests
          where sha256 is not null and finished_at < clock_timestamp() - make_interval(days => ${KEPT_DAYS})
          order by finished_at limit ${DUE_MAX}),
       gone as (delete from contact_copies where contact_request_id in (select id from old))
       update contact_requests set sha256 = null where id in (select id from old)`,
    );
  }
}
