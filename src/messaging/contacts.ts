import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import type { Principal } from '../common/access.js';
import { NotFoundError } from '../common/app-error.js';
import { assertMatch } from '../common/entity-tag.js';
import type { AccountId, ContactId } from '../common/ids.js';
import { Database, type Sql } from '../database/database.js';
import { PersonalData } from '../privacy/detection/personal-data.js';

/** Whoever has written, or was written to. */
export interface Contact {
  id: ContactId;
  accountId: AccountId;
  externalId: string;
  /** What the enterprise says of this person, such as `vip`. */
  tags: readonly string[];
  version: number;
  createdAt: Date;
  lastSeenAt: Date;
}

interface Row {
  id: ContactId;
  account_id: AccountId;
  external_id: string;
  tags: string[];
  version: number;
  created_at: Date;
  last_seen_at: Date;
}

const COLUMNS = 'id, account_id, external_id, tags, version, created_at, last_seen_at';

/** The people of the conversations, and their tags. */
@Injectable()
export class Contacts {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly personalData: PersonalData,
  ) {}

  async find(id: ContactId, sql: Sql = this.database): Promise<Contact | undefined> {
    const [row] = await sql.rows<Row>(`select ${COLUMNS} from contacts where id = $1`, [id]);
    return row === undefined ? undefined : toContact(row);
  }

  /** None for somebody who is not known. */
  async tagsOf(id: ContactId, sql: Sql = this.database): Promise<readonly string[]> {
    return (await this.find(id, sql))?.tags ?? [];
  }

  /**
   * These tags, and no others, from now on.
   * @throws {NotFoundError}
   * @throws {PreconditionFailedError}
   */
  setTags(
    id: ContactId,
    tags: readonly string[],
    change: { actor: Principal; requestId: string; ifMatch?: string | undefined },
  ): Promise<Contact> {
    const after = [...new Set(tags)].toSorted();
    return this.database.transaction(async (tx) => {
      const [row] = await tx.rows<Row>(`select ${COLUMNS} from contacts where id = $1 for update`, [id]);
      if (row === undefined) {
        throw new NotFoundError('the contact');
      }
      assertMatch(change.ifMatch, row.version);
      if (row.tags.join('\n') === after.join('\n')) {
        return toContact(row);
      }
      await tx.run('update contacts set tags = $2, version = version + 1 where id = $1', [id, after]);
      const scope = { actor: change.actor, accountId: row.account_id, contactId: id, requestId: change.requestId };
      await this.audit.record(tx, scope, {
        action: 'contact.tags-changed',
        details: { before: this.masked(row.tags), after: this.masked(after) },
      });
      return { ...toContact(row), tags: after, version: row.version + 1 };
    });
  }

  /** Tags go with their contact, events stay. */
  private masked(tags: readonly string[]): string[] {
    return tags.map((tag) => this.personalData.mask(tag));
  }
}

function toContact(row: Row): Contact {
  return {
    id: row.id,
    accountId: row.account_id,
    externalId: row.external_id,
    tags: row.tags,
    version: row.version,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
  };
}
