import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { AccountId } from '../common/ids.js';
import { SecretBox } from '../common/secret-box.js';
import { Database } from '../database/database.js';
import type { Account } from '../settings/account.js';
import { errcodeEntry } from './errcodes.js';
import { claimFetch, readTokenRow, storeFailure, storeToken, type TokenRow } from './token-row.js';
import { wecomAppOf } from './wecom-app-account.js';
import { TokenRefusedError, WecomUnreachableError } from './wecom-errors.js';
import { WecomHttp, type WecomReply } from './wecom-http.js';

const RENEWED_EARLY_MS = 5 * 60_000;
/** Longer than one request may take. */
const CLAIM_MS = 15_000;
const WAIT_MAX_MS = 20_000;
const POLL_MS = 50;
/** Wrong secrets in a loop can block the source address for an hour. */
const REFUSED_FOR_MS = 60_000;
/** Long enough that those who waited for a fetch that failed do not each try it again. */
const UNREACHABLE_FOR_MS = 1_000;

interface CachedToken {
  token: string;
  accountVersion: number;
  usableUntil: number;
}

/**
 * The access token of each account, fetched once for all processes. Whoever finds none claims the row, fetches and
 * stores it sealed; the others, here and in other processes, wait for the row. No transaction and no connection is
 * held while WeCom is asked.
 * @see https://developer.work.weixin.qq.com/document/path/91039
 */
@Injectable()
export class AccessTokens {
  private readonly logger = new Logger(AccessTokens.name);
  private readonly cached = new Map<AccountId, CachedToken>();
  private readonly running = new Map<string, Promise<string>>();

  constructor(
    private readonly database: Database,
    private readonly secretBox: SecretBox,
    private readonly http: WecomHttp,
  ) {}

  /**
   * @throws {TokenRefusedError} at once for a minute after a refusal, or until the account is changed.
   * @throws {WecomUnreachableError}
   */
  get(account: Account): Promise<string> {
    const cached = this.usableCached(account);
    return cached === undefined ? this.obtainOnce(account, '') : Promise.resolve(cached);
  }

  /**
   * A token other than the one that WeCom just refused: the stored one if somebody was faster, else a new one.
   * @throws as `get` does.
   */
  renew(account: Account, refused: string): Promise<string> {
    const cached = this.usableCached(account);
    if (cached !== undefined && cached !== refused) {
      return Promise.resolve(cached);
    }
    this.cached.delete(account.id);
    return this.obtainOnce(account, refused);
  }

  private usableCached(account: Account): string | undefined {
    const cached = this.cached.get(account.id);
    const isUsable =
      cached !== undefined && cached.accountVersion >= account.version && cached.usableUntil > performance.now();
    return isUsable ? cached.token : undefined;
  }

  /** Those who need a token and those who need another than the refused one wait for different things. */
  private obtainOnce(account: Account, refused: string): Promise<string> {
    const key = `${account.id}/${account.version}/${refused}`;
    const running = this.running.get(key);
    if (running !== undefined) {
      return running;
    }
    const started = this.obtain(account, refused).finally(() => this.running.delete(key));
    this.running.set(key, started);
    return started;
  }

  private async obtain(account: Account, refused: string): Promise<string> {
    const until = performance.now() + WAIT_MAX_MS;
    while (performance.now() < until) {
      const row = await readTokenRow(this.database, account.id);
      const stored = this.usableToken(account, row);
      if (stored !== undefined && stored.token !== refused) {
        this.cached.set(account.id, stored);
        return stored.token;
      }
      throwFailure(account, row);
      if (await claimFetch(this.database, account.id, account.version, row.generation, CLAIM_MS)) {
        await this.fetchAndStore(account, row.generation);
      } else {
        await delay(POLL_MS);
      }
    }
    throw new WecomUnreachableError('no-token-in-time');
  }

  private usableToken(account: Account, row: TokenRow): CachedToken | undefined {
    const { token: sealed, usableForMs, accountVersion } = row;
    if (sealed === null || usableForMs === null || usableForMs <= 0 || accountVersion < account.version) {
      return undefined;
    }
    const token = this.secretBox.open(sealed, tokenContext(account.id));
    return { token, accountVersion, usableUntil: performance.now() + usableForMs };
  }

  private async fetchAndStore(account: Account, generation: string): Promise<void> {
    const { token, usableForMs } = await this.fetch(account, generation);
    const sealed = this.secretBox.seal(token, tokenContext(account.id));
    await storeToken(this.database, account.id, account.version, generation, { sealed, usableForMs });
    this.logger.log({ accountId: account.id, usableForMs }, 'an access token was fetched');
  }

  private async fetch(account: Account, generation: string): Promise<{ token: string; usableForMs: number }> {
    const fail = (errcode: number | null, forMs: number): Promise<void> =>
      storeFailure(this.database, account.id, account.version, generation, { errcode, forMs });
    const { corpId, secret } = wecomAppOf(account);
    let reply: WecomReply;
    try {
      reply = await this.http.get('/cgi-bin/gettoken', { corpid: corpId, corpsecret: secret });
    } catch (error) {
      await fail(null, UNREACHABLE_FOR_MS);
      throw error;
    }
    const { errcode, access_token: token, expires_in: seconds } = reply;
    if (errcode === 0 && typeof token === 'string' && token !== '' && typeof seconds === 'number' && seconds > 0) {
      return { token, usableForMs: usableMsOf(seconds) };
    }
    const { action, afterMs = UNREACHABLE_FOR_MS } = errcodeEntry(errcode);
    const isBusy = errcode === 0 || action === 'retry';
    await fail(errcode, isBusy ? afterMs : REFUSED_FOR_MS);
    this.logger.error({ accountId: account.id, errcode }, 'WeCom gave no access token');
    throw failureOf(errcode, isBusy ? afterMs : REFUSED_FOR_MS);
  }
}

/** Five minutes early; a token that lives for less than ten is renewed in the middle of its life. */
function usableMsOf(expiresInSeconds: number): number {
  const livesForMs = expiresInSeconds * 1_000;
  return Math.max(livesForMs - RENEWED_EARLY_MS, livesForMs / 2);
}

/** A changed account is tried at once: its secret may have been put right. */
function throwFailure(account: Account, row: TokenRow): void {
  if (row.failedForMs !== null && row.failedForMs > 0 && row.accountVersion >= account.version) {
    throw row.failedErrcode === null
      ? new WecomUnreachableError('gettoken')
      : failureOf(row.failedErrcode, row.failedForMs);
  }
}

function failureOf(errcode: number, afterMs: number): Error {
  return errcode === 0 || errcodeEntry(errcode).action === 'retry'
    ? new WecomUnreachableError(`gettoken-errcode-${errcode}`)
    : new TokenRefusedError(errcode, Math.ceil(afterMs));
}

export function tokenContext(accountId: string): string {
  return `wecom-token/${accountId}`;
}
