import type { Command } from './commands.js';
import type { Decision } from './decision.js';
import type { Texts } from './texts/texts.js';

/** What a command comes to that needs nothing looked up. */
export function decideCommand(command: Exclude<Command, 'leave' | 'tickets'>, texts: Texts): Decision {
  switch (command) {
    case 'end':
      return { kind: 'answer', reason: 'conversation-ended', text: texts.ended };
    case 'clear':
      return { kind: 'answer', reason: 'context-cleared', text: texts.cleared };
    case 'human':
      return { kind: 'handoff', reason: 'asked-for-human', text: texts.humanRequested };
    case 'withdraw':
      return { kind: 'handoff', reason: 'consent-withdrawn', text: texts.consent.withdrawn };
    case 'consent':
      return { kind: 'answer', reason: 'consent-given', text: texts.consent.given };
    case 'help':
      return { kind: 'answer', reason: 'help', text: texts.help };
  }
}
