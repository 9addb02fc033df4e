import { Injectable } from '@nestjs/common';
import type { Decision } from './decision.js';
import { inItsScript } from './its-script.js';
import { OutboundFilter } from './outbound-filter.js';
import { HandoffNotice } from './handoff-notice.js';
import { AnswerStage } from './stages/answer-stage.js';
import { CommandStage } from './stages/command-stage.js';
import { consentStage } from './stages/consent-stage.js';
import { DemandStage } from './stages/demand-stage.js';
import { DeskStage } from './stages/desk-stage.js';
import { FlowStage } from './stages/flow-stage.js';
import { FollowUpStage } from './stages/follow-up-stage.js';
import { InboundFilterStage } from './stages/inbound-filter-stage.js';
import { LimitsStage } from './stages/limits-stage.js';
import { SpokenConsentStage } from './stages/spoken-consent-stage.js';
import { PolicyStage } from './stages/policy-stage.js';
import { smallTalkStage } from './stages/small-talk-stage.js';
import type { Stage } from './stages/stage.js';
import { SurveyStage } from './stages/survey-stage.js';
import { UnderstandingStage } from './stages/understanding-stage.js';
import { type Thought, Turn, type TurnSubject } from './turn.js';

/** Finds out what to say. No transaction is open meanwhile. */
@Injectable()
export class Thinking {
  /**
   * The way of a turn: the first stage that comes to a decision ends it, and the last one always does. A flow comes before
   * votes and choices, because `不对` and `2` may be what it waits for.
   * The desk comes first: what an operator writes to a contact is no question.
   */
  private readonly stages: readonly Stage[];

  constructor(
    desk: DeskStage,
    spokenConsent: SpokenConsentStage,
    policy: PolicyStage,
    limits: LimitsStage,
    inboundFilter: InboundFilterStage,
    commands: CommandStage,
    surveys: SurveyStage,
    understanding: UnderstandingStage,
    demands: DemandStage,
    flows: FlowStage,
    followUps: FollowUpStage,
    answers: AnswerStage,
    private readonly outboundFilter: OutboundFilter,
    private readonly notice: HandoffNotice,
  ) {
    this.stages = [
      desk,
      spokenConsent,
      policy,
      limits,
      inboundFilter,
      commands,
      consentStage,
      surveys,
      understanding,
      demands,
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
    const passed = await this.outboundFilter.pass(turn, decision);
    return turn.end(await this.notice.complete(turn, passed));
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
