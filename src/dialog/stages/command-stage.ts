import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { Handoffs } from '../../handoff/cases/handoffs.js';
import { Tickets } from '../../handoff/tickets/tickets.js';
import { decideCommand } from '../command-decision.js';
import { type Command, commandOf } from '../commands.js';
import type { Decision } from '../decision.js';
import { FlowRuns } from '../flows/flow-runs.js';
import { isWayOut } from '../flows/reading.js';
import type { Turn } from '../turn.js';
import type { Stage } from './stage.js';

/** Whatever was begun goes on after these. */
const PASSING: readonly Command[] = ['help', 'tickets'];

/** What the contact tells the service itself. Whatever was begun before is over then, but for a look at something. */
@Injectable()
export class CommandStage implements Stage {
  readonly name = 'command';

  constructor(
    private readonly flowRuns: FlowRuns,
    private readonly handoffs: Handoffs,
    private readonly tickets: Tickets,
    private readonly database: Database,
  ) {}

  async decide(turn: Turn): Promise<Decision | undefined> {
    const command = commandOf(turn.text);
    if (command === undefined || (isWayOut(turn.text) && (await this.isInFlow(turn)))) {
      return undefined;
    }
    turn.flow = PASSING.includes(command) ? undefined : null;
    switch (command) {
      case 'leave':
        return this.leave(turn);
      case 'tickets': {
        const text = await this.tickets.statesFor(turn.subject.contactId, turn.language);
        return { kind: 'answer', reason: 'tickets', text };
      }
      case 'withdraw':
      case 'consent': // heard by an earlier stage
      case 'clear':
      case 'end':
      case 'help':
      case 'human':
        return decideCommand(command, turn.texts);
    }
  }

  /** Then the words that end a conversation end the flow alone. */
  private async isInFlow({ subject }: Turn): Promise<boolean> {
    return this.flowRuns.isIn(subject.conversation.id);
  }

  private async leave({ subject, texts }: Turn): Promise<Decision> {
    const open = await this.handoffs.ofConversation(this.database, subject.conversation.id);
    const text = open === undefined ? texts.waiting.notWaiting : texts.waiting.left;
    return { kind: 'answer', reason: 'queue-left', text };
  }
}
