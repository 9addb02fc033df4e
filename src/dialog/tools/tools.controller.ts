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
import { decodeCursor, PageQuery, toPage } from '../../common/paging.js';
import { RequestId } from '../../common/request-id.js';
import { ToolTrialBody } from './tool-trial.dto.js';
import { ToolBody } from './tool.dto.js';
import { ToolTrials } from './tool-trials.js';
import { presentTool, ToolPage, toolOf, ToolTrialView, ToolView } from './tool-views.js';
import { Tools } from './tools.js';

/** The enterprise's own HTTP APIs, for flows and models. Secrets go in and never come out. */
@ApiTags('tools')
@ApiBearerAuth()
@Controller('api/v1/tools')
export class ToolsController {
  constructor(
    private readonly tools: Tools,
    private readonly trials: ToolTrials,
  ) {}

  @ApiOperation({ summary: 'List the tools', description: 'By name.' })
  @Get()
  @RequirePermission('dialog.read')
  @ApiOkResponse({ type: ToolPage })
  list(@Query() { limit, cursor }: PageQuery): ToolPage {
    const after = cursor === undefined ? '' : decodeCursor(cursor);
    const rest = this.tools.list().filter(({ name }) => name > after);
    const { items, nextCursor } = toPage(rest.slice(0, limit + 1), limit, ({ name }) => name);
    return { items: items.map(presentTool), nextCursor };
  }

  @ApiOperation({ summary: 'Read a tool' })
  @Get(':id')
  @Tagged('version')
  @RequirePermission('dialog.read')
  @ApiOkResponse({ type: ToolView })
  @ApiNotModifiedResponse({ description: 'It has the ETag that If-None-Match names.' })
  get(@Param('id', ParseUUIDPipe) id: string): ToolView {
    return presentTool(this.tools.get(id));
  }

  @ApiOperation({ summary: 'Create a tool', description: 'In force within 2 s, in every process.' })
  @Fails('request.conflict')
  @Post()
  @Idempotent()
  @Tagged('version')
  @RequirePermission('dialog.manage')
  @ApiCreatedResponse({ type: ToolView })
  async create(@Caller() caller: Principal, @RequestId() requestId: string, @Body() body: ToolBody): Promise<ToolView> {
    return presentTool(await this.tools.create(caller, requestId, toolOf(body)));
  }

  @ApiOperation({
    summary: 'Replace a tool',
    description: 'Replaces it. The secret stays where none is sent, unless the hosts or the kind of auth change.',
  })
  @Fails('request.conflict')
  @Put(':id')
  @Tagged('version')
  @TakesIfMatch()
  @RequirePermission('dialog.manage')
  @ApiOkResponse({ type: ToolView })
  async update(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ToolBody,
    @IfMatch() ifMatch?: string,
  ): Promise<ToolView> {
    return presentTool(await this.tools.update(caller, requestId, id, toolOf(body), ifMatch));
  }

  @ApiOperation({ summary: 'Delete a tool' })
  @Fails('request.conflict')
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
    await this.tools.remove(caller, requestId, id, ifMatch);
  }

  @ApiOperation({
    summary: 'Try a tool',
    description: 'Calls it for real, as a turn would, also while it is disabled.',
  })
  @Post(':id/trial')
  @Idempotent()
  @HttpCode(200)
  @RequirePermission('dialog.manage')
  @ApiOkResponse({ type: ToolTrialView })
  async try(
    @Caller() actor: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ToolTrialBody,
  ): Promise<ToolTrialView> {
    return this.trials.run(actor, requestId, id, body);
  }
}
