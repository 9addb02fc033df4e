import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  type TranscriptEntry,
  type TranscriptHead,
  type TranscriptSource,
  TranscriptSources,
} from '../audit/search/transcript-sources.js';
import { Database } from '../database/database.js';
import type { InboundContent, OutboundContent } from './content.js';
import { textIn } from './texts/said-text.js';

interface HeadRow {
  id: string;
  account_id: string;
  contact_id: string;
  started_at: Date;
  ended_at: Date | null;
}

interface MessageRow {
  id: string;
  turn_id: string | null;
  direction: string;
  sender: string;
  content: InboundContent | OutboundContent;
  created_at: Date;
  outcome: string | null;
  deliveries: unknown;
}

/** For the auditor: what was said in a conversation, and what became of sending it. */
@Injectable()
export class ConversationTranscript implements TranscriptSource, OnModuleInit {
  readonly name = 'messages';

  constructor(
    private readonly database: Database,
    private readonly sources: TranscriptSources,
  ) {}

  onModuleInit(): void {
    this.sources.register(this);
  }

  async head(conversationId: string): Promise<TranscriptHead | undefined> {
    const [row] = await this.database.rows<HeadRow>(
      'select id, account_id, contact_id, started_at, ended_at from conversations where id = $1',
      [conversationId],
    );
    return (
      row && {
        conversationId: row.id,
        accountId: row.account_id,
        contactId: row.contact_id,
        startedAt: row.started_at,
        endedAt: row.ended_at,
      }
    );
  }

  async entries(conversationId: string, from: Date | undefined, limit: number): Promise<TranscriptEntry[]> {
    const rows = await this.database.rows<MessageRow>(
      `select m.id, m.turn_id, m.direction, m.sender, m.content, m.created_at,
              (select i.outcome from inbox i where i.id = m.id) as outcome,
              (select coalesce(json_agg(json_build_object('id', o.id, 'state', o.state, 'attempts', o.attempts,
                        'reason', o.reason, 'externalId', o.external_id, 'at', o.done_at) order by o.sequence), '[]')
                 from outbox o where o.message_id = m.id) as deliveries
         from messages m
        where m.conversation_id = $1 and ($2::timestamptz is null or m.created_at >= $2)
        order by m.created_at, m.sequence limit $3`,
      [conversationId, from ?? null, limit],
    );
    return rows.map(toEntry);
  }
}

function toEntry({ id, turn_id: turnId, content, created_at: at, ...row }: MessageRow): TranscriptEntry {
  const { direction, sender, outcome, deliveries } = row;
  const said = { direction, sender, type: content.type, text: textIn(content), content };
  return {
    kind: 'message',
    id,
    at,
    messageId: id,
    ...(turnId !== null && { turnId }),
    data: { ...said, ...(direction === 'inbound' ? { outcome } : { deliveries }) },
  };
}
