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
import { numberOfCursor, PageQuery, toPage } from '../../common/paging.js';
import { BeyondReach } from '../../common/reach.js';
import { RequestId } from '../../common/request-id.js';
import { HandoffRuleBody, HandoffRulePage, HandoffRuleView, presentRule, toRuleFields } from './handoff-rule.dto.js';
import { HandoffRules } from './handoff-rules.js';

/** The enterprise's own reasons to call a human. */
@ApiTags('handoffs')
@ApiBearerAuth()
@BeyondReach()
@Controller('api/v1/handoff-rules')
export class HandoffRulesController {
  constructor(private readonly rules: HandoffRules) {}

  @ApiOperation({ summary: 'List the rules of handing over', description: 'In the order in which they are asked.' })
  @Get()
  @RequirePermission('handoff.read')
  @ApiOkResponse({ type: HandoffRulePage })
  list(@Query() { limit, cursor }: PageQuery): HandoffRulePage {
    const start = numberOfCursor(cursor) ?? 0;
    const rows = this.rules.list().slice(start, start + limit + 1);
    const { items, nextCursor } = toPage(rows, limit, () => `${start + limit}`);
    return { items: items.map(presentRule), nextCursor };
  }

  @ApiOperation({ summary: 'Read a rule of handing over' })
  @Get(':id')
  @Tagged('version')
  @RequirePermission('handoff.read')
  @ApiOkResponse({ type: HandoffRuleView })
  @ApiNotModifiedResponse({ description: 'It has the ETag that If-None-Match names.' })
  get(@Param('id', ParseUUIDPipe) id: string): HandoffRuleView {
    return presentRule(this.rules.get(id));
  }

  @ApiOperation({ summary: 'Create a rule of handing over', description: 'In force within 2 s, in every process.' })
  @Fails('request.conflict', 'request.not-found')
  @Post()
  @Idempotent()
  @Tagged('version')
  @RequirePermission('handoff.manage')
  @ApiCreatedResponse({ type: HandoffRuleView })
  async create(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Body() body: HandoffRuleBody,
  ): Promise<HandoffRuleView> {
    return presentRule(await this.rules.create(caller, requestId, toRuleFields(body)));
  }

  @ApiOperation({ summary: 'Replace a rule of handing over', description: 'Replaces it.' })
  @Fails('request.conflict')
  @Put(':id')
  @Tagged('version')
  @TakesIfMatch()
  @RequirePermission('handoff.manage')
  @ApiOkResponse({ type: HandoffRuleView })
  async update(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: HandoffRuleBody,
    @IfMatch() ifMatch?: string,
  ): Promise<HandoffRuleView> {
    return presentRule(await this.rules.update(caller, requestId, id, toRuleFields(body), ifMatch));
  }

  @ApiOperation({ summary: 'Delete a rule of handing over' })
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
    await this.rules.remove(caller, requestId, id, ifMatch);
  }
}
