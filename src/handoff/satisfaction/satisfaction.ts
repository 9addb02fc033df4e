import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';

export interface SatisfactionFilter {
  from: Date;
  /** No longer part of it. */
  to: Date;
  groupId?: string | undefined;
  about?: 'operator' | 'bot' | undefined;
}

export interface SatisfactionFigures {
  asked: number;
  answered: number;
  /** Null where nobody answered. */
  average: number | null;
  /** How many gave 1, 2 … 5. */
  scores: readonly number[];
}

export interface ScoredRow {
  id: string;
  handoff_id: string | null;
  conversation_id: string;
  contact_id: string;
  account_id: string;
  operator_id: string | null;
  group_id: string | null;
  score: number;
  comment: string | null;
  created_at: Date;
  scored_at: Date;
}

const WHERE = `created_at >= $1 and created_at < $2 and ($3::uuid is null or group_id = $3)
  and ($4::text is null or (handoff_id is null) = ($4 = 'bot'))`;

const SCORES = [1, 2, 3, 4, 5].map((score) => `count(*) filter (where score = ${score})::integer`).join(', ');

/** How contacts were served, as they say. */
@Injectable()
export class Satisfaction {
  constructor(private readonly database: Database) {}

  async figures(filter: SatisfactionFilter): Promise<SatisfactionFigures> {
    const [row] = await this.database.rows<SatisfactionFigures>(
      `select count(*)::integer as asked, count(score)::integer as answered,
              round(avg(score), 2)::double precision as average,
              array[${SCORES}] as scores
         from surveys where ${WHERE}`,
      parametersOf(filter),
    );
    return row ?? { asked: 0, answered: 0, average: null, scores: [0, 0, 0, 0, 0] };
  }

  /** What was answered, newest first; `before` is the id of the last of the page before. */
  answers(filter: SatisfactionFilter, before: string | undefined, limit: number): Promise<ScoredRow[]> {
    return this.database.rows<ScoredRow>(
      `select id, handoff_id, conversation_id, contact_id, account_id, operator_id, group_id, score, comment, created_at,
              scored_at
         from surveys
        where ${WHERE} and score is not null
          and ($5::uuid is null or (created_at, id) < (select created_at, id from surveys where id = $5))
        order by created_at desc, id desc limit $6`,
      [...parametersOf(filter), before ?? null, limit],
    );
  }
}

function parametersOf({ from, to, groupId, about }: SatisfactionFilter): unknown[] {
  return [from.toISOString(), to.toISOString(), groupId ?? null, about ?? null];
}
