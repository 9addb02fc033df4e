import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  type TranscriptEntry,
  type TranscriptSource,
  TranscriptSources,
} from '../../audit/search/transcript-sources.js';
import { Database } from '../../database/database.js';
import { PersonalData } from '../../privacy/detection/personal-data.js';

interface Row {
  kind: string;
  id: string;
  at: Date;
  data: Record<string, unknown>;
}

/** For the auditor: the cases of a conversation, what operators noted of them, and what the contact thought of it. */
@Injectable()
export class CaseTranscript implements TranscriptSource, OnModuleInit {
  readonly name = 'cases';

  constructor(
    private readonly database: Database,
    private readonly sources: TranscriptSources,
    private readonly personalData: PersonalData,
  ) {}

  onModuleInit(): void {
    this.sources.register(this);
  }

  async entries(conversationId: string, from: Date | undefined, limit: number): Promise<TranscriptEntry[]> {
    const rows = await this.database.rows<Row>(
      `select * from (
         select 'case' as kind, h.id, h.created_at as at,
                json_build_object('reason', h.reason, 'state', h.state, 'groupId', h.group_id, 'operatorId', h.operator_id,
                  'claimedAt', h.claimed_at, 'outcome', h.outcome, 'text', h.note) as data
           from handoffs h where h.conversation_id = $1
         union all
         select 'note', n.id, n.created_at,
                json_build_object('handoffId', n.handoff_id, 'author', n.author, 'text', n.text)
           from handoff_notes n join handoffs h on h.id = n.handoff_id where h.conversation_id = $1
         union all
         select 'survey', s.id, s.created_at,
                json_build_object('handoffId', s.handoff_id, 'score', s.score, 'scoredAt', s.scored_at, 'text', s.comment)
           from handoffs h join surveys s on s.handoff_id = h.id where h.conversation_id = $1
         union all
         select 'ticket', t.id, t.created_at,
                json_build_object('number', t.number, 'state', t.state, 'reason', t.reason, 'text', t.summary)
           from tickets t where t.conversation_id = $1) as entries
        where $2::timestamptz is null or at >= $2
        order by at, kind, id limit $3`,
      [conversationId, from ?? null, limit],
    );
    return rows.map((row) => ({ ...row, data: this.masked(row.data) }));
  }

  /** What people write of a contact may hold what he would not have written. */
  private masked(data: Record<string, unknown>): Record<string, unknown> {
    const { text } = data;
    return typeof text === 'string' ? { ...data, text: this.personalData.mask(text) } : data;
  }
}
