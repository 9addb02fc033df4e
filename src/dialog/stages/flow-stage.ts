import { Injectable } from '@nestjs/common';
import type { Decision } from '../decision.js';
import { FlowRuns } from '../flows/flow-runs.js';
import { Flows } from '../flows/flows.js';
import type { Turn } from '../turn.js';
import type { Stage } from './stage.js';

/** A flow that the contact is in, or begins. What is about something else is answered, and the flow gone on with. */
@Injectable()
export class FlowStage implements Stage {
  readonly name = 'flow';

  constructor(
    private readonly flows: Flows,
    private readonly runs: FlowRuns,
  ) {}

  async decide(turn: Turn): Promise<Decision | undefined> {
    const { conversation, contactId, externalId, turnId, requestId, signal } = turn.subject;
    const state = await this.runs.of(conversation);
    const result = await this.flows.turn({
      state,
      intent: turn.intent?.intent,
      text: turn.original,
      language: turn.language,
      accountId: conversation.accountId,
      contactId,
      externalId,
      conversationId: conversation.id,
      turnId,
      requestId,
      signal,
      deadlineMs: turn.remainingMs,
    });
    if (result.kind === 'none') {
      turn.flow = state === undefined ? undefined : null;
      return undefined;
    }
    turn.grounds.flow = result.trace;
    switch (result.kind) {
      case 'aside':
        turn.flow = result.resume.state;
        turn.resume = result.resume.text === '' ? undefined : result.resume.text;
        return undefined;
      case 'handoff':
        return { kind: 'handoff', reason: result.reason, text: result.text, summary: result.summary };
      case 'reply':
        turn.flow = result.state;
        return { kind: 'answer', reason: result.reason, text: result.text };
    }
  }
}
