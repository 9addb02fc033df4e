import { Injectable } from '@nestjs/common';
import { AppError, NotFoundError } from '../../common/app-error.js';
import { AppConfig } from '../../config/app-config.js';
import type { Account } from '../../settings/account.js';
import { Accounts } from '../../settings/accounts.js';
import { Settings } from '../../settings/settings.js';
import { MemberDirectory } from '../../wecom/member-directory.js';
import { wecomAppOf } from '../../wecom/wecom-app-account.js';
import type { Identity } from '../staff/identity.js';
import { EntryRules } from '../staff/entry-rules.js';
import { publicOriginOf } from './public-origin.js';
import { type BegunSignIn, type RedeemedSignIn, SignInStates } from './sign-in-states.js';

export const signInModes = ['auto', 'client', 'browser'] as const;
export type SignInMode = (typeof signInModes)[number];

export const WECOM_CALLBACK_PATH = '/api/v1/sign-in/wecom/callback';

const CODE_LENGTH_MAX = 512;

export interface WecomStart {
  accountId: string | undefined;
  mode: SignInMode;
  returnTo: string;
  userAgent: string | undefined;
}

/**
 * Members sign in with WeCom: inside its client by OAuth2, without a question; in any other browser by a QR code.
 * @see https://developer.work.weixin.qq.com/document/path/91022
 * @see https://developer.work.weixin.qq.com/document/path/98152
 */
@Injectable()
export class WecomSignIn {
  constructor(
    private readonly accounts: Accounts,
    private readonly settings: Settings,
    private readonly states: SignInStates,
    private readonly members: MemberDirectory,
    private readonly rules: EntryRules,
    private readonly config: AppConfig,
  ) {}

  /** Whether there is an app to sign in with. */
  get isSetUp(): boolean {
    return this.config.publicOrigin !== undefined && this.accounts.first('wecom-app') !== undefined;
  }

  /**
   * @returns where the browser goes, and what it keeps meanwhile.
   * @throws {AppError} `access.sign-in-unavailable`, `request.not-found`.
   */
  async begin({ accountId, mode, returnTo, userAgent }: WecomStart): Promise<{ url: string; begun: BegunSignIn }> {
    const account = this.accountOf(accountId);
    const redirectUri = publicOriginOf(this.config) + WECOM_CALLBACK_PATH;
    const begun = await this.states.begin('wecom', account.id, returnTo);
    const isInside = mode === 'client' || (mode === 'auto' && /\bwxwork\//i.test(userAgent ?? ''));
    const url = isInside
      ? this.authorizeUrl(account, redirectUri, begun.state)
      : this.loginUrl(account, redirectUri, begun.state);
    return { url, begun };
  }

  /** @throws {AppError} `access.not-a-member`, `access.sign-in-declined`, `access.sign-in-refused` and others. */
  async identify({ accountId }: RedeemedSignIn, code: string | undefined): Promise<Identity> {
    if (code === undefined || code === '') {
      throw new AppError('access.sign-in-declined', 'WeCom sent no code: the sign-in was broken off there');
    }
    if (code.length > CODE_LENGTH_MAX) {
      throw new AppError('access.sign-in-refused', 'this is no code of WeCom');
    }
    const account = this.accountOf(accountId ?? undefined);
    const signedIn = await this.members.signedIn(account, code);
    if (signedIn.kind === 'outsider') {
      throw new AppError('access.not-a-member', 'WeCom does not know you as a member of the enterprise');
    }
    const { userId, userTicket } = signedIn;
    const { name, email, departments } = await this.members.profile(account, userId, userTicket);
    const tags = await this.members.tagsOf(account, { userId, departments }, await this.tagsOfRules());
    return { provider: 'wecom', userId, name, ...(email !== undefined && { email }), departments, tags };
  }

  /** WeCom lists the members of a tag, not the tags of a member: only those are asked for that admit somebody. */
  private async tagsOfRules(): Promise<number[]> {
    const rules = await this.rules.stored();
    return [
      ...new Set(rules.filter(({ kind, enabled }) => kind === 'tag' && enabled).map(({ value }) => Number(value))),
    ];
  }

  private accountOf(id: string | undefined): Account {
    const account = id === undefined ? this.accounts.first('wecom-app') : this.accounts.byId(id);
    if (id !== undefined && (account === undefined || !account.enabled || account.kind !== 'wecom-app')) {
      throw new NotFoundError('the account');
    }
    if (account === undefined) {
      throw new AppError('access.sign-in-unavailable', 'there is no app of WeCom to sign in with');
    }
    if (wecomAppOf(account).corpId !== this.enterprise()) {
      throw new AppError('access.sign-in-unavailable', 'this app is of another enterprise');
    }
    return account;
  }

  /**
   * A userid says who somebody is in one enterprise alone: whoever could register an app of his own one would sign in as
   * anybody. So it is that of the environment's app, or of the first one that there ever was.
   */
  private enterprise(): string | undefined {
    const oldest = this.accounts.list().find(({ kind }) => kind === 'wecom-app');
    return this.config.firstApp?.corpId ?? (oldest && wecomAppOf(oldest).corpId);
  }

  private authorizeUrl(account: Account, redirectUri: string, state: string): string {
    const { corpId, agentId } = wecomAppOf(account);
    const isPrivate = this.settings.get('access.wecomPrivateInfo');
    const query = new URLSearchParams({
      appid: corpId,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: isPrivate ? 'snsapi_privateinfo' : 'snsapi_base',
      state,
      agentid: `${agentId}`,
    });
    return `${this.config.environment.WECOM_AUTHORIZE_URL}?${query.toString()}#wechat_redirect`;
  }

  private loginUrl(account: Account, redirectUri: string, state: string): string {
    const { corpId, agentId } = wecomAppOf(account);
    const query = new URLSearchParams({
      login_type: 'CorpApp',
      appid: corpId,
      agentid: `${agentId}`,
      redirect_uri: redirectUri,
      state,
      lang: 'zh',
    });
    return `${this.config.environment.WECOM_LOGIN_URL}?${query.toString()}`;
  }
}
