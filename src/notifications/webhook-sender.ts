import { createHmac } from 'node:crypto';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type Agent, request } from 'undici';
import { AppConfig } from '../config/app-config.js';
import { AddressRefusedError, configuredPolicy, guardedAgent } from '../config/guarded-agent.js';
import type { Dispatch } from './dispatches.js';
import type { SendResult } from './notification-policy.js';

const TIMEOUT_MS = 10_000;
const RESPONSE_BYTES_MAX = 64 * 1_024;
const GONE = 410;

/**
 * Posts signed JSON. The signature is `v1=` and the HMAC-SHA256, in hexadecimal, of `timestamp.deliveryId.body`; a
 * repetition has the same delivery id and body, and a timestamp (Unix seconds) of its own.
 */
@Injectable()
export class WebhookSender implements OnApplicationShutdown {
  private readonly agent: Agent;

  /** @throws {AppError} `config.invalid` for a wrong `WEBHOOK_PRIVATE_HOSTS`. */
  constructor({ environment }: AppConfig) {
    this.agent = guardedAgent(configuredPolicy('WEBHOOK_PRIVATE_HOSTS', environment.WEBHOOK_PRIVATE_HOSTS));
  }

  async send({ id, event, request: body }: Dispatch, target: { url: string; secret: string }): Promise<SendResult> {
    const timestamp = `${Math.floor(Date.now() / 1_000)}`;
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    try {
      const response = await request(target.url, {
        dispatcher: this.agent,
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'x-kefu-event': event,
          'x-kefu-delivery': id,
          'x-kefu-timestamp': timestamp,
          'x-kefu-signature': signatureOf(target.secret, timestamp, id, body),
        },
        body,
        signal,
      });
      await response.body.dump({ limit: RESPONSE_BYTES_MAX, signal }).catch(() => undefined); // the status was said
      return resultOf(response.statusCode, id);
    } catch (error) {
      if (error instanceof AddressRefusedError) {
        return { outcome: 'rejected', reason: 'address-refused' };
      }
      return { outcome: 'retry', reason: signal.aborted ? 'timed-out' : `unreachable: ${codeOf(error)}` };
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.agent.destroy();
  }
}

export function signatureOf(secret: string, timestamp: string, deliveryId: string, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${deliveryId}.${body}`).digest('hex')}`;
}

/** No redirect is followed: it would lead the signed body to where nobody configured it to go. */
function resultOf(status: number, id: string): SendResult {
  if (status >= 200 && status < 300) {
    return { outcome: 'delivered', externalId: id };
  }
  if (status >= 300 && status < 400) {
    return { outcome: 'rejected', reason: `redirect-refused-${status}` };
  }
  return status === GONE
    ? { outcome: 'rejected', reason: `http-${status}` }
    : { outcome: 'retry', reason: `http-${status}` };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'failed';
}
