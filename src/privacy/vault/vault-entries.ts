import { Logger } from '@nestjs/common';
import type { ContactId } from '../../common/ids.js';
import type { SealingSuite } from '../../common/sealing.js';
import type { SecretBox } from '../../common/secret-box.js';
import type { Sql, Tx } from '../../database/database.js';
import { ContactKey } from './contact-key.js';

/** A value that may be in the vault. */
export interface Finding {
  label: string;
  /** As it was written. */
  original: string;
}

/** Where a value is in the vault. */
export interface EntryName {
  label: string;
  number: number;
}

export interface Entry extends EntryName {
  original: string;
}

interface OpenedRow {
  key: Buffer;
  suite: SealingSuite;
  kind: string;
  number: number;
  sealed: Buffer;
}

/** The table `vault_entries`: the digest of a value says whether it is there, its seal what it is. */
export class VaultEntries {
  private readonly logger = new Logger(VaultEntries.name);

  constructor(private readonly box: SecretBox) {}

  /** The number of each finding that is there, in their order. */
  async numbersOf(
    sql: Sql,
    contactId: ContactId,
    key: ContactKey,
    findings: readonly Finding[],
  ): Promise<(number | undefined)[]> {
    const digests = findings.map(({ label, original }) => key.digestOf(label, original));
    const rows = await sql.rows<{ kind: string; number: number; digest: Buffer }>(
      `select e.kind, e.number, e.digest
         from unnest($2::text[], $3::bytea[]) as wanted (kind, digest)
         join vault_entries e on e.contact_id = $1 and e.kind = wanted.kind and e.digest = wanted.digest`,
      [contactId, findings.map(({ label }) => label), digests],
    );
    const numbers = new Map(rows.map(({ kind, number, digest }) => [`${kind}/${digest.toString('hex')}`, number]));
    return findings.map(({ label }, index) => numbers.get(`${label}/${digests[index]?.toString('hex')}`));
  }

  async insert(tx: Tx, contactId: ContactId, key: ContactKey, entries: readonly Entry[]): Promise<void> {
    await tx.run(
      `insert into vault_entries (contact_id, kind, number, digest, sealed)
       select $1, * from unnest($2::text[], $3::integer[], $4::bytea[], $5::bytea[])`,
      [
        contactId,
        entries.map(({ label }) => label),
        entries.map(({ number }) => number),
        entries.map(({ label, original }) => key.digestOf(label, original)),
        entries.map(({ label, number, original }) => key.seal(label, number, original)),
      ],
    );
  }

  /** Those of the names that are there. One statement: a key that another process destroyed opens nothing. */
  async open(sql: Sql, contactId: ContactId, names: readonly EntryName[]): Promise<Entry[]> {
    const rows = await sql.rows<OpenedRow>(
      `select k.sealed as key, k.suite, e.kind, e.number, e.sealed
         from contact_keys k
        cross join unnest($2::text[], $3::integer[]) as wanted (kind, number)
         join vault_entries e on e.contact_id = k.contact_id and e.kind = wanted.kind and e.number = wanted.number
        where k.contact_id = $1 and k.sealed is not null`,
      [contactId, names.map(({ label }) => label), names.map(({ number }) => number)],
    );
    return this.opened(contactId, rows);
  }

  /** The oldest of each kind first. */
  async openAll(sql: Sql, contactId: ContactId, limit: number): Promise<Entry[]> {
    const rows = await sql.rows<OpenedRow>(
      `select k.sealed as key, k.suite, e.kind, e.number, e.sealed
         from contact_keys k join vault_entries e on e.contact_id = k.contact_id
        where k.contact_id = $1 and k.sealed is not null
        order by e.kind, e.number
        limit $2`,
      [contactId, limit],
    );
    return this.opened(contactId, rows);
  }

  /** How many there are: fewer than were stored, once some were kept long enough. */
  async count(sql: Sql, contactId: ContactId): Promise<number> {
    const [row] = await sql.rows<{ count: number }>(
      'select count(*)::integer as count from vault_entries where contact_id = $1',
      [contactId],
    );
    return row?.count ?? 0;
  }

  async delete(tx: Tx, contactId: ContactId): Promise<void> {
    await tx.run('delete from vault_entries where contact_id = $1', [contactId]);
  }

  private opened(contactId: ContactId, rows: readonly OpenedRow[]): Entry[] {
    const [first] = rows;
    if (first === undefined) {
      return [];
    }
    const key = ContactKey.open(contactId, first.suite, first.key, this.box);
    return rows.flatMap(({ kind, number, sealed }) => {
      const original = this.opening(contactId, key, kind, number, sealed);
      return original === undefined ? [] : [{ label: kind, number, original }];
    });
  }

  /** One that was moved or damaged is none: a contact's other words must not be lost with it. */
  private opening(
    contactId: ContactId,
    key: ContactKey,
    kind: string,
    number: number,
    sealed: Buffer,
  ): string | undefined {
    try {
      return key.open(kind, number, sealed);
    } catch {
      this.logger.error({ contactId, kind, number }, 'an original does not open: its row was moved or damaged');
      return undefined;
    }
  }
}
