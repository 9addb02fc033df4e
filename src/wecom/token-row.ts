import type { AccountId } from '../common/ids.js';
import type { Sql } from '../database/database.js';

/** What the database knows of an account's access token. Times are relative, so that only its clock counts. */
export interface TokenRow {
  /** Grows with each token that is stored; a bigint as text. */
  generation: string;
  accountVersion: number;
  /** Sealed; null before the first. */
  token: Buffer | null;
  /** How long it may still be used; null without a token. */
  usableForMs: number | null;
  /** How long WeCom is not to be asked again; null without a failure. */
  failedForMs: number | null;
  /** Null when WeCom could not be reached. */
  failedErrcode: number | null;
}

const NO_ROW: TokenRow = {
  generation: '0',
  accountVersion: 0,
  token: null,
  usableForMs: null,
  failedForMs: null,
  failedErrcode: null,
};

export async function readTokenRow(sql: Sql, accountId: AccountId): Promise<TokenRow> {
  const [row] = await sql.rows<TokenRow>(
    `select generation, account_version as "accountVersion", token, failed_errcode as "failedErrcode",
            (extract(epoch from renew_at - clock_timestamp()) * 1000)::float8 as "usableForMs",
            (extract(epoch from failed_until - clock_timestamp()) * 1000)::float8 as "failedForMs"
       from wecom_access_tokens where account_id = $1`,
    [accountId],
  );
  return row ?? NO_ROW;
}

/**
 * Takes it on oneself to fetch the token that follows this generation. The claim runs out by itself, so that a
 * process that dies while it fetches holds nobody up for longer.
 */
export async function claimFetch(
  sql: Sql,
  accountId: AccountId,
  version: number,
  generation: string,
  claimMs: number,
): Promise<boolean> {
  const claimed = await sql.run(
    `insert into wecom_access_tokens as t (account_id, account_version, claimed_until)
     values ($1, $2, clock_timestamp() + $4 * interval '1 millisecond')
     on conflict (account_id) do update set claimed_until = excluded.claimed_until
       where t.generation = $3 and (t.claimed_until is null or t.claimed_until < clock_timestamp())`,
    [accountId, version, generation, claimMs],
  );
  return claimed === 1;
}

/** Ends the claim with a token. Does nothing when another process has stored a later one. */
export async function storeToken(
  sql: Sql,
  accountId: AccountId,
  version: number,
  generation: string,
  fetched: { sealed: Buffer; usableForMs: number },
): Promise<void> {
  await sql.run(
    `update wecom_access_tokens
        set generation = generation + 1, account_version = $2, token = $4,
            renew_at = clock_timestamp() + $5 * interval '1 millisecond',
            claimed_until = null, failed_until = null, failed_errcode = null
      where account_id = $1 and generation = $3`,
    [accountId, version, generation, fetched.sealed, fetched.usableForMs],
  );
}

/** Ends the claim without a token: nobody asks again for a while. */
export async function storeFailure(
  sql: Sql,
  accountId: AccountId,
  version: number,
  generation: string,
  failure: { errcode: number | null; forMs: number },
): Promise<void> {
  await sql.run(
    `update wecom_access_tokens
        set account_version = $2, token = null, claimed_until = null, failed_errcode = $4,
            failed_until = clock_timestamp() + $5 * interval '1 millisecond'
      where account_id = $1 and generation = $3`,
    [accountId, version, generation, failure.errcode, failure.forMs],
  );
}
