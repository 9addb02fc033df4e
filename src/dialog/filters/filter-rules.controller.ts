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
import { presentRule, RuleBody, RulePage, RuleView, toRuleChange } from './filter-rule.dto.js';
import { FilterRules } from './filter-rules.js';

@ApiTags('filters')
@ApiBearerAuth()
@Controller('api/v1/filters/rules')
export class FilterRulesController {
  constructor(private readonly rules: FilterRules) {}

  @ApiOperation({ summary: 'List the filter rules', description: 'Oldest first.' })
  @Get()
  @RequirePermission('dialog.read')
  @ApiOkResponse({ type: RulePage })
  async list(@Query() { limit, cursor }: PageQuery): Promise<RulePage> {
    const rows = await this.rules.list(idOfCursor(cursor), limit + 1);
    const { items, nextCursor } = toPage(rows, limit, ({ id }) => id);
    return { items: items.map(presentRule), nextCursor };
  }

  @ApiOperation({ summary: 'Read a filter rule' })
  @Get(':id')
  @Tagged('version')
  @RequirePermission('dialog.read')
  @ApiOkResponse({ type: RuleView })
  @ApiNotModifiedResponse({ description: 'It has the ETag that If-None-Match names.' })
  async get(@Param('id', ParseUUIDPipe) id: string): Promise<RuleView> {
    return presentRule(await this.rules.get(id));
  }

  @ApiOperation({ summary: 'Create a filter rule' })
  @Fails('request.conflict', 'request.not-found')
  @Post()
  @Idempotent()
  @Tagged('version')
  @RequirePermission('dialog.manage')
  @ApiCreatedResponse({ type: RuleView })
  async create(@Caller() caller: Principal, @RequestId() requestId: string, @Body() body: RuleBody): Promise<RuleView> {
    return presentRule(await this.rules.create(caller, requestId, toRuleChange(body)));
  }

  @ApiOperation({ summary: 'Replace a filter rule', description: 'In force within 2 s, in every process.' })
  @Fails('request.conflict')
  @Put(':id')
  @Tagged('version')
  @TakesIfMatch()
  @RequirePermission('dialog.manage')
  @ApiOkResponse({ type: RuleView })
  async update(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: RuleBody,
    @IfMatch() ifMatch?: string,
  ): Promise<RuleView> {
    return presentRule(await this.rules.update(caller, requestId, id, toRuleChange(body), ifMatch));
  }

  @ApiOperation({ summary: 'Delete a filter rule' })
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
    await this.rules.remove(caller, requestId, id, ifMatch);
  }
}
