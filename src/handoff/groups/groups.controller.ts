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
import { BeyondReach } from '../../common/reach.js';
import { RequestId } from '../../common/request-id.js';
import { GroupPage, GroupView, HoursView, presentGroup, presentHours } from './group-views.js';
import { GroupBody, HoursQuery, toGroupFields } from './group.dto.js';
import { Groups } from './groups.js';

/** Skill groups: which operators answer what, when, and how soon. */
@ApiTags('handoffs')
@ApiBearerAuth()
@BeyondReach()
@Controller('api/v1/groups')
export class GroupsController {
  constructor(private readonly groups: Groups) {}

  @ApiOperation({ summary: 'List the operator groups', description: 'Oldest first.' })
  @Get()
  @RequirePermission('handoff.read')
  @ApiOkResponse({ type: GroupPage })
  list(@Query() { limit, cursor }: PageQuery): GroupPage {
    const after = idOfCursor(cursor) ?? '';
    const rows = this.groups
      .list()
      .filter(({ id }) => id > after)
      .slice(0, limit + 1);
    const { items, nextCursor } = toPage(rows, limit, ({ id }) => id);
    return { items: items.map(presentGroup), nextCursor };
  }

  @ApiOperation({ summary: 'Read an operator group' })
  @Get(':id')
  @Tagged('version')
  @RequirePermission('handoff.read')
  @ApiOkResponse({ type: GroupView })
  @ApiNotModifiedResponse({ description: 'It has the ETag that If-None-Match names.' })
  get(@Param('id', ParseUUIDPipe) id: string): GroupView {
    return presentGroup(this.groups.get(id));
  }

  @ApiOperation({
    summary: 'Ask whether a group works',
    description: 'Whether the group works at a moment, and when next: to try a calendar.',
  })
  @Get(':id/hours')
  @RequirePermission('handoff.read')
  @ApiOkResponse({ type: HoursView })
  hours(@Param('id', ParseUUIDPipe) id: string, @Query() { at }: HoursQuery): HoursView {
    return presentHours(this.groups.get(id), at === undefined ? new Date() : new Date(at));
  }

  @ApiOperation({
    summary: 'Create an operator group',
    description: 'The first is the default one. In force within 2 s, in every process.',
  })
  @Fails('request.conflict', 'request.not-found')
  @Post()
  @Idempotent()
  @Tagged('version')
  @RequirePermission('handoff.manage')
  @ApiCreatedResponse({ type: GroupView })
  async create(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Body() body: GroupBody,
  ): Promise<GroupView> {
    return presentGroup(await this.groups.create(caller, requestId, toGroupFields(body)));
  }

  @ApiOperation({
    summary: 'Replace an operator group',
    description: 'Replaces it. One that becomes the default takes that over from the other.',
  })
  @Fails('request.conflict')
  @Put(':id')
  @Tagged('version')
  @TakesIfMatch()
  @RequirePermission('handoff.manage')
  @ApiOkResponse({ type: GroupView })
  async update(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: GroupBody,
    @IfMatch() ifMatch?: string,
  ): Promise<GroupView> {
    return presentGroup(await this.groups.update(caller, requestId, id, toGroupFields(body), ifMatch));
  }

  @ApiOperation({
    summary: 'Delete an operator group',
    description:
      'Not where operators, rules or cases, closed ones too, name it, nor the default one while there are others.',
  })
  @Fails('request.conflict')
  @Delete(':id')
  @HttpCode(204)
  @TakesIfMatch()
  @RequirePermission('handoff.manage')
  @ApiNoContentResponse()
  async remove(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() ifMatch?: string,
  ): Promise<void> {
    await this.groups.remove(caller, requestId, id, ifMatch);
  }
}
