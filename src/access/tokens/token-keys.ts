import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { calculateJwkThumbprint, type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { AuditLog } from '../../audit/audit-log.js';
import { type Principal, SYSTEM } from '../../common/access.js';
import { Chores } from '../../common/chores.js';
import { SealedColumns } from '../../common/sealed-columns.js';
import { SecretBox } from '../../common/secret-box.js';
import { Database, type Tx } from '../../database/database.js';

export const TOKEN_ALGORITHM = 'ES256';
export const TOKEN_SECONDS = 15 * 60;

/** One key is made at a time, in whichever process. */
const LOCK = 0x6a776b73; // "jwks"
const ROTATED_AFTER_DAYS = 30;
/** What a key signed last has ended then, whatever the clocks. */
const KEPT_AFTER_S = TOKEN_SECONDS + 300;
const KNOWN_FOR_MS = 1_000;
/** A token of a key that was made a moment ago is looked up at once; those of no key cost ten queries a second. */
const ASKED_AGAIN_AFTER_MS = 100;

interface KeyRow {
  id: string;
  public_jwk: JWK;
  sealed_private: Buffer;
  retired_at: Date | null;
  is_due: boolean;
}

export interface TokenKey {
  id: string;
  key: CryptoKey;
}

/** The keys that access tokens are signed with. Their private parts are sealed under `MASTER_KEY`. */
@Injectable()
export class TokenKeys implements OnModuleInit {
  private readonly logger = new Logger(TokenKeys.name);
  private readonly imported = new Map<string, Promise<CryptoKey>>();
  private known: { at: number; rows: Promise<readonly KeyRow[]> } | undefined;

  constructor(
    private readonly database: Database,
    private readonly box: SecretBox,
    private readonly audit: AuditLog,
    private readonly chores: Chores,
    private readonly columns: SealedColumns,
  ) {}

  onModuleInit(): void {
    this.columns.register({ table: 'token_keys', id: 'id', column: 'sealed_private', context: contextOf });
    this.chores.register({ name: 'token-keys', run: () => this.renew() });
  }

  /** The key that signs now; made where there is none. */
  async current(): Promise<TokenKey> {
    const rows = await this.rows(KNOWN_FOR_MS);
    const row = rows.find(({ retired_at: retiredAt }) => retiredAt === null) ?? (await this.make(SYSTEM, {}));
    return { id: row.id, key: await this.privateKey(row) };
  }

  /** Undefined for a key that is none of ours, or none any more. At most a second old. */
  async publicKey(id: string): Promise<CryptoKey | undefined> {
    const find = async (knownForMs: number): Promise<KeyRow | undefined> =>
      (await this.rows(knownForMs)).find((row) => row.id === id);
    const row = (await find(KNOWN_FOR_MS)) ?? (await find(ASKED_AGAIN_AFTER_MS));
    return row === undefined ? undefined : this.import(`public/${id}`, () => row.public_jwk);
  }

  /** For whoever checks tokens himself: RFC 7517. */
  async published(): Promise<JWK[]> {
    const rows = await this.rows(KNOWN_FOR_MS);
    return rows.map(({ id, public_jwk: jwk }) => ({ ...jwk, kid: id, alg: TOKEN_ALGORITHM, use: 'sig' }));
  }

  /**
   * A new key signs from now on. The old ones count until what they signed has ended, or, where somebody may have one,
   * not any longer.
   */
  async rotate(actor: Principal, options: { revokesOld: boolean }): Promise<string> {
    const { id } = await this.make(actor, { always: true, ...options });
    return id;
  }

  private make(actor: Principal, { always = false, revokesOld = false }): Promise<KeyRow> {
    return this.database.transaction(async (tx) => {
      await tx.rows('select pg_advisory_xact_lock($1)', [LOCK]);
      const [before] = await tx.rows<KeyRow>(`${SELECT_KEYS} where retired_at is null`);
      if (before !== undefined && !always) {
        return before; // another process was first
      }
      const made = await this.add(tx, before?.id ?? null, actor, revokesOld);
      tx.afterCommit(() => {
        this.known = undefined;
      });
      return made;
    });
  }

  private async add(tx: Tx, predecessor: string | null, actor: Principal, revokesOld: boolean): Promise<KeyRow> {
    const { publicKey, privateKey } = await generateKeyPair(TOKEN_ALGORITHM, { extractable: true });
    const publicJwk = await exportJWK(publicKey);
    const id = await calculateJwkThumbprint(publicJwk);
    const sealed = this.box.seal(JSON.stringify(await exportJWK(privateKey)), contextOf(id));
    const old = revokesOld ? await tx.rows<{ id: string }>('delete from token_keys returning id') : [];
    await tx.run('update token_keys set retired_at = clock_timestamp() where retired_at is null');
    await tx.run('insert into token_keys (id, public_jwk, sealed_private) values ($1, $2, $3)', [
      id,
      JSON.stringify(publicJwk),
      sealed,
    ]);
    const revoked = old.map((key) => key.id);
    await this.audit.record(
      tx,
      { actor },
      { action: 'token.key-created', details: { keyId: id, predecessor, revoked } },
    );
    tx.afterCommit(() => this.logger.log({ keyId: id }, 'access tokens have a new signing key'));
    return { id, public_jwk: publicJwk, sealed_private: sealed, retired_at: null, is_due: false };
  }

  /** Every now and then: a key in time, and none that signed nothing that still counts. */
  private async renew(): Promise<void> {
    const rows = await this.read();
    if (rows.some(({ retired_at: retiredAt, is_due: isDue }) => retiredAt === null && isDue)) {
      await this.make(SYSTEM, { always: true });
    }
    await this.database.run('delete from token_keys where retired_at < clock_timestamp() - make_interval(secs => $1)', [
      KEPT_AFTER_S,
    ]);
  }

  private rows(knownForMs: number): Promise<readonly KeyRow[]> {
    if (this.known === undefined || performance.now() - this.known.at >= knownForMs) {
      const asked = { at: performance.now(), rows: this.read() };
      this.known = asked;
      asked.rows.catch(() => {
        this.known = this.known === asked ? undefined : this.known;
      });
    }
    return this.known.rows;
  }

  private read(): Promise<KeyRow[]> {
    return this.database.rows<KeyRow>(`${SELECT_KEYS} order by created_at desc, id`);
  }

  private privateKey({ id, sealed_private: sealed }: KeyRow): Promise<CryptoKey> {
    return this.import(`private/${id}`, () => parseJwk(this.box.open(sealed, contextOf(id))));
  }

  private import(name: string, jwkOf: () => JWK): Promise<CryptoKey> {
    const known = this.imported.get(name) ?? importKey(jwkOf());
    if (this.imported.size > IMPORTED_MAX) {
      this.imported.clear();
    }
    this.imported.set(name, known);
    return known;
  }
}

const IMPORTED_MAX = 100;

const SELECT_KEYS = `
  select id, public_jwk, sealed_private, retired_at,
         created_at < clock_timestamp() - make_interval(days => ${ROTATED_AFTER_DAYS}) as is_due
    from token_keys`;

function contextOf(id: string): string {
  return `token-key/${id}`;
}

async function importKey(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, TOKEN_ALGORITHM);
  if (key instanceof Uint8Array) {
    throw new TypeError('a key of access tokens is no secret');
  }
  return key;
}

/** What this module sealed itself. */
function parseJwk(text: string): JWK {
  const parsed: JWK = JSON.parse(text);
  return parsed;
}
