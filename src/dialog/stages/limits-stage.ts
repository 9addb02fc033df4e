import { Injectable } from '@nestjs/common';
import type { Decision } from '../decision.js';
import { Limits } from '../limits/limits.js';
import type { Turn } from '../turn.js';
import type { Stage } from './stage.js';

/** Who writes more than the enterprise answers is told so once, and then not answered for a while. */
@Injectable()
export class LimitsStage implements Stage {
  readonly name = 'limits';

  constructor(private readonly limits: Limits) {}

  async decide({ subject, texts }: Turn): Promise<Decision | undefined> {
    const { contactId, conversation, turnId } = subject;
    const { accountId } = conversation;
    const admission = await this.limits.admit({ contactId, accountId, turnId });
    if (admission.kind === 'ok') {
      return undefined;
    }
    return admission.tell
      ? { kind: 'refuse', reason: 'rate-limited', text: texts.limited }
      : { kind: 'ignore', reason: 'rate-limited' };
  }
}
