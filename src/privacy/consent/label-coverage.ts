import { Injectable } from '@nestjs/common';
import type { AccountId } from '../../common/ids.js';
import { Database } from '../../database/database.js';

/** How many of the messages that break the rule are named. */
const NAMED_MAX = 100;

/** A message does not say of which account it is; its conversation does. */
const SENT = `(m.generated or m.sender = 'operator') and m.created_at >= $1 and m.created_at < $2
  and ($3::uuid is null or (select c.account_id from conversations c where c.id = m.conversation_id) = $3)`;

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

  /** Of one account or, without it, of all. */
  async between(from: Date, to: Date, accountId?: AccountId): Promise<Coverage> {
    const [counts] = await this.database.rows<Record<'generated' | 'labelled' | 'human' | 'mislabelled', number>>(
      `select (count(*) filter (where generated))::integer as generated,
              (count(*) filter (where generated and labelled))::integer as labelled,
              (count(*) filter (where not generated))::integer as human,
              (count(*) filter (where not generated and labelled))::integer as mislabelled
         from messages m where ${SENT}`,
      [from, to, accountId],
    );
    return {
      generated: counts?.generated ?? 0,
      generatedLabelled: counts?.labelled ?? 0,
      unlabelled: await this.named('generated and not labelled', from, to, accountId),
      human: counts?.human ?? 0,
      humanLabelled: counts?.mislabelled ?? 0,
      mislabelled: await this.named('not generated and labelled', from, to, accountId),
    };
  }

  private async named(fault: string, ...span: readonly [Date, Date, AccountId?]): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(
      `select m.id from messages m where ${SENT} and ${fault} order by m.created_at, m.id limit ${NAMED_MAX}`,
      [span[0], span[1], span[2]],
    );
    return rows.map(({ id }) => id);
  }
}
