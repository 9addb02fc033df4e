import { Injectable } from '@nestjs/common';
import type { Decision } from '../decision.js';
import { Intents } from '../intents/intents.js';
import type { Turn } from '../turn.js';
import type { Stage } from './stage.js';

/** What the contact wants. Whoever wants a human gets one, whatever was begun. */
@Injectable()
export class UnderstandingStage implements Stage {
  readonly name = 'understanding';

  constructor(private readonly intents: Intents) {}

  async decide(turn: Turn): Promise<Decision | undefined> {
    const { conversation, requestId, signal } = turn.subject;
    const intent = await this.intents.of(turn.text, {
      language: turn.language,
      accountId: conversation.accountId,
      conversationId: conversation.id,
      requestId,
      signal,
      deadlineMs: turn.remainingMs,
    });
    turn.intent = intent;
    return intent.intent === 'wants-human'
      ? { kind: 'handoff', reason: 'asked-for-human', text: turn.texts.humanRequested }
      : undefined;
  }
}
