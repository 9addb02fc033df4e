import { statfs } from 'node:fs/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DoctorChecks, type DoctorFinding } from '../../common/doctor-checks.js';
import { AppConfig } from '../../config/app-config.js';
import type { Environment } from '../../config/environment.js';

const MEBIBYTE = 1024 * 1024;
const SPACE_TOLD_BYTES = 1024 * MEBIBYTE;
const SPACE_NEEDED_BYTES = 128 * MEBIBYTE;
const LOOPBACK = /^(localhost|127\.|\[::1\])/;

/** What the machine and the environment give. */
@Injectable()
export class InstallationChecks implements OnModuleInit {
  constructor(
    private readonly config: AppConfig,
    private readonly doctor: DoctorChecks,
  ) {}

  onModuleInit(): void {
    this.doctor.register(
      {
        id: 'installation.configuration',
        part: 'installation',
        remote: false,
        title: { en: 'The configuration is complete and well-formed', zh: '配置完整且格式正确' },
        examine: async () => [{ status: 'ok' }], // else nothing of this would run
      },
      {
        id: 'installation.public-url',
        part: 'installation',
        remote: false,
        title: { en: 'The public address is one for the internet', zh: '公网地址使用 HTTPS' },
        examine: async () => [judgePublicOrigin(this.config.publicOrigin)],
      },
      {
        id: 'installation.proxy',
        part: 'installation',
        remote: false,
        title: { en: 'It is known who calls through the proxy', zh: '能识别代理之后的真实来源' },
        examine: async () => [judgeProxy(this.config.publicOrigin, this.config.environment)],
      },
      {
        id: 'installation.space',
        part: 'installation',
        remote: false,
        title: { en: 'There is space under DATA_DIR', zh: 'DATA_DIR 有足够空间' },
        examine: async () => [await this.space()],
      },
    );
  }

  private async space(): Promise<DoctorFinding> {
    try {
      const { bavail, bsize } = await statfs(this.config.dataDir);
      return judgeSpace(bavail * bsize);
    } catch {
      const note = { en: 'DATA_DIR is not there.', zh: 'DATA_DIR 不存在。' };
      return { status: 'skipped', note };
    }
  }
}

/** Pure. */
export function judgeSpace(bytes: number): DoctorFinding {
  const mebibytes = Math.floor(bytes / MEBIBYTE);
  if (bytes >= SPACE_TOLD_BYTES) {
    return { status: 'ok', note: { en: `${mebibytes} MiB are free.`, zh: `剩余 ${mebibytes} MiB。` } };
  }
  return {
    status: bytes < SPACE_NEEDED_BYTES ? 'failed' : 'warning',
    code: 'installation.space-short',
    fault: { en: `${mebibytes} MiB are left under DATA_DIR.`, zh: `DATA_DIR 仅剩 ${mebibytes} MiB。` },
    remedy: {
      en: 'Free or add space before the database stops taking changes.',
      zh: '请在数据库停止写入之前清理或扩容磁盘。',
    },
  };
}

/** Pure. */
export function judgePublicOrigin(origin: string | undefined): DoctorFinding {
  if (origin === undefined) {
    return { status: 'skipped', note: { en: 'PUBLIC_URL is not set.', zh: '未设置 PUBLIC_URL。' } };
  }
  const { protocol, host } = new URL(origin);
  if (protocol === 'https:' || LOOPBACK.test(host)) {
    return { status: 'ok' };
  }
  return {
    status: 'warning',
    code: 'installation.no-tls',
    fault: {
      en: 'PUBLIC_URL is http: keys and sessions travel in clear.',
      zh: 'PUBLIC_URL 使用 http：密钥与会话以明文传输。',
    },
    remedy: {
      en: 'Put a proxy with a certificate in front, and set PUBLIC_URL to its https address.',
      zh: '请在前面部署带证书的反向代理，并把 PUBLIC_URL 设为其 https 地址。',
    },
  };
}

type Edges = Pick<Environment, 'ADMIN_ALLOWED_ADDRESSES' | 'CALLBACK_ALLOWED' | 'TRUSTED_PROXIES'>;

/** Pure. Who is reached over https has a proxy before it, as the program itself speaks http alone. */
export function judgeProxy(origin: string | undefined, edges: Edges): DoctorFinding {
  if (origin?.startsWith('https:') !== true || edges.TRUSTED_PROXIES !== undefined) {
    return { status: 'ok' };
  }
  const isList = edges.CALLBACK_ALLOWED === 'wecom' || edges.ADMIN_ALLOWED_ADDRESSES !== undefined;
  return {
    status: isList ? 'failed' : 'warning',
    code: 'installation.proxy-unknown',
    fault: isList
      ? {
          en: 'Everybody seems to call from the proxy: lists of addresses let in all or nobody, WeCom included.',
          zh: '所有请求看起来都来自代理：地址名单会放行所有人或拒绝所有人（包括企业微信）。',
        }
      : {
          en: 'Everybody seems to call from the proxy: strangers share one limit, and the audit log does not tell them apart.',
          zh: '所有请求看起来都来自代理：陌生来源共用同一限额，审计日志也无法区分。',
        },
    remedy: {
      en: 'Set TRUSTED_PROXIES to the address or range of the proxy, and let it send X-Forwarded-For.',
      zh: '请把 TRUSTED_PROXIES 设为代理的地址或网段，并让代理发送 X-Forwarded-For。',
    },
  };
}
