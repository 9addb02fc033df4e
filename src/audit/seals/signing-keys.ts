import type { KeyObject } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { type Principal, SYSTEM } from '../../common/access.js';
import { SecretBox } from '../../common/secret-box.js';
import { AppConfig } from '../../config/app-config.js';
import { Database, type Sql, type Tx } from '../../database/database.js';
import { AuditLog } from '../audit-log.js';
import { canonicalFields } from './canonical.js';
import {
  fingerprintOf,
  newKeyPair,
  privateKeyOf,
  privatePem,
  publicKeyOf,
  publicPem,
  type SignatureAlgorithm,
  signText,
} from './signatures.js';

/** One key is made at a time, in whichever process. */
const LOCK = 0x6b657973; // "keys"

export interface KeyRow {
  id: string;
  algorithm: SignatureAlgorithm;
  /** PEM. */
  public_key: string;
  sealed_private: Buffer;
  predecessor: string | null;
  endorsement: Buffer | null;
  created_at: Date;
  retired_at: Date | null;
}

/** What a signature says besides itself; `signature` verifies over the UTF-8 of what was signed. */
export interface Signed {
  /** The fingerprint of the key. */
  keyId: string;
  algorithm: SignatureAlgorithm;
  signature: Buffer;
}

export interface SigningKey {
  id: string;
  algorithm: SignatureAlgorithm;
  sign(text: string): Buffer;
}

/** The context under which a private key is sealed. */
export function keyContext(id: string): string {
  return `audit-key/${id}`;
}

/** What a key signs of its successor: whoever trusts the one may trust the other. */
export function canonicalEndorsement(id: string, algorithm: SignatureAlgorithm): string {
  return canonicalFields(['key', '1', id, algorithm]);
}

/**
 * The keys that the audit log is signed with. The first is made when it is first needed; its private part is sealed
 * under `MASTER_KEY`, so that the database alone signs nothing.
 */
@Injectable()
export class SigningKeys {
  private readonly logger = new Logger(SigningKeys.name);
  private readonly opened = new Map<string, KeyObject>();

  constructor(
    private readonly database: Database,
    private readonly box: SecretBox,
    private readonly config: AppConfig,
    private readonly audit: AuditLog,
  ) {}

  /** Signs a text, such as the canonical form of a seal or the digest of a file. */
  async sign(text: string): Promise<Signed> {
    const key = await this.current();
    return { keyId: key.id, algorithm: key.algorithm, signature: key.sign(text) };
  }

  /**
   * The key that signs now. Made where there is none, or none of the algorithm that is configured.
   * @throws {AppError} `secret.undecipherable` in front of a key of another `MASTER_KEY`: it is never replaced silently.
   */
  async current(sql: Sql = this.database): Promise<SigningKey> {
    const row = await this.currentRow(sql);
    return row?.algorithm === this.config.environment.AUDIT_SIGNATURE ? this.open(row) : this.make(SYSTEM);
  }

  /** A new key, which the one before vouches for, signs from now on. */
  rotate(actor: Principal): Promise<SigningKey> {
    return this.make(actor, true);
  }

  /** In the order they were made. */
  list(sql: Sql = this.database): Promise<KeyRow[]> {
    return sql.rows<KeyRow>('select * from audit_keys order by created_at, id');
  }

  /** Whether the private part is ours, and belongs to the public part. */
  owns(row: KeyRow): boolean {
    try {
      return fingerprintOf(publicKeyOf(row.public_key)) === fingerprintOf(this.publicPartOf(row));
    } catch {
      return false;
    }
  }

  private async currentRow(sql: Sql): Promise<KeyRow | undefined> {
    const [row] = await sql.rows<KeyRow>('select * from audit_keys where retired_at is null');
    return row;
  }

  /** Where somebody retired every key: the last of ours vouches for the next all the same. */
  private async lastRow(sql: Sql): Promise<KeyRow | undefined> {
    const rows = await this.list(sql);
    return rows.findLast((row) => this.owns(row)) ?? rows.at(-1);
  }

  private make(actor: Principal, always = false): Promise<SigningKey> {
    const algorithm = this.config.environment.AUDIT_SIGNATURE;
    return this.database.transaction(async (tx) => {
      await tx.rows('select pg_advisory_xact_lock($1)', [LOCK]);
      const before = (await this.currentRow(tx)) ?? (await this.lastRow(tx));
      return !always && before?.retired_at === null && before.algorithm === algorithm
        ? this.open(before) // another process was first
        : this.add(tx, actor, algorithm, before);
    });
  }

  private async add(
    tx: Tx,
    actor: Principal,
    algorithm: SignatureAlgorithm,
    before: KeyRow | undefined,
  ): Promise<SigningKey> {
    const { privateKey, publicKey } = newKeyPair(algorithm);
    const id = fingerprintOf(publicKey);
    const endorsement = before === undefined ? null : this.open(before).sign(canonicalEndorsement(id, algorithm));
    await tx.run('update audit_keys set retired_at = clock_timestamp() where retired_at is null');
    await tx.run(
      `insert into audit_keys (id, algorithm, public_key, sealed_private, predecessor, endorsement)
       values ($1, $2, $3, $4, $5, $6)`,
      [
        id,
        algorithm,
        publicPem(publicKey),
        this.box.seal(privatePem(privateKey), keyContext(id)),
        before?.id ?? null,
        endorsement,
      ],
    );
    await this.audit.record(
      tx,
      { actor },
      { action: 'audit.key-created', details: { keyId: id, algorithm, predecessor: before?.id ?? null } },
    );
    tx.afterCommit(() => this.logger.log({ keyId: id, algorithm }, 'the audit log has a new signing key'));
    return { id, algorithm, sign: (text) => signText(algorithm, privateKey, text) };
  }

  private open(row: KeyRow): SigningKey {
    let key = this.opened.get(row.id);
    if (key === undefined) {
      key = privateKeyOf(this.box.open(row.sealed_private, keyContext(row.id)));
      this.opened.set(row.id, key);
    }
    const privateKey = key;
    return { id: row.id, algorithm: row.algorithm, sign: (text) => signText(row.algorithm, privateKey, text) };
  }

  private publicPartOf(row: KeyRow): KeyObject {
    return publicKeyOf(this.box.open(row.sealed_private, keyContext(row.id)));
  }
}
