import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { type HealthCheck, HealthRegistry, type HealthReport } from '../common/health-registry.js';
import type { AccountId } from '../common/ids.js';
import type { Account } from '../settings/account.js';
import { AccessTokens } from './access-tokens.js';
import { errcodeEntry } from './errcodes.js';
import { TokenRefusedError, WecomUnreachableError } from './wecom-errors.js';
import { formOf, type UploadedFile } from './upload-form.js';
import { type WecomFile, WecomHttp, type WecomReply } from './wecom-http.js';

/** A failure that was not followed by any call for so long says nothing about now. */
const FAILURE_TOLD_MS = 15 * 60_000;
export const UNTRUSTED_IP = 60020;
const UPLOAD_PATH = '/cgi-bin/media/upload';
const DOWNLOAD_PATH = '/cgi-bin/media/get';
const GOOD: WecomReply = { errcode: 0, errmsg: 'ok' };

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
  call(account: Account, path: string, json: string): Promise<WecomReply> {
    return this.calling(account, path, (token) => this.http.post(path, { access_token: token }, json));
  }

  /**
   * Asks for something.
   * @throws as `call` does.
   */
  get(account: Account, path: string, query: Readonly<Record<string, string>> = {}): Promise<WecomReply> {
    return this.calling(account, path, (token) => this.http.get(path, { ...query, access_token: token }));
  }

  /**
   * Stores a file at WeCom for three days, for all apps of the corp; the reply holds its `media_id`.
   * @throws as `call` does.
   * @see https://developer.work.weixin.qq.com/document/path/90253
   */
  upload(account: Account, type: 'image' | 'voice' | 'video' | 'file', file: UploadedFile): Promise<WecomReply> {
    const { contentType, body } = formOf(file);
    return this.calling(account, UPLOAD_PATH, (token) =>
      this.http.upload(UPLOAD_PATH, { access_token: token, type }, contentType, body),
    );
  }

  /**
   * A file that a member sent or that was uploaded; or WeCom's refusal.
   * @throws {FileTooLargeError} beyond `bytesMax`; and as `call` does.
   * @see https://developer.work.weixin.qq.com/document/path/90254
   */
  download(account: Account, mediaId: string, bytesMax: number): Promise<WecomFile | WecomReply> {
    return this.calling(account, DOWNLOAD_PATH, (token) =>
      this.http.download(DOWNLOAD_PATH, { access_token: token, media_id: mediaId }, bytesMax),
    );
  }

  /** Each account's last call. WeCom away is no reason to take a process out of rotation: it can still store. */
  async check(): Promise<HealthReport> {
    const told = [...this.failures].filter(([, { at }]) => Date.now() - at < FAILURE_TOLD_MS);
    const reasons = told.map(([accountId, { reason }]) => `${accountId}: ${reason}`);
    return reasons.length === 0 ? { status: 'up' } : { status: 'degraded', accounts: reasons.join(', ') };
  }

  private async calling<Answer extends WecomReply | WecomFile>(
    account: Account,
    path: string,
    send: (token: string) => Promise<Answer>,
  ): Promise<Answer> {
    try {
      const answer = await this.callWithToken(account, send);
      this.note(account, path, 'errcode' in answer ? answer : GOOD);
      return answer;
    } catch (error) {
      if (error instanceof WecomUnreachableError) {
        this.noteFailure(account, error.reason);
      } else if (error instanceof TokenRefusedError) {
        this.noteFailure(account, `gettoken-errcode-${error.errcode}`);
      }
      throw error;
    }
  }

  private async callWithToken<Answer extends WecomReply | WecomFile>(
    account: Account,
    send: (token: string) => Promise<Answer>,
  ): Promise<Answer> {
    const token = await this.tokens.get(account);
    const answer = await send(token);
    if (!('errcode' in answer) || errcodeEntry(answer.errcode).action !== 'refresh-token') {
      return answer;
    }
    this.logger.warn({ accountId: account.id, errcode: answer.errcode }, 'WeCom refused the access token');
    return send(await this.tokens.renew(account, token));
  }

  private note(account: Account, path: string, { errcode, errmsg }: WecomReply): void {
    const { action, meaning } = errcodeEntry(errcode);
    if (action === 'ok' || action === 'drop' || action === 're-upload') {
      this.failures.delete(account.id);
    } else {
      this.noteFailure(account, `errcode-${errcode}`);
    }
    if (action !== 'ok') {
      const fromIp = errcode === UNTRUSTED_IP ? { fromIp: fromIpIn(errmsg) ?? 'unknown' } : {};
      this.logger.warn({ accountId: account.id, path, errcode, meaning, ...fromIp }, 'WeCom refused a call');
    }
  }

  private noteFailure(account: Account, reason: string): void {
    this.failures.set(account.id, { reason, at: Date.now() });
  }
}

/** The address that the administrator has to add to the app's trusted ones (企业可信IP); the errmsg of 60020 has it. */
export function fromIpIn(errmsg: string): string | undefined {
  return /from ip: ?([0-9a-fA-F.:]+)/.exec(errmsg)?.[1];
}
