import { Injectable } from '@nestjs/common';
import type { AccountId, ContactId, ConversationId, TurnId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import type { InboundContent } from '../../messaging/content.js';
import { mask } from '../../privacy/detection/masking.js';
import type { Explanation } from '../explanation.js';
import type { TurnSubject } from '../turn.js';
import type { ReplayedAnswer } from './replayed-answer.js';

interface Row {
  id: TurnId;
  contact_id: ContactId;
  account_id: AccountId;
  conversation_id: ConversationId;
  external_id: string;
  outcome: string;
  reason: string;
  explanation: Explanation;
  language: string | null;
  milliseconds: number;
  said: InboundContent[];
  answer: string | null;
}

export interface PastTurn {
  /** To be thought about again, but for what it may spend. */
  subject: Omit<TurnSubject, 'budgetMs' | 'signal'>;
  answer: ReplayedAnswer;
}

/** Turns as they were, from the messages and explanations that are kept. */
@Injectable()
export class PastTurns {
  constructor(private readonly database: Database) {}

  /** Undefined for a turn that was erased. */
  async get(id: string): Promise<PastTurn | undefined> {
    const [row] = await this.database.rows<Row>(
      `select t.id, t.contact_id, t.account_id, t.conversation_id, c.external_id, t.outcome, t.reason, t.explanation,
              t.language, (extract(epoch from t.finished_at - t.started_at) * 1000)::float8 as milliseconds,
              (select coalesce(jsonb_agg(m.content order by m.sequence), '[]') from messages m
                where m.conversation_id = t.conversation_id and m.turn_id = t.id and m.direction = 'inbound') as said,
              (select m.content->>'text' from messages m
                where m.conversation_id = t.conversation_id and m.turn_id = t.id and m.direction = 'outbound'
                  and m.sender = 'bot' order by m.sequence desc limit 1) as answer
         from turns t join contacts c on c.id = t.contact_id
        where t.id = $1`,
      [id],
    );
    return row === undefined || row.said.length === 0 ? undefined : toPastTurn(row);
  }
}

function toPastTurn(row: Row): PastTurn {
  const { id, contact_id: contactId, account_id: accountId, conversation_id: conversationId, language } = row;
  const conversation = { id: conversationId, contactId, accountId, owner: 'bot' as const, language };
  const { external_id: externalId, said: contents, outcome, reason, explanation, milliseconds } = row;
  return {
    subject: {
      turnId: id,
      contactId,
      externalId,
      conversation,
      contents,
      originals: contents,
      requestId: `replay/${id}`,
    },
    answer: answerOf(explanation, { outcome, reason }, row.answer, Math.round(milliseconds)),
  };
}

export function answerOf(
  { answerConfidence, confidence, route, model, passages = [], usage }: Explanation,
  { outcome, reason }: { outcome: string; reason: string },
  text: string | null,
  milliseconds: number,
): ReplayedAnswer {
  return {
    outcome,
    reason,
    text: text === null ? null : mask(text),
    confidence: answerConfidence?.value ?? confidence ?? null,
    route: route?.name ?? null,
    arm: route?.arm ?? null,
    model: model?.name ?? null,
    promptVersion: model?.promptVersion ?? null,
    documents: [...new Set(passages.map(({ externalId }) => externalId))],
    milliseconds,
    cost: usage?.cost ?? null,
  };
}
