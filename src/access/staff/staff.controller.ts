import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Put, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiNoContentResponse,
  ApiNotModifiedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { type ApiCaller, Caller, RequirePermission } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { IfMatch, Tagged, TakesIfMatch } from '../../common/entity-tag.js';
import { idOfCursor, toPage } from '../../common/paging.js';
import { RequestId } from '../../common/request-id.js';
import { MemberBody, MemberView, presentMember, StaffPage, StaffQuery } from './staff.dto.js';
import { Staff } from './staff.js';

/** Who works here, and may do what. */
@ApiTags('access')
@ApiBearerAuth()
@Controller('api/v1/staff')
export class StaffController {
  constructor(private readonly staff: Staff) {}

  @ApiOperation({ summary: 'List the members of the staff', description: 'Whoever has signed in. Oldest first.' })
  @Get()
  @RequirePermission('staff.read')
  @ApiOkResponse({ type: StaffPage })
  async list(@Query() { role, enabled, limit, cursor }: StaffQuery): Promise<StaffPage> {
    const rows = await this.staff.list({ role, enabled, after: idOfCursor(cursor), limit: limit + 1 });
    const { items, nextCursor } = toPage(rows, limit, ({ id }) => id);
    return { items: items.map(presentMember), nextCursor };
  }

  @ApiOperation({ summary: 'Read a member of the staff' })
  @Get(':id')
  @Tagged('version')
  @RequirePermission('staff.read')
  @ApiOkResponse({ type: MemberView })
  @ApiNotModifiedResponse({ description: 'It has the ETag that If-None-Match names.' })
  async get(@Param('id', ParseUUIDPipe) id: string): Promise<MemberView> {
    return presentMember(await this.staff.get(id));
  }

  @ApiOperation({
    summary: 'Say what a member may do',
    description: 'In force within 2 s. Who is shut out, or loses a role, has no session any more.',
  })
  @Put(':id')
  @Tagged('version')
  @TakesIfMatch()
  @RequirePermission('staff.manage')
  @Fails('access.escalation', 'access.last-administrator', 'access.own-rights', 'access.roles-conflict')
  @ApiOkResponse({ type: MemberView })
  async change(
    @Caller() caller: ApiCaller,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { roles, enabled }: MemberBody,
    @IfMatch() ifMatch?: string,
  ): Promise<MemberView> {
    return presentMember(await this.staff.change(id, { roles, enabled }, { caller, requestId }, ifMatch));
  }

  @ApiOperation({
    summary: 'Forget a member of the staff',
    description: 'Where a rule admits the member, he can come in again: to keep somebody out, disable him.',
  })
  @Delete(':id')
  @HttpCode(204)
  @TakesIfMatch()
  @RequirePermission('staff.manage')
  @Fails('access.escalation', 'access.last-administrator', 'access.own-rights')
  @ApiNoContentResponse()
  async remove(
    @Caller() caller: ApiCaller,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() ifMatch?: string,
  ): Promise<void> {
    await this.staff.remove(id, { caller, requestId }, ifMatch);
  }
}
