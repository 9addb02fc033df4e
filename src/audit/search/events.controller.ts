import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../../common/access.js';
import { decodeCursor, encodeCursor } from '../../common/paging.js';
import { Reads } from '../readings/reads.js';
import { EventPage, EventsQuery } from './event.dto.js';
import { EventSearch } from './event-search.js';
import { EventViews } from './event-views.js';

@ApiTags('audit')
@ApiBearerAuth()
@Controller('api/v1/audit/events')
export class EventsController {
  constructor(
    private readonly search: EventSearch,
    private readonly views: EventViews,
  ) {}

  @ApiOperation({ summary: 'Search the audit events', description: 'Newest first. A search is an event too.' })
  @Get()
  @RequirePermission('audit.read')
  @Reads('audit-events')
  @ApiOkResponse({ type: EventPage })
  async list(@Query() { limit, cursor, ...filter }: EventsQuery): Promise<EventPage> {
    const before = cursor === undefined ? undefined : decodeCursor(cursor);
    const { events, next } = await this.search.page(filter, before, limit);
    return {
      items: await this.views.of(events),
      nextCursor: next === undefined ? null : encodeCursor(next),
    };
  }
}
