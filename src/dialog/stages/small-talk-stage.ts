import type { Decision } from '../decision.js';
import { isWordless, smallTalkReply } from '../small-talk.js';
import type { Turn } from '../turn.js';
import type { Stage } from './stage.js';

/** What is said out of politeness, and asks for nothing that could be looked up. */
export const smallTalkStage: Stage = {
  name: 'small-talk',
  decide({ text, intent, texts }: Turn): Decision | undefined {
    const reply = isWordless(text) ? texts.wordless : smallTalkReply(text, intent, texts);
    return reply === undefined ? undefined : { kind: 'answer', reason: 'small-talk', text: reply };
  },
};
