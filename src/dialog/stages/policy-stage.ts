import { Injectable } from '@nestjs/common';
import { Settings } from '../../settings/settings.js';
import type { Decision } from '../decision.js';
import { applyPolicy } from '../policy.js';
import type { Turn } from '../turn.js';
import type { Stage } from './stage.js';

/** Who owns the conversation, and whether there are words to be answered at all. */
@Injectable()
export class PolicyStage implements Stage {
  readonly name = 'policy';

  constructor(private readonly settings: Settings) {}

  decide({ subject, texts }: Turn): Decision | undefined {
    const unsupported = this.settings.get('handoff.unsupportedContent');
    return applyPolicy(subject.contents, subject.conversation.owner, texts, unsupported);
  }
}
