import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotModifiedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Caller, type Principal, RequirePermission } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { IfMatch, Tagged, TakesIfMatch } from '../../common/entity-tag.js';
import { Idempotent } from '../../common/idempotency.js';
import { idOfCursor, PageQuery, toPage } from '../../common/paging.js';
import { RequestId } from '../../common/request-id.js';
import { ListBody, ListPage, ListView, presentList, toListChange } from './filter-list.dto.js';
import { FilterLists } from './filter-lists.js';

@ApiTags('filters')
@ApiBearerAuth()
@Controller('api/v1/filters/lists')
export class FilterListsController {
  constructor(private readonly lists: FilterLists) {}

  @ApiOperation({ summary: 'List the word lists', description: 'Oldest first.' })
  @Get()
  @RequirePermission('dialog.read')
  @ApiOkResponse({ type: ListPage })
  async list(@Query() { limit, cursor }: PageQuery): Promise<ListPage> {
    const rows = await this.lists.list(idOfCursor(cursor), limit + 1);
    const { items, nextCursor } = toPage(rows, limit, ({ id }) => id);
    return { items: items.map(presentList), nextCursor };
  }

  @ApiOperation({ summary: 'Read a word list' })
  @Get(':id')
  @Tagged('version')
  @RequirePermission('dialog.read')
  @ApiOkResponse({ type: ListView })
  @ApiNotModifiedResponse({ description: 'It has the ETag that If-None-Match names.' })
  async get(@Param('id', ParseUUIDPipe) id: string): Promise<ListView> {
    return presentList(await this.lists.get(id));
  }

  @ApiOperation({ summary: 'Create a word list', description: 'Without words at first.' })
  @Fails('request.conflict', 'request.not-found')
  @Post()
  @Idempotent()
  @Tagged('version')
  @RequirePermission('dialog.manage')
  @ApiCreatedResponse({ type: ListView })
  async create(@Caller() caller: Principal, @RequestId() requestId: string, @Body() body: ListBody): Promise<ListView> {
    return presentList(await this.lists.create(caller, requestId, toListChange(body)));
  }

  @ApiOperation({
    summary: 'Replace what is said of a word list',
    description: 'Its words stay. In force within 2 s, in every process.',
  })
  @Fails('request.conflict')
  @Put(':id')
  @Tagged('version')
  @TakesIfMatch()
  @RequirePermission('dialog.manage')
  @ApiOkResponse({ type: ListView })
  async update(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ListBody,
    @IfMatch() ifMatch?: string,
  ): Promise<ListView> {
    return presentList(await this.lists.update(caller, requestId, id, toListChange(body), ifMatch));
  }

  @ApiOperation({ summary: 'Delete a word list', description: 'With all its words.' })
  @Delete(':id')
  @HttpCode(204)
  @TakesIfMatch()
  @RequirePermission('dialog.manage')
  @ApiNoContentResponse()
  async remove(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() ifMatch?: string,
  ): Promise<void> {
    await this.lists.remove(caller, requestId, id, ifMatch);
  }
}
