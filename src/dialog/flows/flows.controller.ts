import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiNoContentResponse,
  ApiNotModifiedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Caller, type Principal, RequirePermission } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { IfMatch, Tagged, TakesIfMatch } from '../../common/entity-tag.js';
import { decodeCursor, PageQuery, toPage } from '../../common/paging.js';
import { RequestId } from '../../common/request-id.js';
import { FlowBody, FlowName, FlowPage, FlowView, presentFlow } from './flow.dto.js';
import { FlowLibrary } from './flow-library.js';

/** Dialogs over several messages: those that come with the program, those in files, and those written here. */
@ApiTags('flows')
@ApiBearerAuth()
@Controller('api/v1/flows')
export class FlowsController {
  constructor(private readonly library: FlowLibrary) {}

  @ApiOperation({ summary: 'List the flows', description: 'By name.' })
  @Get()
  @RequirePermission('dialog.read')
  @ApiOkResponse({ type: FlowPage })
  list(@Query() { limit, cursor }: PageQuery): FlowPage {
    const after = cursor === undefined ? '' : decodeCursor(cursor);
    const rest = this.library.list().filter(({ name }) => name > after);
    const { items, nextCursor } = toPage(rest.slice(0, limit + 1), limit, ({ name }) => name);
    return { items: items.map(presentFlow), nextCursor };
  }

  @ApiOperation({ summary: 'Read a flow' })
  @Get(':name')
  @Tagged('version')
  @RequirePermission('dialog.read')
  @ApiOkResponse({ type: FlowView })
  @ApiNotModifiedResponse({ description: 'It has the ETag that If-None-Match names.' })
  get(@Param() { name }: FlowName): FlowView {
    return presentFlow(this.library.get(name));
  }

  @ApiOperation({
    summary: 'Write a flow',
    description: 'Writes it, in place of one from a file too. In force within 2 s, in every process.',
  })
  @Fails('request.conflict')
  @Put(':name')
  @Tagged('version')
  @TakesIfMatch()
  @RequirePermission('dialog.manage')
  @ApiOkResponse({ type: FlowView })
  async set(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param() { name }: FlowName,
    @Body() body: FlowBody,
    @IfMatch() ifMatch?: string,
  ): Promise<FlowView> {
    return presentFlow(await this.library.set(caller, requestId, name, body, ifMatch));
  }

  @ApiOperation({ summary: 'Delete a flow', description: 'What a file says of it, if one does, is in force again.' })
  @Delete(':name')
  @HttpCode(204)
  @TakesIfMatch()
  @RequirePermission('dialog.manage')
  @ApiNoContentResponse()
  async remove(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param() { name }: FlowName,
    @IfMatch() ifMatch?: string,
  ): Promise<void> {
    await this.library.remove(caller, requestId, name, ifMatch);
  }
}
