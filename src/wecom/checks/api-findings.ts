import type { DoctorFinding, Words } from '../../common/doctor-checks.js';
import { errcodeRemedy } from '../errcode-remedies.js';
import { errcodeEntry } from '../errcodes.js';
import { fromIpIn, UNTRUSTED_IP } from '../wecom-client.js';
import { TokenRefusedError, WecomUnreachableError } from '../wecom-errors.js';
import type { WecomReply } from '../wecom-http.js';

/** What a refusal means for whoever sets the app up. */
export function refusalFinding({ errcode, errmsg }: Pick<WecomReply, 'errcode' | 'errmsg'>): DoctorFinding {
  const { action, meaning } = errcodeEntry(errcode);
  return {
    status: action === 'retry' ? 'warning' : 'failed',
    code: `errcode-${errcode}`,
    fault: {
      en: `WeCom refuses with errcode ${errcode}: ${meaning}.`,
      zh: `企业微信返回错误码 ${errcode}（${meaning}）。`,
    },
    remedy: errcode === UNTRUSTED_IP ? addressRemedy(fromIpIn(errmsg)) : errcodeRemedy(errcode),
  };
}

/** @throws what says nothing of WeCom. */
export function errorFinding(error: unknown): DoctorFinding {
  if (error instanceof TokenRefusedError) {
    return refusalFinding({ errcode: error.errcode, errmsg: '' });
  }
  if (error instanceof WecomUnreachableError) {
    return unreachable(error.reason);
  }
  throw error;
}

/** The details of an app, and whether anybody can use it. */
export function appFinding(reply: WecomReply): DoctorFinding {
  if (reply.errcode !== 0) {
    return refusalFinding(reply);
  }
  if (reply['close'] === 1) {
    return refusalFinding({ errcode: 50003, errmsg: '' });
  }
  const users = sizeOf(reply['allow_userinfos'], 'user');
  const departments = sizeOf(reply['allow_partys'], 'partyid');
  const tags = sizeOf(reply['allow_tags'], 'tagid');
  if (users + departments + tags === 0) {
    return visibleToNobody;
  }
  return {
    status: 'ok',
    note: {
      en: `Visible to ${users} members, ${departments} departments and ${tags} tags.`,
      zh: `可见范围：${users} 名成员、${departments} 个部门、${tags} 个标签。`,
    },
  };
}

const visibleToNobody: DoctorFinding = {
  status: 'failed',
  code: 'wecom.visible-to-nobody',
  fault: {
    en: 'The app is visible to nobody: nobody can write to it.',
    zh: '应用的可见范围为空：没有人能给它发消息。',
  },
  remedy: errcodeRemedy(81013),
};

/** `status` of a member: 1 has activated the account, 2 was disabled, 4 has not activated it, 5 has left. */
export function memberFinding(reply: WecomReply): DoctorFinding {
  if (reply.errcode !== 0) {
    return refusalFinding(reply);
  }
  const { status } = reply;
  if (typeof status !== 'number' || status === 1) {
    return { status: 'ok' };
  }
  return {
    status: 'warning',
    code: `wecom.member-status-${status}`,
    fault: {
      en: 'The member has not activated WeCom, was disabled, or has left.',
      zh: '该成员未激活企业微信、已被禁用或已退出。',
    },
    remedy: {
      en: 'Invite the member, or enable them, in the address book.',
      zh: '请在通讯录中邀请或启用该成员。',
    },
  };
}

/** Callbacks carry WeCom's time, and are refused when it is too far from ours. */
export function clockFinding(aheadMs: number | undefined, freshnessSeconds: number): DoctorFinding {
  if (aheadMs === undefined) {
    return { status: 'skipped', note: { en: 'WeCom has told no time.', zh: '未取得企业微信的时间。' } };
  }
  const seconds = Math.abs(Math.round(aheadMs / 1_000));
  if (seconds <= CLOCK_TOLERANCE_S) {
    return { status: 'ok' };
  }
  const refuses = freshnessSeconds > 0 && seconds >= freshnessSeconds;
  const direction = aheadMs > 0 ? { en: 'behind', zh: '慢' } : { en: 'ahead of', zh: '快' };
  return {
    status: refuses ? 'failed' : 'warning',
    code: 'wecom.clock-off',
    fault: {
      en: `The clock of this server is ${seconds} s ${direction.en} WeCom's${refuses ? ': callbacks are refused' : ''}.`,
      zh: `本服务器时钟比企业微信${direction.zh} ${seconds} 秒${refuses ? '，回调会被拒绝' : ''}。`,
    },
    remedy: { en: 'Set the clock of this server by NTP.', zh: '请用 NTP 校准本服务器的时钟。' },
  };
}

const CLOCK_TOLERANCE_S = 30;

/** The sign-in of WeCom redirects to the trusted domain of the app alone. */
export function signInFinding(reply: WecomReply | undefined, publicOrigin: string | undefined): DoctorFinding {
  const domain = reply?.['redirect_domain'];
  if (reply?.errcode !== 0 || publicOrigin === undefined) {
    return {
      status: 'skipped',
      note: { en: 'PUBLIC_URL is not set, or the app was not told.', zh: '未设置 PUBLIC_URL，或未取得应用信息。' },
    };
  }
  const { host, hostname } = new URL(publicOrigin);
  if (domain === host || domain === hostname) {
    return { status: 'ok' };
  }
  const isUnset = typeof domain !== 'string' || domain === '';
  return {
    status: 'warning',
    code: 'wecom.sign-in-domain',
    fault: isUnset
      ? {
          en: 'The app has no trusted domain: nobody can sign in with WeCom.',
          zh: '应用未设置可信域名：无法用企业微信登录。',
        }
      : {
          en: `The trusted domain of the app is ${domain}, PUBLIC_URL is at ${hostname}: nobody can sign in with WeCom.`,
          zh: `应用可信域名是 ${domain}，而 PUBLIC_URL 是 ${hostname}：无法用企业微信登录。`,
        },
    remedy: errcodeRemedy(50001),
  };
}

function unreachable(reason: string): DoctorFinding {
  return {
    status: 'failed',
    code: 'wecom.unreachable',
    fault: { en: `WeCom does not answer: ${reason}.`, zh: `无法连接企业微信：${reason}。` },
    remedy: {
      en: 'Let this server reach WECOM_API_BASE_URL: look at DNS, the firewall, and HTTPS_PROXY where calls must go through a proxy.',
      zh: '请确认本服务器能访问 WECOM_API_BASE_URL：检查 DNS、防火墙，以及需要代理时的 HTTPS_PROXY。',
    },
  };
}

function addressRemedy(address: string | undefined): Words {
  const { en, zh } = errcodeRemedy(UNTRUSTED_IP);
  return address === undefined
    ? { en, zh }
    : { en: `The address is ${address}. ${en}`, zh: `需要加入的 IP 是 ${address}。${zh}` };
}

function sizeOf(value: unknown, member: string): number {
  const list: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, member) : undefined;
  return Array.isArray(list) ? list.length : 0;
}
