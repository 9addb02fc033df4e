import type { ContactId } from '../../common/ids.js';
import type { SealingSuite } from '../../common/sealing.js';
import type { SecretBox } from '../../common/secret-box.js';
import type { Sql, Tx } from '../../database/database.js';
import { ContactKey } from './contact-key.js';

interface KeyRow {
  sealed: Buffer | null;
  suite: SealingSuite;
  highest: Record<string, number>;
  entries: number;
}

/** A contact's key, whose row is locked until the end of the transaction. */
export interface LockedKey {
  key: ContactKey;
  /** The highest number of each kind that was ever given. */
  highest: Readonly<Record<string, number>>;
  entries: number;
}

const COLUMNS = 'sealed, suite, highest, entries';

/** The table `contact_keys`. A row stays when its key is destroyed, so that no number is ever given twice. */
export class ContactKeys {
  constructor(
    private readonly box: SecretBox,
    private readonly suite: SealingSuite,
  ) {}

  /** Undefined while the contact has none. */
  async read(sql: Sql, contactId: ContactId): Promise<ContactKey | undefined> {
    const [row] = await sql.rows<KeyRow>(`select ${COLUMNS} from contact_keys where contact_id = $1`, [contactId]);
    return row === undefined || row.sealed === null
      ? undefined
      : ContactKey.open(contactId, row.suite, row.sealed, this.box);
  }

  /** Makes a key where there is none. */
  async lock(tx: Tx, contactId: ContactId): Promise<LockedKey> {
    const row = (await this.lockRow(tx, contactId)) ?? (await this.insertRow(tx, contactId));
    const { highest, entries } = row;
    if (row.sealed !== null) {
      return { key: ContactKey.open(contactId, row.suite, row.sealed, this.box), highest, entries };
    }
    const key = ContactKey.make(contactId, this.suite);
    await tx.run(
      `update contact_keys set sealed = $2, suite = $3, entries = 0, created_at = clock_timestamp()
        where contact_id = $1`,
      [contactId, key.sealedBy(this.box), key.suite],
    );
    return { key, highest, entries: 0 };
  }

  /** @param highest of the kinds that have new ones. */
  async count(tx: Tx, contactId: ContactId, added: number, highest: Readonly<Record<string, number>>): Promise<void> {
    await tx.run(
      'update contact_keys set entries = entries + $2, highest = highest || $3::jsonb where contact_id = $1',
      [contactId, added, JSON.stringify(highest)],
    );
  }

  /** @returns false when there was none. */
  async destroy(tx: Tx, contactId: ContactId): Promise<boolean> {
    const destroyed = await tx.run(
      `update contact_keys set sealed = null, entries = 0, forgotten_at = clock_timestamp()
        where contact_id = $1 and sealed is not null`,
      [contactId],
    );
    return destroyed === 1;
  }

  /** Two that meet a new contact at once: one waits for the other's row, and takes it. */
  private async insertRow(tx: Tx, contactId: ContactId): Promise<KeyRow> {
    const key = ContactKey.make(contactId, this.suite);
    const [, row] = await Promise.all([
      tx.run(
        'insert into contact_keys (contact_id, sealed, suite) values ($1, $2, $3) on conflict (contact_id) do nothing',
        [contactId, key.sealedBy(this.box), key.suite],
      ),
      this.lockRow(tx, contactId),
    ]);
    if (row === undefined) {
      throw new TypeError('a row of contact_keys is never removed');
    }
    return row;
  }

  private async lockRow(tx: Tx, contactId: ContactId): Promise<KeyRow | undefined> {
    const [row] = await tx.rows<KeyRow>(`select ${COLUMNS} from contact_keys where contact_id = $1 for update`, [
      contactId,
    ]);
    return row;
  }
}
