import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../database/database.js';
import {
  type Candidate,
  positionOf,
  type RetentionBatch,
  type RetentionKind,
  RetentionKinds,
  type RetentionResult,
  resultOf,
} from '../../privacy/retention/retention-kinds.js';

/** What people asked the knowledge base long ago. */
@Injectable()
export class QuestionRetention implements RetentionKind, OnModuleInit {
  readonly name = 'questions';
  readonly setting = 'retention.questionsDays';

  constructor(
    private readonly database: Database,
    private readonly kinds: RetentionKinds,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  expire({ before, after, limit }: RetentionBatch): Promise<RetentionResult> {
    return this.database.transaction(async (tx) => {
      const old = await tx.rows<Candidate>(
        `select id, asked_at::text as at, is_held(contact_id, conversation_id, account_id) as held from asked_questions
          where asked_at < $1 and (asked_at, id) > ($2, $3) order by asked_at, id limit $4`,
        [before, ...positionOf(after), limit],
      );
      await tx.run('delete from asked_questions where id = any($1)', [
        old.filter(({ held }) => !held).map(({ id }) => id),
      ]);
      return resultOf(old, limit);
    });
  }
}
