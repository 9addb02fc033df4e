import { applyPolicy } from '../policy.js';
import type { Decision } from '../decision.js';
import type { Turn } from '../turn.js';
import type { Stage } from './stage.js';

/** Who owns the conversation, and whether there are words to be answered at all. */
export const policyStage: Stage = {
  name: 'policy',
  decide({ subject, texts }: Turn): Decision | undefined {
    return applyPolicy(subject.contents, subject.conversation.owner, texts);
  },
};
