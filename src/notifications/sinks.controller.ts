import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotModifiedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Caller, type Principal, RequirePermission } from '../common/access.js';
import { Fails } from '../common/api-errors.js';
import { IfMatch, Tagged, TakesIfMatch } from '../common/entity-tag.js';
import { Idempotent } from '../common/idempotency.js';
import { decodeCursor, PageQuery, toPage } from '../common/paging.js';
import { RequestId } from '../common/request-id.js';
import { NotificationView, presentNotification } from './notification-views.js';
import { changeOf, presentSink, SinkBody, SinkPage, SinkView } from './sink.dto.js';
import { SinkTests } from './sink-tests.js';
import { Sinks } from './sinks.js';

/** Where notifications go besides the operators: group robots, e-mail, webhooks. Secrets go in and never come out. */
@ApiTags('notifications')
@ApiBearerAuth()
@Controller('api/v1/notification-sinks')
export class SinksController {
  constructor(
    private readonly sinks: Sinks,
    private readonly tests: SinkTests,
  ) {}

  @ApiOperation({ summary: 'List the notification sinks', description: 'By name.' })
  @Get()
  @RequirePermission('notification.read')
  @ApiOkResponse({ type: SinkPage })
  list(@Query() { limit, cursor }: PageQuery): SinkPage {
    const after = cursor === undefined ? '' : decodeCursor(cursor);
    const rest = this.sinks.list().filter(({ name }) => name > after);
    const { items, nextCursor } = toPage(rest.slice(0, limit + 1), limit, ({ name }) => name);
    return { items: items.map(presentSink), nextCursor };
  }

  @ApiOperation({ summary: 'Read a notification sink' })
  @Get(':id')
  @Tagged('version')
  @RequirePermission('notification.read')
  @ApiOkResponse({ type: SinkView })
  @ApiNotModifiedResponse({ description: 'It has the ETag that If-None-Match names.' })
  get(@Param('id', ParseUUIDPipe) id: string): SinkView {
    return presentSink(this.sinks.get(id));
  }

  @ApiOperation({ summary: 'Create a notification sink', description: 'In force within 2 s, in every process.' })
  @Fails('request.conflict')
  @Post()
  @Idempotent()
  @Tagged('version')
  @RequirePermission('notification.manage')
  @ApiCreatedResponse({ type: SinkView })
  async create(@Caller() caller: Principal, @RequestId() requestId: string, @Body() body: SinkBody): Promise<SinkView> {
    return presentSink(await this.sinks.create(caller, requestId, changeOf(body)));
  }

  @ApiOperation({
    summary: 'Replace a notification sink',
    description: 'Replaces it. The address and the secret stay where none is sent.',
  })
  @Fails('request.conflict')
  @Put(':id')
  @Tagged('version')
  @TakesIfMatch()
  @RequirePermission('notification.manage')
  @ApiOkResponse({ type: SinkView })
  async update(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: SinkBody,
    @IfMatch() ifMatch?: string,
  ): Promise<SinkView> {
    return presentSink(await this.sinks.update(caller, requestId, id, changeOf(body), ifMatch));
  }

  @ApiOperation({ summary: 'Delete a notification sink', description: 'What still waits for it ends dead.' })
  @Fails('request.conflict')
  @Delete(':id')
  @HttpCode(204)
  @TakesIfMatch()
  @RequirePermission('notification.manage')
  @ApiNoContentResponse()
  async remove(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() ifMatch?: string,
  ): Promise<void> {
    await this.sinks.remove(caller, requestId, id, ifMatch);
  }

  @ApiOperation({
    summary: 'Test a notification sink',
    description: 'Sends something to it, also while it is disabled. What became of it stands on the notification.',
  })
  @Post(':id/test')
  @Idempotent()
  @HttpCode(202)
  @RequirePermission('notification.manage')
  @ApiAcceptedResponse({ type: NotificationView })
  async test(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<NotificationView> {
    return presentNotification(await this.tests.run(caller, requestId, this.sinks.get(id)));
  }
}
