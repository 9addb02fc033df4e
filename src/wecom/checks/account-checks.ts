import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type DoctorCheck, DoctorChecks, type DoctorFinding, type DoctorQuestion } from '../../common/doctor-checks.js';
import { AppConfig } from '../../config/app-config.js';
import { OutgoingDispatcher } from '../../config/outgoing-dispatcher.js';
import { Database } from '../../database/database.js';
import type { Account } from '../../settings/account.js';
import { Accounts } from '../../settings/accounts.js';
import { WecomClient } from '../wecom-client.js';
import { WecomHttp, type WecomReply } from '../wecom-http.js';
import { wecomAppOf } from '../wecom-app-account.js';
import { appFinding, clockFinding, errorFinding, memberFinding, signInFinding } from './api-findings.js';
import { probeCallback } from './callback-probe.js';
import { judgeSeenCallbacks, readSeenCallbacks } from './seen-callbacks.js';

const APP_PATH = '/cgi-bin/agent/get';
const MEMBER_PATH = '/cgi-bin/user/get';

/** A check of one account. */
export interface AccountCheck extends Omit<DoctorCheck, 'examine'> {
  examine(account: Account, question: DoctorQuestion): Promise<DoctorFinding>;
}

const noAccount: DoctorFinding = {
  status: 'failed',
  code: 'wecom.no-account',
  fault: { en: 'There is no enabled account: nothing can be received.', zh: '没有启用的账号：无法收到任何消息。' },
  remedy: {
    en: 'Set WECOM_CORP_ID, WECOM_AGENT_ID, WECOM_SECRET, WECOM_TOKEN and WECOM_ENCODING_AES_KEY, or create an account with POST /api/v1/accounts.',
    zh: '请设置 WECOM_CORP_ID、WECOM_AGENT_ID、WECOM_SECRET、WECOM_TOKEN、WECOM_ENCODING_AES_KEY，或用 POST /api/v1/accounts 创建账号。',
  },
};

/** Whether an account's app is set up as it must be: at WeCom, here, and on the way between. */
@Injectable()
export class AccountChecks implements OnModuleInit {
  readonly all: readonly AccountCheck[] = [
    {
      id: 'wecom.app',
      part: 'wecom',
      remote: true,
      title: {
        en: 'The app at WeCom: secret, trusted IP, visible range',
        zh: '企业微信应用：Secret、可信 IP、可见范围',
      },
      examine: (account) => this.app(account),
    },
    {
      id: 'wecom.member',
      part: 'wecom',
      remote: true,
      title: { en: 'The app is visible to the member', zh: '应用对指定成员可见' },
      examine: (account, { memberId }) => this.member(account, memberId),
    },
    {
      id: 'wecom.clock',
      part: 'wecom',
      remote: true,
      title: { en: "The clock, held against WeCom's", zh: '与企业微信的时钟偏差' },
      examine: (account) => this.clock(account),
    },
    {
      id: 'callback.reachable',
      part: 'callback',
      remote: true,
      title: { en: "The callback's address answers WeCom's check", zh: '回调地址可达并通过校验' },
      examine: (account) => this.reachable(account),
    },
    {
      id: 'callback.seen',
      part: 'callback',
      remote: false,
      title: {
        en: 'Callbacks of WeCom come in, with the right token and key',
        zh: '收到企业微信回调且 Token、密钥正确',
      },
      examine: async ({ id }) => judgeSeenCallbacks(await readSeenCallbacks(this.database, id)),
    },
    {
      id: 'access.sign-in-domain',
      part: 'access',
      remote: true,
      title: { en: 'The trusted domain for signing in with WeCom', zh: '企业微信登录的可信域名' },
      examine: (account) => this.signIn(account),
    },
  ];

  constructor(
    private readonly accounts: Accounts,
    private readonly client: WecomClient,
    private readonly http: WecomHttp,
    private readonly outgoing: OutgoingDispatcher,
    private readonly database: Database,
    private readonly config: AppConfig,
    private readonly doctor: DoctorChecks,
  ) {}

  /** For the doctor, each of them looks at every enabled account. */
  onModuleInit(): void {
    this.doctor.register(
      ...this.all.map((check): DoctorCheck => ({ ...check, examine: (question) => this.examineAll(check, question) })),
    );
  }

  /** Where the callback of an account is to be reached; undefined where nobody said where we are. */
  callbackUrl(account: Account): string | undefined {
    const { publicOrigin } = this.config;
    const path = this.accounts.first(account.kind)?.id === account.id ? '' : `/${account.id}`;
    return publicOrigin === undefined ? undefined : `${publicOrigin}/wecom/callback${path}`;
  }

  private async examineAll(check: AccountCheck, question: DoctorQuestion): Promise<DoctorFinding[]> {
    const enabled = this.accounts.list().filter((account) => account.enabled);
    if (enabled.length === 0) {
      const note = { en: 'There is no account.', zh: '没有账号。' };
      return [check.id === 'wecom.app' ? noAccount : { status: 'skipped', note }];
    }
    return Promise.all(
      enabled.map(async (account) => ({ ...(await check.examine(account, question)), subject: account.name })),
    );
  }

  private async app(account: Account): Promise<DoctorFinding> {
    try {
      return appFinding(await this.askForApp(account));
    } catch (error) {
      return errorFinding(error);
    }
  }

  private async member(account: Account, memberId: string | undefined): Promise<DoctorFinding> {
    if (memberId === undefined) {
      const note = { en: 'No member was named: --member USERID.', zh: '未指定成员：--member USERID。' };
      return { status: 'skipped', note };
    }
    try {
      return memberFinding(await this.client.get(account, MEMBER_PATH, { userid: memberId }));
    } catch (error) {
      return errorFinding(error);
    }
  }

  private async clock(account: Account): Promise<DoctorFinding> {
    await this.askForApp(account).catch(() => undefined); // whatever it answers, it tells the time
    return clockFinding(this.http.clockAheadMs, this.config.environment.CALLBACK_FRESHNESS_SECONDS);
  }

  private async signIn(account: Account): Promise<DoctorFinding> {
    const reply = await this.askForApp(account).catch(() => undefined); // why there is none, another check tells
    return signInFinding(reply, this.config.publicOrigin);
  }

  /** Where WeCom has come through of late, a way that is shut from inside is none that it takes. */
  private async reachable(account: Account): Promise<DoctorFinding> {
    const url = this.callbackUrl(account);
    if (url === undefined) {
      return {
        status: 'warning',
        code: 'callback.no-public-url',
        fault: {
          en: 'PUBLIC_URL is not set: it is not known where WeCom is to call.',
          zh: '未设置 PUBLIC_URL：不知道回调地址。',
        },
        remedy: {
          en: 'Set PUBLIC_URL to the address at which this system is reached from outside, such as https://kefu.example.com.',
          zh: '请把 PUBLIC_URL 设为外部访问本系统的地址，例如 https://kefu.example.com。',
        },
      };
    }
    const { finding, isUnreachable } = await probeCallback(this.outgoing.dispatcher, url, account);
    if (!isUnreachable || finding.status !== 'failed') {
      return finding;
    }
    const seen = judgeSeenCallbacks(await readSeenCallbacks(this.database, account.id));
    return seen.status === 'ok' ? { ...finding, status: 'warning' } : finding;
  }

  /** @see https://developer.work.weixin.qq.com/document/path/90227 */
  private askForApp(account: Account): Promise<WecomReply> {
    return this.client.get(account, APP_PATH, { agentid: String(wecomAppOf(account).agentId) });
  }
}
