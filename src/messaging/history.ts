import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { InboundContent, OutboundContent } from './content.js';
import type { MediaSummary } from './media/media.js';

export interface ConversationRow {
  id: string;
  account_id: string;
  contact_id: string;
  external_id: string;
  state: string;
  owner: string;
  started_at: Date;
  last_activity_at: Date;
  ended_at: Date | null;
  end_reason: string | null;
  language: string | null;
}

export interface MessageRow {
  id: string;
  sequence: string;
  conversation_id: string;
  turn_id: string | null;
  direction: 'inbound' | 'outbound';
  sender: string;
  content: InboundContent | OutboundContent;
  created_at: Date;
  /** Of an inbound message: its outcome, or `open`. Of an outbound one: what became of its parts. */
  status: string;
  reason: string | null;
  /** The files that came with it, or went out with it. */
  media: MediaSummary[];
}

export const messageOrders = ['createdAt', '-createdAt'] as const;

export interface MessageFilter {
  direction?: string | undefined;
  sender?: string | undefined;
  sort: (typeof messageOrders)[number];
  /** The sequence of the last message of the page before. */
  after: string | undefined;
  limit: number;
}

const CONVERSATION = `select c.id, c.account_id, c.contact_id, p.external_id, c.state, c.owner, c.started_at,
    c.last_activity_at, c.ended_at, c.end_reason, c.language
  from conversations c join contacts p on p.id = c.contact_id`;

/** A received message has the file that came with it; a sent one names its own. */
const MEDIA = `(
  select coalesce(json_agg(json_build_object('id', f.id, 'type', f.type, 'name', f.name, 'bytes', f.bytes)), '[]')
    from media f
   where f.id = case when m.direction = 'outbound' then (m.content->>'media')::uuid end or f.message_id = m.id)`;

/** What was said, for people to read. */
@Injectable()
export class History {
  constructor(private readonly database: Database) {}

  async conversation(id: string): Promise<ConversationRow | undefined> {
    const [row] = await this.database.rows<ConversationRow>(`${CONVERSATION} where c.id = $1`, [id]);
    return row;
  }

  /** In the order in which they were stored. */
  messages(conversationId: string, { direction, sender, sort, after, limit }: MessageFilter): Promise<MessageRow[]> {
    const [beyond, order] = sort === 'createdAt' ? ['>', 'asc'] : ['<', 'desc'];
    return this.database.rows<MessageRow>(
      `select m.id, m.sequence, m.conversation_id, m.turn_id, m.direction, m.sender, m.content, m.created_at,
              case when m.direction = 'inbound' then coalesce(i.outcome, 'open')
                   else coalesce(sent.status, 'pending') end as status,
              case when m.direction = 'inbound' then i.reason else sent.reason end as reason, ${MEDIA} as media
         from messages m
         left join inbox i on i.id = m.id
         left join lateral (
           select case when bool_or(o.state = 'rejected') then 'rejected'
                       when bool_or(o.state in ('pending', 'sending')) then 'pending'
                       when bool_or(o.state = 'withheld') then 'withheld'
                       else 'delivered' end as status,
                  max(o.reason) filter (where o.state = 'rejected') as reason
             from outbox o where o.message_id = m.id and not o.forwarded) sent on m.direction = 'outbound'
        where m.conversation_id = $1 and ($2::bigint is null or m.sequence ${beyond} $2)
          and ($4::text is null or m.direction = $4) and ($5::text is null or m.sender = $5)
        order by m.sequence ${order} limit $3`,
      [conversationId, after ?? null, limit, direction ?? null, sender ?? null],
    );
  }
}
