import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';

/** How many of the messages that break the rule are named. */
const NAMED_MAX = 100;

export interface Coverage {
  generated: number;
  generatedLabelled: number;
  /** The oldest of those without a label. */
  unlabelled: readonly string[];
  human: number;
  humanLabelled: number;
  /** The oldest of those of people that say a model wrote them. */
  mislabelled: readonly string[];
}

/** Whether answers of models say so, and messages of people do not: counted from what was sent. */
@Injectable()
export class LabelCoverage {
  constructor(private readonly database: Database) {}

  async between(from: Date, to: Date): Promise<Coverage> {
    const [counts] = await this.database.rows<Record<'generated' | 'labelled' | 'human' | 'mislabelled', number>>(
      `select (count(*) filter (where generated))::integer as generated,
              (count(*) filter (where generated and labelled))::integer as labelled,
              (count(*) filter (where not generated))::integer as human,
              (count(*) filter (where not generated and labelled))::integer as mislabelled
         from messages where (generated or sender = 'operator') and created_at >= $1 and created_at < $2`,
      [from, to],
    );
    return {
      generated: counts?.generated ?? 0,
      generatedLabelled: counts?.labelled ?? 0,
      unlabelled: await this.named(from, to, 'generated and not labelled'),
      human: counts?.human ?? 0,
      humanLabelled: counts?.mislabelled ?? 0,
      mislabelled: await this.named(from, to, 'not generated and labelled'),
    };
  }

  private async named(from: Date, to: Date, fault: string): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(
      `select id from messages
        where (generated or sender = 'operator') and created_at >= $1 and created_at < $2 and ${fault}
        order by created_at, id limit ${NAMED_MAX}`,
      [from, to],
    );
    return rows.map(({ id }) => id);
  }
}
