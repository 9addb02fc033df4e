import { Injectable } from '@nestjs/common';
import type { ConversationId } from '../../common/ids.js';
import type { Sql } from '../../database/database.js';
import type { InboundContent, OutboundContent } from '../../messaging/content.js';
import { MachineConsent } from '../../messaging/machine-consent.js';
import { Models } from '../../models/models.js';
import { mask } from '../../privacy/detection/masking.js';
import { IS_NO_NOTICE } from '../cases/transcript.js';
import { extractSummary, type SaidMessage } from './extract-summary.js';
import { summaryMessages, SUMMARY_TOKENS_MAX, readSummary } from './model-summary.js';

/** Whose summary is written. */
export interface Summary {
  /** One line: what the contact wants. Empty where nothing was written. */
  title: string;
  /** A line each. Personal data is masked. */
  text: string;
  /** The messages it was written from, by their sequence; null where nothing was said. */
  from: string | null;
  to: string | null;
}

/** Which messages of a conversation: all of the last, unless said otherwise. */
export interface SummaryRange {
  from?: string | null | undefined;
  to?: string | null | undefined;
}

export interface ModelSummaryOptions {
  /** Names the request to the provider: an id, no personal data, and none under which something else is asked. */
  key: string;
  requestId: string;
  deadlineMs: number;
  signal?: AbortSignal | undefined;
}

interface SaidRow {
  sequence: string;
  sender: SaidMessage['sender'];
  content: InboundContent | OutboundContent;
}

const MESSAGES_MAX = 100;

/** What a conversation was about, in a few lines, for whoever goes on with it. */
@Injectable()
export class Summaries {
  constructor(
    private readonly models: Models,
    private readonly consent: MachineConsent,
  ) {}

  /** Whether a model may be asked. */
  get hasModel(): boolean {
    return this.models.available;
  }

  /** Of what was said, in the words in which it was said: at once, and without a model. */
  async of(sql: Sql, conversationId: ConversationId, range: SummaryRange = {}): Promise<Summary> {
    const rows = await this.said(sql, conversationId, range);
    return {
      ...extractSummary(rows.map(toSaid)),
      from: rows.at(0)?.sequence ?? null,
      to: rows.at(-1)?.sequence ?? null,
    };
  }

  /**
   * By a model, at most some hundred characters; undefined when there is none, it gives no answer, or the contact wants
   * none to read what he says.
   */
  async byModel(
    sql: Sql,
    conversationId: ConversationId,
    range: SummaryRange,
    { key, ...options }: ModelSummaryOptions,
  ): Promise<string | undefined> {
    if (await this.consent.isWithdrawn(sql, conversationId)) {
      return undefined;
    }
    const rows = await this.said(sql, conversationId, range);
    const messages = summaryMessages(rows.map(toSaid));
    if (messages === undefined) {
      return undefined;
    }
    const completion = await this.models.complete({
      messages,
      maxTokens: SUMMARY_TOKENS_MAX,
      temperature: 0,
      conversationId: key,
      ...options,
    });
    // The model's answer comes back with what was masked in it; a summary is read by more people than the messages.
    return completion.outcome === 'completed' ? readSummary(mask(completion.text)) : undefined;
  }

  /** Oldest first, of the last messages of the range. */
  private async said(sql: Sql, conversationId: ConversationId, { from, to }: SummaryRange): Promise<SaidRow[]> {
    const rows = await sql.rows<SaidRow>(
      `select m.sequence, m.sender, m.content from messages m
        where m.conversation_id = $1 and m.sender <> 'system' and ${IS_NO_NOTICE}
          and ($2::bigint is null or m.sequence >= $2) and ($3::bigint is null or m.sequence <= $3)
        order by m.sequence desc limit ${MESSAGES_MAX}`,
      [conversationId, from ?? null, to ?? null],
    );
    return rows.toReversed();
  }
}

function toSaid({ sender, content }: SaidRow): SaidMessage {
  return { sender, type: content.type, text: content.type === 'text' ? content.text : '' };
}
