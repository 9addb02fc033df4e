import type { Decision } from '../decision.js';
import type { Turn } from '../turn.js';
import type { Stage } from './stage.js';

/** Whoever does not want to be answered by a machine goes to a human, whatever he asks. */
export const consentStage: Stage = {
  name: 'consent',
  decide({ subject, texts }: Turn): Decision | undefined {
    return subject.conversation.isMachineRefused === true
      ? { kind: 'handoff', reason: 'consent-withdrawn', text: texts.consent.refused }
      : undefined;
  },
};
