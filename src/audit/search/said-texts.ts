import { Injectable } from '@nestjs/common';

/** Where a text was said. */
export interface SaidText {
  messageId: string;
  /** The turn that it is part of; null where a later message of the turn is found as well. */
  turnId: string | null;
  conversationId: string;
  /** Larger for what was said later: where the next page goes on. */
  position: string;
}

export interface TextQuery {
  /** Masked, as it is stored. */
  text: string;
  conversationId?: string | undefined;
  contactIds?: readonly string[] | undefined;
  from?: string | undefined;
  /** Not included. */
  to?: string | undefined;
  /** Only what was said earlier than this position. */
  before?: string | undefined;
  limit: number;
}

export interface FoundTexts {
  /** Latest first. */
  found: SaidText[];
  /** Where the search may go on; undefined: everything was looked through. */
  next: string | undefined;
}

/** Who keeps what was said: `messaging/` registers itself. */
export interface TextSource {
  /** @throws {InvalidRequestError} for a text by which nothing can be found. */
  find(query: TextQuery): Promise<FoundTexts>;
  /** The masked texts of messages, as far as they are texts and still kept. */
  textsOf(messageIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** The way from the audit log, which knows no messages, to what they say. */
@Injectable()
export class SaidTexts implements TextSource {
  private source: TextSource | undefined;

  register(source: TextSource): void {
    this.source = source;
  }

  async find(query: TextQuery): Promise<FoundTexts> {
    return (await this.source?.find(query)) ?? { found: [], next: undefined };
  }

  async textsOf(messageIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return messageIds.length === 0 ? new Map() : ((await this.source?.textsOf(messageIds)) ?? new Map());
  }
}
