import { Injectable } from '@nestjs/common';
import { Reviews } from '../reviews/reviews.js';
import { asFilter } from '../search/event-filter.js';
import { EventSearch } from '../search/event-search.js';
import { EventViews } from '../search/event-views.js';
import type { Line } from './export-lines.js';
import type { ExportSubject } from './export-row.js';

const PAGE = 500;

/** A page of what is exported, newest first, and the moment down to which it was looked through. */
export interface ContentPage {
  lines: readonly Line[];
  at: Date | undefined;
}

export interface Contents {
  columns: readonly string[];
  pages: AsyncGenerator<ContentPage>;
  /** The time of the oldest row that there could be. */
  oldest: Date | undefined;
}

const EVENT_COLUMNS = [
  'at',
  'id',
  'action',
  'actorKind',
  'actorId',
  'accountId',
  'contactId',
  'conversationId',
  'messageId',
  'requestId',
  'address',
  'userAgent',
  'purpose',
  'text',
  'details',
] as const;

const REVIEW_COLUMNS = [
  'createdAt',
  'id',
  'searchName',
  'from',
  'to',
  'eventId',
  'conversationId',
  'messageId',
  'verdict',
  'note',
  'reviewedBy',
  'reviewedAt',
  'text',
] as const;

/** What stands in an export, page by page. Texts are masked, as they are stored. */
@Injectable()
export class ExportContents {
  constructor(
    private readonly search: EventSearch,
    private readonly views: EventViews,
    private readonly reviews: Reviews,
  ) {}

  /** @param until as it was then; undefined: up to now. */
  async of(subject: ExportSubject, filters: unknown, until: Date | undefined): Promise<Contents> {
    return subject === 'events'
      ? { columns: EVENT_COLUMNS, pages: this.events(filters, until), oldest: await this.search.oldest() }
      : { columns: REVIEW_COLUMNS, pages: this.reviewed(filters, until), oldest: undefined };
  }

  private async *events(filters: unknown, until: Date | undefined): AsyncGenerator<ContentPage> {
    const filter = asFilter(filters);
    const to = until === undefined || new Date(filter.to ?? until) < until ? filter.to : until.toISOString();
    for await (const events of this.search.pages({ ...filter, to }, PAGE)) {
      const views = await this.views.of(events);
      const lines = views.map(({ actor, ...view }) => ({ ...view, actorKind: actor.kind, actorId: actor.id ?? null }));
      yield { lines, at: events.at(-1)?.at };
    }
  }

  private async *reviewed(filters: unknown, until: Date | undefined): AsyncGenerator<ContentPage> {
    const { savedSearchId } = new SearchOf(filters);
    for await (const reviews of this.reviews.pages({ savedSearchId, until }, PAGE)) {
      yield { lines: await this.reviews.present(reviews), at: reviews.at(-1)?.created_at };
    }
  }
}

/** The one thing that an export of reviews can be narrowed to. */
class SearchOf {
  readonly savedSearchId: string | undefined;

  constructor(filters: unknown) {
    const found =
      typeof filters === 'object' && filters !== null && 'savedSearchId' in filters && filters.savedSearchId;
    this.savedSearchId = typeof found === 'string' ? found : undefined;
  }
}
