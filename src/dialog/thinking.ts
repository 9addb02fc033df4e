import { Injectable } from '@nestjs/common';
import type { Decision } from './decision.js';
import { inItsScript } from './its-script.js';
import { OutboundFilter } from './outbound-filter.js';
import { AnswerStage } from './stages/answer-stage.js';
import { CommandStage } from './stages/command-stage.js';
import { FlowStage } from './stages/flow-stage.js';
import { FollowUpStage } from './stages/follow-up-stage.js';
import { InboundFilterStage } from './stages/inbound-filter-stage.js';
import { LimitsStage } from './stages/limits-stage.js';
import { policyStage } from './stages/policy-stage.js';
import { smallTalkStage } from './stages/small-talk-stage.js';
import type { Stage } from './stages/stage.js';
import { UnderstandingStage } from './stages/understanding-stage.js';
import { type Thought, Turn, type TurnSubject } from './turn.js';

/** Finds out what to say. No transaction is open meanwhile. */
@Injectable()
export class Thinking {
  /**
   * The way of a turn: the first stage that comes to a decision ends it, and the last one always does. A flow comes before
   * votes and choices, because `不对` and `2` may be what it waits for.
   */
  private readonly stages: readonly Stage[];

  constructor(
    limits: LimitsStage,
    inboundFilter: InboundFilterStage,
    commands: CommandStage,
    understanding: UnderstandingStage,
    flows: FlowStage,
    followUps: FollowUpStage,
    answers: AnswerStage,
    private readonly outboundFilter: OutboundFilter,
  ) {
    this.stages = [
      policyStage,
      limits,
      inboundFilter,
      commands,
      understanding,
      flows,
      followUps,
      smallTalkStage,
      answers,
    ];
  }

  /** @throws what the signal is aborted with: the turn is somebody else's by then. */
  async think(subject: TurnSubject): Promise<Thought> {
    const turn = new Turn(subject);
    const decision = await inItsScript(await this.decide(turn), turn.language);
    return turn.end(await this.outboundFilter.pass(turn, decision));
  }

  private async decide(turn: Turn): Promise<Decision> {
    for (const stage of this.stages) {
      const decision = await turn.steps.take(
        stage.name,
        () => stage.decide(turn),
        (made) => made?.reason ?? 'passed',
      );
      if (decision !== undefined) {
        return decision;
      }
    }
    throw new TypeError('no stage came to a decision');
  }
}
