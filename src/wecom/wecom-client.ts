import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { type HealthCheck, HealthRegistry, type HealthReport } from '../common/health-registry.js';
import type { AccountId } from '../common/ids.js';
import type { Account } from '../settings/account.js';
import { AccessTokens } from './access-tokens.js';
import { errcodeEntry } from './errcodes.js';
import { TokenRefusedError, WecomUnreachableError } from './wecom-errors.js';
import { WecomHttp, type WecomReply } from './wecom-http.js';

/** A failure that was not followed by any call for so long says nothing about now. */
const FAILURE_TOLD_MS = 15 * 60_000;
const UNTRUSTED_IP = 60020;

/** WeCom's API with the account's access token. Neither token nor secret reaches a log or an error. */
@Injectable()
export class WecomClient implements OnModuleInit, HealthCheck {
  readonly name = 'wecom';
  private readonly logger = new Logger(WecomClient.name);
  /** Of each account whose last call failed. */
  private readonly failures = new Map<AccountId, { reason: string; at: number }>();

  constructor(
    private readonly http: WecomHttp,
    private readonly tokens: AccessTokens,
    private readonly health: HealthRegistry,
  ) {}

  onModuleInit(): void {
    this.health.register(this);
  }

  /**
   * Posts a request, byte for byte as it is given. When WeCom refuses the token, it is renewed once and the call
   * repeated once. Whether the reply is good is the caller's to read from its `errcode`.
   * @throws {WecomUnreachableError} when there was no answer: it may still have been processed.
   * @throws {TokenRefusedError}
   */
  async call(account: Account, path: string, json: string): Promise<WecomReply> {
    try {
      const reply = await this.callWithToken(account, path, json);
      this.note(account, path, reply);
      return reply;
    } catch (error) {
      if (error instanceof WecomUnreachableError) {
        this.noteFailure(account, error.reason);
      } else if (error instanceof TokenRefusedError) {
        this.noteFailure(account, `gettoken-errcode-${error.errcode}`);
      }
      throw error;
    }
  }

  /** Each account's last call. WeCom away is no reason to take a process out of rotation: it can still store. */
  async check(): Promise<HealthReport> {
    const told = [...this.failures].filter(([, { at }]) => Date.now() - at < FAILURE_TOLD_MS);
    const reasons = told.map(([accountId, { reason }]) => `${accountId}: ${reason}`);
    return reasons.length === 0 ? { status: 'up' } : { status: 'degraded', accounts: reasons.join(', ') };
  }

  private async callWithToken(account: Account, path: string, json: string): Promise<WecomReply> {
    const token = await this.tokens.get(account);
    const reply = await this.http.post(path, { access_token: token }, json);
    if (errcodeEntry(reply.errcode).action !== 'refresh-token') {
      return reply;
    }
    this.logger.warn({ accountId: account.id, errcode: reply.errcode }, 'WeCom refused the access token');
    const renewed = await this.tokens.renew(account, token);
    return this.http.post(path, { access_token: renewed }, json);
  }

  private note(account: Account, path: string, { errcode, errmsg }: WecomReply): void {
    const { action, meaning } = errcodeEntry(errcode);
    if (action === 'ok' || action === 'drop') {
      this.failures.delete(account.id);
    } else {
      this.noteFailure(account, `errcode-${errcode}`);
    }
    if (action !== 'ok') {
      const fromIp = errcode === UNTRUSTED_IP ? { fromIp: fromIpIn(errmsg) } : {};
      this.logger.warn({ accountId: account.id, path, errcode, meaning, ...fromIp }, 'WeCom refused a call');
    }
  }

  private noteFailure(account: Account, reason: string): void {
    this.failures.set(account.id, { reason, at: Date.now() });
  }
}

/** The address that the administrator has to add to the app's trusted ones (企业可信IP). */
function fromIpIn(errmsg: string): string {
  return /from ip: ?([0-9a-fA-F.:]+)/.exec(errmsg)?.[1] ?? 'unknown';
}
