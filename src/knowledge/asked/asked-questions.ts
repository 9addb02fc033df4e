import { Injectable } from '@nestjs/common';
import { type AskedQuestionId, newId } from '../../common/ids.js';
import type { Tx } from '../../database/database.js';
import { PersonalData } from '../../privacy/detection/personal-data.js';

/** A question that reached the knowledge base, and what its turn came to. */
export interface AskedQuestion {
  turnId: string;
  accountId: string;
  conversationId: string;
  contactId: string;
  text: string;
  confidence: number;
  inScope: number;
  outcome: string;
  reason: string;
  firstDocumentId?: string;
}

export type Vote = 'helpful' | 'unhelpful';

/** So long after it was asked back, a question without a choice counts as not answered. */
const CHOICE_MINUTES = 10;

/** What a turn that ended so says of the knowledge base: whether the question was left without an answer, and when. */
const GAP_AFTER_MINUTES: Readonly<Record<string, number>> = {
  'nothing-relevant': 0,
  'low-confidence': 0,
  'did-you-mean': CHOICE_MINUTES,
};

/** What people asked, without their personal data. */
@Injectable()
export class AskedQuestions {
  constructor(private readonly personalData: PersonalData) {}

  async record(tx: Tx, asked: AskedQuestion): Promise<void> {
    await tx.run(
      `insert into asked_questions (id, turn_id, account_id, conversation_id, contact_id, text, confidence, in_scope,
                                    outcome, reason, first_document_id, gap_from)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, clock_timestamp() + make_interval(mins => $12::integer))`,
      [
        newId<AskedQuestionId>(),
        asked.turnId,
        asked.accountId,
        asked.conversationId,
        asked.contactId,
        this.personalData.maskForAll(asked.text),
        asked.confidence,
        asked.inScope,
        asked.outcome,
        asked.reason,
        asked.firstDocumentId ?? null,
        GAP_AFTER_MINUTES[asked.reason] ?? null,
      ],
    );
  }

  /** The contact said which document was meant: the question was answered after all, by that one. */
  async choose(tx: Tx, turnId: string, documentId: string): Promise<void> {
    await tx.run(
      `update asked_questions set first_document_id = $2, gap_from = null where turn_id = $1 and cluster_id is null`,
      [turnId, documentId],
    );
  }

  /** @returns whether there is such a question. The last vote counts. */
  async vote(tx: Tx, turnId: string, vote: Vote): Promise<boolean> {
    const changed = await tx.run(
      `update asked_questions
          set vote = $2,
              gap_from = case when $2 = 'unhelpful' then coalesce(gap_from, clock_timestamp())
                              when cluster_id is null then null
                              else gap_from end
        where turn_id = $1`,
      [turnId, vote],
    );
    return changed > 0;
  }
}
