import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotModifiedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { type ApiCaller, Caller, RequirePermission } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { IfMatch, Tagged, TakesIfMatch } from '../../common/entity-tag.js';
import { Idempotent } from '../../common/idempotency.js';
import { RequestId } from '../../common/request-id.js';
import { EntryRuleBody, EntryRulePage, EntryRuleView, presentEntryRule, toEntryRuleFields } from './entry-rule.dto.js';
import { EntryRules } from './entry-rules.js';

/** Who may come in without anybody having named him. */
@ApiTags('access')
@ApiBearerAuth()
@Controller('api/v1/staff/entry-rules')
export class EntryRulesController {
  constructor(private readonly rules: EntryRules) {}

  @ApiOperation({ summary: 'List the rules of entry', description: 'Oldest first; all on one page.' })
  @Get()
  @RequirePermission('staff.read')
  @ApiOkResponse({ type: EntryRulePage })
  async list(): Promise<EntryRulePage> {
    return { items: (await this.rules.stored()).map(presentEntryRule), nextCursor: null };
  }

  @ApiOperation({ summary: 'Read a rule of entry' })
  @Get(':id')
  @Tagged('version')
  @RequirePermission('staff.read')
  @ApiOkResponse({ type: EntryRuleView })
  @ApiNotModifiedResponse({ description: 'It has the ETag that If-None-Match names.' })
  async get(@Param('id', ParseUUIDPipe) id: string): Promise<EntryRuleView> {
    return presentEntryRule(await this.rules.get(id));
  }

  @ApiOperation({
    summary: 'Create a rule of entry',
    description: 'Members whose roles are those of the rules have what it gives at once.',
  })
  @Post()
  @Tagged('version')
  @Idempotent()
  @RequirePermission('staff.manage')
  @Fails(
    'access.escalation',
    'access.last-administrator',
    'access.own-rights',
    'access.roles-conflict',
    'request.conflict',
  )
  @ApiCreatedResponse({ type: EntryRuleView })
  async create(
    @Caller() caller: ApiCaller,
    @RequestId() requestId: string,
    @Body() body: EntryRuleBody,
  ): Promise<EntryRuleView> {
    return presentEntryRule(await this.rules.create(toEntryRuleFields(body), { caller, requestId }));
  }

  @ApiOperation({
    summary: 'Replace a rule of entry',
    description: 'Who loses a role by it has no session any more.',
  })
  @Put(':id')
  @Tagged('version')
  @TakesIfMatch()
  @RequirePermission('staff.manage')
  @Fails(
    'request.conflict',
    'access.escalation',
    'access.last-administrator',
    'access.own-rights',
    'access.roles-conflict',
  )
  @ApiOkResponse({ type: EntryRuleView })
  async update(
    @Caller() caller: ApiCaller,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: EntryRuleBody,
    @IfMatch() ifMatch?: string,
  ): Promise<EntryRuleView> {
    return presentEntryRule(await this.rules.update(id, toEntryRuleFields(body), { caller, requestId }, ifMatch));
  }

  @ApiOperation({
    summary: 'Delete a rule of entry',
    description: 'Who loses his last role by it is shut out until another rule admits him.',
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
    await this.rules.remove(id, { caller, requestId }, ifMatch);
  }
}
