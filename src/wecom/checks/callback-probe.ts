import { randomBytes, randomInt } from 'node:crypto';
import { encrypt, getSignature } from '@wecom/crypto';
import { type Dispatcher, request } from 'undici';
import type { DoctorFinding, Words } from '../../common/doctor-checks.js';
import type { Account } from '../../settings/account.js';
import { wecomAppOf } from '../wecom-app-account.js';

/** What we ask ourselves begins so: it is no sign that WeCom has found us. */
export const PROBE_MARK = 'kefu-doctor-';

const TIMEOUT_MS = 5_000;
/** WeCom takes no answer to its check that comes later. */
const WECOM_WAITS_MS = 1_000;
const ANSWER_BYTES_MAX = 64 * 1024;

export interface ProbeResult {
  finding: DoctorFinding;
  /** Whether nobody answered at all: the way from outside may be another than from here. */
  isUnreachable: boolean;
}

/** Asks the callback's address what WeCom asks when the form is saved, signed and encrypted as WeCom does it. */
export async function probeCallback(dispatcher: Dispatcher, url: string, account: Account): Promise<ProbeResult> {
  const { token, encodingAesKey, corpId } = wecomAppOf(account);
  const echo = `${PROBE_MARK}${randomBytes(12).toString('hex')}`;
  const echostr = encrypt(encodingAesKey, echo, corpId);
  const [timestamp, nonce] = [`${Math.floor(Date.now() / 1_000)}`, `${randomInt(1_000_000_000)}`];
  const signature = getSignature(token, timestamp, nonce, echostr);
  const query = new URLSearchParams({ msg_signature: signature, timestamp, nonce, echostr }).toString();
  const startedAt = performance.now();
  try {
    const answer = await request(`${url}?${query}`, {
      dispatcher,
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body = await readBounded(answer.body);
    const ms = Math.round(performance.now() - startedAt);
    return { finding: judgeAnswer({ status: answer.statusCode, body, ms }, echo, url), isUnreachable: false };
  } catch (error) {
    return { finding: unreachable(url, reasonOf(error)), isUnreachable: true };
  }
}

/** Pure. */
export function judgeAnswer(
  { status, body, ms }: { status: number; body: string; ms: number },
  echo: string,
  url: string,
): DoctorFinding {
  if (status === 200 && body === echo) {
    return ms <= WECOM_WAITS_MS ? { status: 'ok' } : tooSlow(ms);
  }
  const code = problemCodeIn(body);
  if (code === 'access.address-forbidden') {
    const note = {
      en: 'The address is reached; it lets in the addresses that WeCom publishes, of which ours is none.',
      zh: '地址可达；它只放行企业微信公布的 IP，本机不在其中。',
    };
    return { status: 'ok', note };
  }
  if (code?.startsWith('callback.') === true) {
    return otherInstallation(url, code);
  }
  return strangeAnswer(url, status);
}

function tooSlow(ms: number): DoctorFinding {
  return {
    status: 'warning',
    code: 'callback.slow',
    fault: {
      en: `The callback's address answered after ${ms} ms; WeCom's check waits for ${WECOM_WAITS_MS} ms.`,
      zh: `回调地址用了 ${ms} 毫秒才应答；企业微信的校验只等待 ${WECOM_WAITS_MS} 毫秒。`,
    },
    remedy: {
      en: 'Look for what is slow on the way: name resolution, TLS, a proxy, a cold start.',
      zh: '请检查链路上的耗时：域名解析、TLS、反向代理、冷启动。',
    },
  };
}

function otherInstallation(url: string, code: string): DoctorFinding {
  return {
    status: 'failed',
    code,
    fault: {
      en: `What answers at ${url} refuses what is signed and encrypted with the account's own Token and EncodingAESKey (${code}).`,
      zh: `${url} 拒绝了用该账号 Token 与 EncodingAESKey 签名加密的请求（${code}）。`,
    },
    remedy: {
      en: 'Let PUBLIC_URL lead to this installation, and the proxy pass the path and the query on unchanged.',
      zh: '请让 PUBLIC_URL 指向本系统，并让反向代理原样转发路径与查询参数。',
    },
  };
}

function strangeAnswer(url: string, status: number): DoctorFinding {
  const redirects = status >= 300 && status < 400;
  return {
    status: 'failed',
    code: redirects ? 'callback.redirected' : 'callback.other-answer',
    fault: {
      en: `${url} answered HTTP ${status}, and not the echo that WeCom's check wants.`,
      zh: `${url} 应答 HTTP ${status}，且不是企业微信校验所要的明文。`,
    },
    remedy: redirects
      ? {
          en: 'WeCom follows no redirection: set PUBLIC_URL to the address at the end of it.',
          zh: '企业微信不跟随跳转：请把 PUBLIC_URL 设为跳转后的地址。',
        }
      : {
          en: 'Let the proxy or firewall in front pass /wecom/callback on, unchanged and without a page of its own.',
          zh: '请让前置的反向代理或防火墙原样转发 /wecom/callback，不要替换为自己的页面。',
        },
  };
}

function unreachable(url: string, reason: string): DoctorFinding {
  return {
    status: 'failed',
    code: 'callback.unreachable',
    fault: {
      en: `The callback's address ${url} is not reached from here: ${reason}.`,
      zh: `从本机无法访问回调地址 ${url}：${reason}。`,
    },
    remedy: remedyOf(reason),
  };
}

function remedyOf(reason: string): Words {
  if (/CERT|SIGNATURE|SELF_SIGNED|TLS|SSL/.test(reason)) {
    return {
      en: 'Install a certificate that everybody trusts, with its whole chain, for the host of PUBLIC_URL.',
      zh: '请为 PUBLIC_URL 的域名安装受信任且证书链完整的证书。',
    };
  }
  if (/ENOTFOUND|EAI_AGAIN/.test(reason)) {
    return {
      en: 'Let the name in PUBLIC_URL resolve: check its spelling and its DNS record.',
      zh: '请检查 PUBLIC_URL 的域名拼写与 DNS 解析。',
    };
  }
  return {
    en: 'Start the program, open the port in the firewall, and let the proxy pass /wecom/callback on to it. Where only the way from inside is shut, WeCom may still come through.',
    zh: '请启动程序、在防火墙放行端口，并让反向代理转发 /wecom/callback。若只是内网无法回访自身的公网地址，企业微信仍可能正常访问。',
  };
}

async function readBounded(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > ANSWER_BYTES_MAX) {
      break; // leaving the loop closes the connection
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function problemCodeIn(body: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null && 'code' in parsed && typeof parsed.code === 'string'
      ? parsed.code
      : undefined;
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return `no answer in ${TIMEOUT_MS} ms`;
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'failed';
}
