import { Injectable } from '@nestjs/common';
import { InvalidRequestError, NotFoundError } from '../../common/app-error.js';
import { isMoment } from '../../common/moment.js';
import { Database } from '../../database/database.js';
import { presentEvent } from './event.dto.js';
import { EVENT_COLUMNS, type StoredEvent } from './stored-event.js';
import { type TranscriptEntry, type TranscriptHead, TranscriptSources } from './transcript-sources.js';

export interface TranscriptPage {
  entries: TranscriptEntry[];
  /** Where to go on; undefined: that was all. */
  next: string | undefined;
}

/** Entries of one millisecond that a page may begin in the middle of. */
const SAME_TIME_MAX = 200;
const CURSOR = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)\/(.{1,200})$/;

/** A conversation as the contact saw it, with everything beside it, from every module that holds something of it. */
@Injectable()
export class Transcripts {
  constructor(
    private readonly sources: TranscriptSources,
    private readonly database: Database,
  ) {}

  /** @throws {NotFoundError} for a conversation that nobody knows. */
  async head(conversationId: string): Promise<TranscriptHead> {
    for (const source of this.sources.all()) {
      const head = await source.head?.(conversationId);
      if (head !== undefined) {
        return head;
      }
    }
    throw new NotFoundError('the conversation');
  }

  /** Oldest first. @throws {InvalidRequestError} for a cursor that is none. */
  async page(conversationId: string, cursor: string | undefined, limit: number): Promise<TranscriptPage> {
    const [, time, key = ''] = cursor === undefined ? [] : (CURSOR.exec(cursor) ?? fail());
    const from = time === undefined ? undefined : momentIn(time);
    const asked = limit + SAME_TIME_MAX;
    const lists = await Promise.all([
      ...this.sources.all().map((source) => source.entries(conversationId, from, asked)),
      this.events(conversationId, from, asked),
    ]);
    const after = `${time}/${key}`;
    const entries = lists
      .flat()
      .map((entry) => ({ entry, key: keyOf(entry) }))
      .filter((one) => time === undefined || one.key > after)
      .toSorted((a, b) => (a.key < b.key ? -1 : 1));
    const page = entries.slice(0, limit);
    return { entries: page.map(({ entry }) => entry), next: entries.length > limit ? page.at(-1)?.key : undefined };
  }

  /** The log's own part: deliveries, hand-offs, readings, and whatever else was done. */
  private async events(conversationId: string, from: Date | undefined, limit: number): Promise<TranscriptEntry[]> {
    const events = await this.database.rows<StoredEvent>(
      `select ${EVENT_COLUMNS} from audit_events e
        where e.conversation_id = $1 and ($2::timestamptz is null or e.at >= $2) order by e.at, e.id limit $3`,
      [conversationId, from?.toISOString() ?? null, limit],
    );
    return events.map((event) => ({
      kind: 'event',
      id: event.id,
      at: event.at,
      ...(event.message_id !== null && { messageId: event.message_id }),
      data: Object.fromEntries(Object.entries(presentEvent(event, undefined))),
    }));
  }
}

/** In time; what is said comes before what is told of it. */
function keyOf({ at, kind, id }: TranscriptEntry): string {
  return `${at.toISOString()}/${kind === 'message' ? 0 : 1}/${kind}/${id}`;
}

/** @throws {InvalidRequestError} for a day that no calendar has. */
function momentIn(time: string): Date {
  return isMoment(time) ? new Date(time) : fail();
}

function fail(): never {
  throw new InvalidRequestError('the cursor is not one of ours', ['cursor: is not one of ours']);
}
