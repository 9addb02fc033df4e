import { Injectable } from '@nestjs/common';
import type { ConversationId, TurnId } from '../common/ids.js';
import { Database } from '../database/database.js';
import type { Decision, Unanswered } from './decision.js';
import type { Turn } from './turn.js';

const UNANSWERED: readonly Unanswered[] = ['nothing-relevant', 'low-confidence'];

/** Whether the conversation has been of use so far: after two answers that were not, a human is called. */
@Injectable()
export class Usefulness {
  constructor(private readonly database: Database) {}

  /** Whoever was offered a human and asks in vain again gets one. `on` is the turn of the question. */
  async orHuman({ subject, texts }: Turn, on: TurnId, decision: Decision): Promise<Decision> {
    const isInVain = decision.kind === 'clarify' && UNANSWERED.some((reason) => reason === decision.reason);
    return isInVain && (await this.wasUselessBefore(subject.conversation.id, on))
      ? { kind: 'handoff', reason: 'unanswered-twice', text: texts.unhelpfulTwice }
      : decision;
  }

  /** Whether the question before the one of turn `on` got no answer, or one that did not help. */
  async wasUselessBefore(conversationId: ConversationId, on: TurnId): Promise<boolean> {
    const [before] = await this.database.rows<{ isUseless: boolean }>(
      `select coalesce(q.vote = 'unhelpful', false) or t.reason = any($3) as "isUseless"
         from turns t left join asked_questions q on q.turn_id = t.id
        where t.conversation_id = $1 and t.id <> $2
          and t.finished_at < coalesce((select finished_at from turns where id = $2), clock_timestamp())
          and (q.id is not null or t.reason = any($3))
        order by t.finished_at desc limit 1`,
      [conversationId, on, UNANSWERED],
    );
    return before?.isUseless ?? false;
  }
}
