import { Injectable } from '@nestjs/common';
import { decideCommand } from '../command-decision.js';
import { commandOf } from '../commands.js';
import type { Decision } from '../decision.js';
import { FlowRuns } from '../flows/flow-runs.js';
import { isWayOut } from '../flows/reading.js';
import type { Turn } from '../turn.js';
import type { Stage } from './stage.js';

/** What the contact tells the service itself. Whatever was begun before is over then, but for a look at the help. */
@Injectable()
export class CommandStage implements Stage {
  readonly name = 'command';

  constructor(private readonly flowRuns: FlowRuns) {}

  async decide(turn: Turn): Promise<Decision | undefined> {
    const command = commandOf(turn.text);
    if (command === undefined || (isWayOut(turn.text) && (await this.isInFlow(turn)))) {
      return undefined;
    }
    turn.flow = command === 'help' ? undefined : null;
    return decideCommand(command, turn.texts);
  }

  /** Then the words that end a conversation end the flow alone. */
  private async isInFlow({ subject }: Turn): Promise<boolean> {
    return (await this.flowRuns.of(subject.conversation.id)) !== undefined;
  }
}
