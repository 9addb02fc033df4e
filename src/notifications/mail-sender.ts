import { Injectable } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { AppConfig } from '../config/app-config.js';
import type { Dispatch } from './dispatches.js';
import type { SendResult } from './notification-policy.js';
import type { MailRequest } from './sink-requests.js';

const TIMEOUT_MS = 10_000;
/** SMTP's answers from here on say that trying again does not help. */
const PERMANENT_FROM = 500;

/** Sends e-mails. A repetition has the same Message-ID, by which mail servers and people know it. */
@Injectable()
export class MailSender {
  private readonly transport: Transporter | undefined;
  private readonly from: string;

  constructor({ environment }: AppConfig) {
    const { SMTP_URL, SMTP_FROM = '' } = environment;
    this.from = SMTP_FROM;
    this.transport =
      SMTP_URL === undefined
        ? undefined
        : createTransport({
            url: SMTP_URL,
            connectionTimeout: TIMEOUT_MS,
            greetingTimeout: TIMEOUT_MS,
            socketTimeout: TIMEOUT_MS,
            dnsTimeout: TIMEOUT_MS,
            disableFileAccess: true,
            disableUrlAccess: true,
          });
  }

  get isConfigured(): boolean {
    return this.transport !== undefined;
  }

  async send({ id, request, createdAt, event }: Dispatch, recipients: readonly string[]): Promise<SendResult> {
    if (this.transport === undefined) {
      return { outcome: 'rejected', reason: 'smtp-not-configured' };
    }
    const { subject, text }: MailRequest = JSON.parse(request); // as `sinkRow` wrote it
    try {
      const { rejected = [] } = await this.transport.sendMail({
        messageId: `<${id}@${this.domain}>`,
        date: createdAt,
        from: this.from,
        to: [...recipients],
        subject,
        text,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Kefu-Event': event },
      });
      return {
        outcome: 'delivered',
        externalId: id,
        ...(rejected.length > 0 && { note: `${rejected.length} of ${recipients.length} recipients were refused` }),
      };
    } catch (error) {
      return failureOf(error);
    }
  }

  /** @returns why the server would not take an e-mail of ours, such as `smtp-EAUTH-535`; undefined where it would. */
  async verify(): Promise<string | undefined> {
    try {
      await this.transport?.verify();
      return undefined;
    } catch (error) {
      return reasonOf(error);
    }
  }

  private get domain(): string {
    return /@([A-Za-z0-9.-]+)/.exec(this.from)?.[1] ?? 'localhost';
  }
}

/** A server that refuses our password may be put right; one that refuses the recipients or the text has decided. */
function failureOf(error: unknown): SendResult {
  const { code, status } = answerIn(error);
  const reason = reasonOf(error);
  const isDecided = status !== undefined && status >= PERMANENT_FROM && (code === 'EENVELOPE' || code === 'EMESSAGE');
  return isDecided ? { outcome: 'rejected', reason } : { outcome: 'retry', reason };
}

function reasonOf(error: unknown): string {
  const { code, status } = answerIn(error);
  return status === undefined ? `smtp-${code}` : `smtp-${code}-${status}`;
}

function answerIn(error: unknown): { code: string; status: number | undefined } {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'failed';
  const status = error instanceof Error && 'responseCode' in error ? error.responseCode : undefined;
  return { code, status: typeof status === 'number' ? status : undefined };
}
