import { Injectable } from '@nestjs/common';

/** One thing that was said or happened in a conversation, with all that its module tells of it. Texts are masked. */
export interface TranscriptEntry {
  /** What it is: `message`, `turn`, `handoff-note`, `delivery` … */
  kind: string;
  /** Of what it is. */
  id: string;
  at: Date;
  /** What it belongs to, where it belongs to a message. */
  messageId?: string | undefined;
  turnId?: string | undefined;
  /** As the API shows it; no originals of personal data. */
  data: Readonly<Record<string, unknown>>;
}

export interface TranscriptHead {
  conversationId: string;
  accountId: string;
  contactId: string;
  startedAt: Date;
  endedAt: Date | null;
}

/** A module that holds something of conversations. */
export interface TranscriptSource {
  readonly name: string;
  /** Who talked; only the module that holds conversations answers. */
  head?(conversationId: string): Promise<TranscriptHead | undefined>;
  /** From `from` (included) on, oldest first, at most `limit`. */
  entries(conversationId: string, from: Date | undefined, limit: number): Promise<TranscriptEntry[]>;
}

/** Where modules above register what they hold of conversations, for the auditor to see it side by side. */
@Injectable()
export class TranscriptSources {
  private readonly sources: TranscriptSource[] = [];

  register(source: TranscriptSource): void {
    this.sources.push(source);
  }

  all(): readonly TranscriptSource[] {
    return this.sources;
  }
}
