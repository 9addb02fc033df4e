import { Injectable } from '@nestjs/common';
import type { ConversationId, TurnId } from '../common/ids.js';
import { Database } from '../database/database.js';
import type { Option } from './clarification.js';
import type { Decision } from './decision.js';

/** What a contact's words may refer to: options to choose from, or an answer to vote on. */
export type PreviousTurn =
  | { kind: 'clarified'; turnId: TurnId; options: readonly Option[] }
  /** `turnId` is that of the question, also where its answer was chosen from options one turn later. */
  | { kind: 'answered'; turnId: TurnId };

/** So long a clarifying question waits for its answer; afterwards a number is an ordinary message again. */
const CLARIFICATION_MINUTES = 10;

/** Turns in between that leave the subject as it is. */
const PASSING: readonly Decision['reason'][] = [
  'small-talk',
  'help',
  'voted',
  'event',
  'blank',
  'unsupported-content',
  'tickets',
  'commented',
];
const ANSWERED: readonly Decision['reason'][] = ['quoted', 'chosen', 'model'];

interface Row {
  id: TurnId;
  reason: Decision['reason'];
  options: Option[] | null;
  question_turn_id: TurnId | null;
  is_recent: boolean;
}

/** Read from the turn itself, which committed with its reply: any process knows what the contact was asked. */
@Injectable()
export class PreviousTurns {
  constructor(private readonly database: Database) {}

  /** Undefined where the last turn that had a subject left nothing to choose from and nothing to vote on. */
  async of(conversationId: ConversationId): Promise<PreviousTurn | undefined> {
    const [row] = await this.database.rows<Row>(
      `select t.id, t.reason, t.explanation -> 'clarification' -> 'options' as options,
              t.explanation -> 'choice' ->> 'turnId' as question_turn_id,
              t.finished_at > clock_timestamp() - interval '${CLARIFICATION_MINUTES} minutes' as is_recent
         from turns t join conversations c on c.id = t.conversation_id
        where t.conversation_id = $1 and t.finished_at >= c.context_from and t.reason <> all($2)
        order by t.finished_at desc limit 1`,
      [conversationId, PASSING],
    );
    return row === undefined ? undefined : toPreviousTurn(row);
  }
}

function toPreviousTurn({ id, reason, options, question_turn_id, is_recent }: Row): PreviousTurn | undefined {
  if (reason === 'did-you-mean' && options !== null && is_recent) {
    return { kind: 'clarified', turnId: id, options };
  }
  return ANSWERED.includes(reason) ? { kind: 'answered', turnId: question_turn_id ?? id } : undefined;
}
