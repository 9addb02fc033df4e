import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { errcodeEntry } from '../wecom/errcodes.js';
import { WecomUnreachableError } from '../wecom/wecom-errors.js';
import { WecomHttp, type WecomReply } from '../wecom/wecom-http.js';
import type { Dispatch } from './dispatches.js';
import type { SendResult } from './notification-policy.js';
import { RobotQuota } from './robot-quota.js';

const PATH = '/cgi-bin/webhook/send';

/** Writes into groups of WeCom, through their robots (群机器人). */
@Injectable()
export class RobotSender {
  constructor(
    private readonly http: WecomHttp,
    private readonly quota: RobotQuota,
  ) {}

  async send({ request }: Dispatch, key: string): Promise<SendResult> {
    const reservation = await this.quota.reserve(createHash('sha256').update(key).digest('base64url'));
    if (!reservation.granted) {
      return { outcome: 'quota', afterMs: reservation.afterMs };
    }
    try {
      return resultOf(await this.http.post(PATH, { key }, request));
    } catch (error) {
      if (error instanceof WecomUnreachableError) {
        return { outcome: 'retry', reason: `unreachable: ${error.reason}` };
      }
      throw error;
    } finally {
      await this.quota.complete(reservation.id);
    }
  }
}

function resultOf({ errcode }: WecomReply): SendResult {
  const reason = `errcode-${errcode}`;
  const { action, afterMs } = errcodeEntry(errcode);
  if (action === 'ok') {
    return { outcome: 'delivered', externalId: null };
  }
  return action === 'retry'
    ? { outcome: 'retry', reason, ...(afterMs !== undefined && { afterMs }) }
    : { outcome: 'rejected', reason }; // the key, the robot or the text is wrong, and stays so
}
