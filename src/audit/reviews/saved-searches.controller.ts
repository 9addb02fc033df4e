import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Caller, type Principal, RequirePermission } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { InvalidRequestError } from '../../common/app-error.js';
import { IfMatch, Tagged, TakesIfMatch } from '../../common/entity-tag.js';
import { Idempotent } from '../../common/idempotency.js';
import { idOfCursor, PageQuery, toPage } from '../../common/paging.js';
import { RequestId } from '../../common/request-id.js';
import { assertSensible, plainFilter } from '../search/event-filter.js';
import {
  presentRun,
  presentSearch,
  SavedSearchBody,
  SavedSearchList,
  SavedSearchView,
  ScheduleBody,
  SearchRunBody,
  SearchRunPage,
  SearchRunView,
} from './saved-search.dto.js';
import type { Schedule } from './schedule.js';
import { type SavedSearchChange, SavedSearches } from './saved-searches.js';
import { SearchRuns } from './search-runs.js';

/** Searches that are kept, and that pick answers for review when a period is over. */
@ApiTags('audit')
@ApiBearerAuth()
@Controller('api/v1/audit/saved-searches')
export class SavedSearchesController {
  constructor(
    private readonly searches: SavedSearches,
    private readonly searchRuns: SearchRuns,
  ) {}

  @ApiOperation({ summary: 'List the saved searches', description: 'By name: there are few.' })
  @Get()
  @RequirePermission('audit.read')
  @ApiOkResponse({ type: SavedSearchList })
  async list(): Promise<SavedSearchList> {
    return { items: (await this.searches.list()).map(presentSearch), nextCursor: null };
  }

  @ApiOperation({ summary: 'Save a search' })
  @Fails('request.conflict', 'request.not-found')
  @Post()
  @Idempotent()
  @RequirePermission('audit.review')
  @Tagged('version')
  @ApiCreatedResponse({ type: SavedSearchView })
  async create(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Body() body: SavedSearchBody,
  ): Promise<SavedSearchView> {
    return presentSearch(await this.searches.create(caller, requestId, changeOf(body)));
  }

  @ApiOperation({ summary: 'Read a saved search' })
  @Get(':id')
  @RequirePermission('audit.read')
  @Tagged('version')
  @ApiOkResponse({ type: SavedSearchView })
  async get(@Param('id', ParseUUIDPipe) id: string): Promise<SavedSearchView> {
    return presentSearch(await this.searches.get(id));
  }

  @ApiOperation({ summary: 'Replace a saved search' })
  @Fails('request.conflict')
  @Put(':id')
  @RequirePermission('audit.review')
  @TakesIfMatch()
  @Tagged('version')
  @ApiOkResponse({ type: SavedSearchView })
  async update(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() ifMatch: string | undefined,
    @Body() body: SavedSearchBody,
  ): Promise<SavedSearchView> {
    return presentSearch(await this.searches.update(caller, requestId, id, changeOf(body), ifMatch));
  }

  @ApiOperation({ summary: 'Delete a saved search', description: 'With its runs and its reviews.' })
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('audit.review')
  @TakesIfMatch()
  @ApiNoContentResponse()
  async remove(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() ifMatch: string | undefined,
  ): Promise<void> {
    await this.searches.remove(caller, requestId, id, ifMatch);
  }

  @ApiOperation({
    summary: 'List the runs of a saved search',
    description: 'Its periods, newest first, those that were missed included.',
  })
  @Get(':id/runs')
  @RequirePermission('audit.read')
  @ApiOkResponse({ type: SearchRunPage })
  async runs(@Param('id', ParseUUIDPipe) id: string, @Query() { limit, cursor }: PageQuery): Promise<SearchRunPage> {
    await this.searches.get(id);
    const rows = await this.searches.runs(id, idOfCursor(cursor), limit + 1);
    const { items, nextCursor } = toPage(rows, limit, (run) => run.id);
    return { items: items.map(presentRun), nextCursor };
  }

  @ApiOperation({
    summary: 'Run a saved search',
    description: 'Picks answers of any period that is over, at once and besides the schedule.',
  })
  @Post(':id/runs')
  @Idempotent()
  @RequirePermission('audit.review')
  @ApiCreatedResponse({ type: SearchRunView })
  async ask(
    @Caller() actor: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { from, to }: SearchRunBody,
  ): Promise<SearchRunView> {
    const period = { from: new Date(from), to: to === undefined ? undefined : new Date(to) };
    return presentRun(await this.searchRuns.ask({ actor, requestId }, id, period));
  }
}

/** @throws {InvalidRequestError} */
function changeOf({ name, filters, schedule = null, sample, enabled }: SavedSearchBody): SavedSearchChange {
  assertSensible(filters);
  const faults = [
    ...(filters.from !== undefined || filters.to !== undefined ? ['filters: the time is that of the period'] : []),
    ...(schedule?.every === 'weekly' && schedule.day > 7 ? ['schedule.day: is 1 to 7 in a week'] : []),
  ];
  if (faults.length > 0) {
    throw new InvalidRequestError('the saved search is not valid', faults);
  }
  return { name, filters: plainFilter(filters), schedule: schedule && scheduleOf(schedule), sample, enabled };
}

function scheduleOf({ every, hour, day, zone }: ScheduleBody): Schedule {
  return { every, hour, day, zone };
}
