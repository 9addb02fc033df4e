import { Injectable } from '@nestjs/common';
import { MachineConsent } from '../../messaging/machine-consent.js';
import { decideCommand } from '../command-decision.js';
import { commandOf } from '../commands.js';
import type { Decision } from '../decision.js';
import type { Turn } from '../turn.js';
import type { Stage } from './stage.js';

/**
 * Whether a machine may answer is heard whoever has the conversation, and before anything may refuse the turn. That it may
 * not is also heard where something else was written along with it: it all goes to a human then. The operator who has the
 * case reads the words as well.
 */
@Injectable()
export class SpokenConsentStage implements Stage {
  readonly name = 'spoken-consent';

  constructor(private readonly consent: MachineConsent) {}

  decide(turn: Turn): Decision | undefined {
    const said = saidIn(turn);
    if (said === undefined) {
      return undefined;
    }
    const saying = sayingOf(turn);
    turn.effects.push((tx) =>
      said === 'withdraw' ? this.consent.withdraw(tx, saying) : this.consent.give(tx, saying),
    );
    if (turn.subject.conversation.owner === 'operator') {
      return undefined;
    }
    turn.flow = null;
    return decideCommand(said, turn.texts);
  }
}

function saidIn({ subject, text }: Turn): 'withdraw' | 'consent' | undefined {
  const refuses = subject.contents.some((content) => content.type === 'text' && commandOf(content.text) === 'withdraw');
  const command = refuses ? 'withdraw' : commandOf(text);
  return command === 'withdraw' || command === 'consent' ? command : undefined;
}

function sayingOf({ subject: { contactId, conversation, turnId, requestId } }: Turn) {
  return { contactId, accountId: conversation.accountId, conversationId: conversation.id, turnId, requestId };
}
