import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotModifiedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { type ApiCaller, Caller, RequirePermission } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { IfMatch, Tagged, TakesIfMatch } from '../../common/entity-tag.js';
import { Idempotent } from '../../common/idempotency.js';
import { RequestId } from '../../common/request-id.js';
import { NewRoleBody, presentRole, RoleBody, RolePage, RoleView, toRoleFields } from './role.dto.js';
import { Roles } from './roles.js';

const ID = { name: 'id', description: 'Of the role.', example: 'operator' };

/** What people may be allowed to do. */
@ApiTags('access')
@ApiBearerAuth()
@Controller('api/v1/roles')
export class RolesController {
  constructor(private readonly roles: Roles) {}

  @ApiOperation({ summary: 'List the roles', description: 'Those that come with the program first; all on one page.' })
  @Get()
  @RequirePermission('role.read')
  @ApiOkResponse({ type: RolePage })
  list(): RolePage {
    return { items: this.roles.book.all.map(presentRole), nextCursor: null };
  }

  @ApiOperation({ summary: 'Read a role' })
  @ApiParam(ID)
  @Get(':id')
  @Tagged('version')
  @RequirePermission('role.read')
  @ApiOkResponse({ type: RoleView })
  @ApiNotModifiedResponse({ description: 'It has the ETag that If-None-Match names.' })
  get(@Param('id') id: string): RoleView {
    return presentRole(this.roles.get(id));
  }

  @ApiOperation({
    summary: 'Create a role',
    description: 'It gives nothing that its maker does not hold, and nothing that nobody may hold together.',
  })
  @Post()
  @Tagged('version')
  @Idempotent()
  @RequirePermission('role.manage')
  @Fails('access.escalation', 'access.roles-conflict', 'request.conflict', 'request.not-found')
  @ApiCreatedResponse({ type: RoleView })
  async create(
    @Caller() caller: ApiCaller,
    @RequestId() requestId: string,
    @Body() { id, ...body }: NewRoleBody,
  ): Promise<RoleView> {
    return presentRole(await this.roles.create(caller, requestId, id, toRoleFields(body)));
  }

  @ApiOperation({
    summary: 'Replace a role',
    description: 'Whoever has it has what it then gives within 2 s, and has to sign in again.',
  })
  @ApiParam(ID)
  @Put(':id')
  @Tagged('version')
  @TakesIfMatch()
  @RequirePermission('role.manage')
  @Fails('request.conflict', 'access.escalation', 'access.roles-conflict')
  @ApiOkResponse({ type: RoleView })
  async update(
    @Caller() caller: ApiCaller,
    @RequestId() requestId: string,
    @Param('id') id: string,
    @Body() body: RoleBody,
    @IfMatch() ifMatch?: string,
  ): Promise<RoleView> {
    return presentRole(await this.roles.update(caller, requestId, id, toRoleFields(body), ifMatch));
  }

  @ApiOperation({ summary: 'Delete a role', description: 'Not while a member or a rule of entry has it.' })
  @ApiParam(ID)
  @Delete(':id')
  @HttpCode(204)
  @TakesIfMatch()
  @RequirePermission('role.manage')
  @Fails('request.conflict', 'access.escalation')
  @ApiNoContentResponse()
  async remove(
    @Caller() caller: ApiCaller,
    @RequestId() requestId: string,
    @Param('id') id: string,
    @IfMatch() ifMatch?: string,
  ): Promise<void> {
    await this.roles.remove(caller, requestId, id, ifMatch);
  }
}
