import { Injectable } from '@nestjs/common';
import { Outlooks } from '../handoff/cases/outlooks.js';
import { type Decision, reworded } from './decision.js';
import type { Turn } from './turn.js';
import { waitingWords } from './waiting-words.js';

/** Whoever is handed to a human is told how long that takes, and how to leave. */
@Injectable()
export class HandoffNotice {
  constructor(private readonly outlooks: Outlooks) {}

  async complete(turn: Turn, decision: Decision): Promise<Decision> {
    if (decision.kind !== 'handoff') {
      return decision;
    }
    const { id: conversationId, accountId } = turn.subject.conversation;
    const at = new Date();
    const outlook = await turn.steps.take(
      'outlook',
      () =>
        this.outlooks.of({
          intent: turn.intent?.intent,
          category: turn.grounds.retrieval?.hits[0]?.category,
          language: turn.language,
          accountId,
          conversationId,
          ...('to' in decision && { groupId: decision.to?.groupId }),
          at,
        }),
      ({ kind }) => kind,
    );
    return reworded(decision, decision.text + waitingWords(outlook, turn.texts, at));
  }
}
