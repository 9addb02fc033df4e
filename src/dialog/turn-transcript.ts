import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type TranscriptEntry, type TranscriptSource, TranscriptSources } from '../audit/search/transcript-sources.js';
import { Database } from '../database/database.js';
import type { Explanation } from './explanation.js';

interface Row {
  id: string;
  outcome: string;
  reason: string;
  explanation: Explanation;
  started_at: Date;
  finished_at: Date;
}

/** For the auditor: how each turn of a conversation ended, and from which passages, by which model and rules. */
@Injectable()
export class TurnTranscript implements TranscriptSource, OnModuleInit {
  readonly name = 'turns';

  constructor(
    private readonly database: Database,
    private readonly sources: TranscriptSources,
  ) {}

  onModuleInit(): void {
    this.sources.register(this);
  }

  /** By way of the messages, which are found by their conversation. */
  async entries(conversationId: string, from: Date | undefined, limit: number): Promise<TranscriptEntry[]> {
    const rows = await this.database.rows<Row>(
      `select id, outcome, reason, explanation, started_at, finished_at from turns
        where id in (select turn_id from messages where conversation_id = $1)
          and ($2::timestamptz is null or finished_at >= $2)
        order by finished_at, id limit $3`,
      [conversationId, from ?? null, limit],
    );
    return rows.map(({ id, outcome, reason, explanation, started_at: startedAt, finished_at: at }) => ({
      kind: 'turn',
      id,
      at,
      turnId: id,
      data: { outcome, reason, startedAt: startedAt.toISOString(), explanation },
    }));
  }
}
