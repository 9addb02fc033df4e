import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DoctorChecks, type DoctorFinding } from '../common/doctor-checks.js';
import { Database } from '../database/database.js';
import { MailSender } from './mail-sender.js';
import { Sinks } from './sinks.js';

/** Whether those who must be told are reached. */
@Injectable()
export class NotificationChecks implements OnModuleInit {
  constructor(
    private readonly mail: MailSender,
    private readonly sinks: Sinks,
    private readonly database: Database,
    private readonly doctor: DoctorChecks,
  ) {}

  onModuleInit(): void {
    this.doctor.register(
      {
        id: 'notifications.mail',
        part: 'notifications',
        remote: true,
        title: { en: 'The mail server takes our sign-in', zh: '邮件服务器可登录' },
        examine: async () => [await this.mailServer()],
      },
      {
        id: 'notifications.sinks',
        part: 'notifications',
        remote: false,
        title: { en: 'Somebody is told of alerts, and gets them', zh: '告警有接收渠道且能送达' },
        examine: () => this.receivers(),
      },
    );
  }

  private async mailServer(): Promise<DoctorFinding> {
    if (!this.mail.isConfigured) {
      return { status: 'skipped', note: { en: 'SMTP_URL is not set.', zh: '未设置 SMTP_URL。' } };
    }
    const reason = await this.mail.verify();
    if (reason === undefined) {
      return { status: 'ok' };
    }
    const isRefused = reason.includes('EAUTH');
    return {
      status: 'failed',
      code: isRefused ? 'notifications.mail-refused' : 'notifications.mail-unreachable',
      fault: { en: `The mail server does not take us: ${reason}.`, zh: `邮件服务器不可用：${reason}。` },
      remedy: isRefused
        ? {
            en: 'Set the user and the password in SMTP_URL; many providers want a password of its own for programs.',
            zh: '请核对 SMTP_URL 中的用户名与密码；许多邮箱需要使用客户端专用密码。',
          }
        : {
            en: 'Check host, port and smtp: or smtps: in SMTP_URL, and whether the firewall lets it through.',
            zh: '请核对 SMTP_URL 的主机、端口与 smtp:/smtps:，并确认防火墙放行。',
          },
    };
  }

  private async receivers(): Promise<DoctorFinding[]> {
    const enabled = this.sinks.list().filter((sink) => sink.enabled);
    if (enabled.length === 0) {
      return [
        {
          status: 'warning',
          code: 'notifications.no-sink',
          fault: { en: 'No sink is enabled: nobody is told of alerts.', zh: '没有启用的通知渠道：无人会收到告警。' },
          remedy: {
            en: 'Create one with POST /api/v1/notification-sinks: a group robot, e-mail or a webhook.',
            zh: '请用 POST /api/v1/notification-sinks 创建：群机器人、邮件或 Webhook。',
          },
        },
      ];
    }
    const dead = await this.database.rows<{ sink: string }>(
      `select distinct sink_id as sink from notifications
        where sink_id = any($1) and state = 'dead' and created_at > clock_timestamp() - interval '1 day'`,
      [enabled.map(({ id }) => id)],
    );
    const failing = new Set(dead.map(({ sink }) => sink));
    return enabled.map(({ id, name }) =>
      failing.has(id) ? { ...undelivered, subject: name } : { status: 'ok', subject: name },
    );
  }
}

const undelivered: DoctorFinding = {
  status: 'warning',
  code: 'notifications.undelivered',
  fault: {
    en: 'Something was given up on its way to this sink since yesterday.',
    zh: '近一天内有通知未能送达该渠道。',
  },
  remedy: {
    en: 'Read why with GET /api/v1/notifications?state=dead, put the sink right, and replay it.',
    zh: '请用 GET /api/v1/notifications?state=dead 查看原因，修复渠道后重发。',
  },
};
