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
import { Caller, type Principal, RequirePermission } from '../common/access.js';
import { Fails } from '../common/api-errors.js';
import { InvalidRequestError } from '../common/app-error.js';
import { IfMatch, Tagged, TakesIfMatch } from '../common/entity-tag.js';
import { Idempotent, NotIdempotent } from '../common/idempotency.js';
import { idOfCursor, PageQuery, toPage } from '../common/paging.js';
import { RequestId } from '../common/request-id.js';
import { fieldsOf, KeyBody, ModelBody, UsageQuery } from './model.dto.js';
import type { ModelFields } from './model.js';
import { ModelChecks } from './model-checks.js';
import { ModelStore } from './model-store.js';
import { ModelUsage } from './model-usage.js';
import { CheckView, ModelPage, ModelView, presentCheck, presentModel, presentUsage, UsageView } from './model-views.js';

/** Keys go in and never come out. */
@ApiTags('models')
@ApiBearerAuth()
@Controller('api/v1/models')
export class ModelsController {
  constructor(
    private readonly models: ModelStore,
    private readonly checks: ModelChecks,
    private readonly usage: ModelUsage,
  ) {}

  @ApiOperation({
    summary: 'List the models',
    description:
      'That of the environment first, then the oldest: the first that is enabled answers where no route says otherwise.',
  })
  @Get()
  @RequirePermission('model.read')
  @ApiOkResponse({ type: ModelPage })
  list(@Query() { limit, cursor }: PageQuery): ModelPage {
    const after = idOfCursor(cursor);
    const models = this.models.list();
    const from = after === undefined ? 0 : models.findIndex(({ id }) => id === after) + 1;
    const { items, nextCursor } = toPage(models.slice(from, from + limit + 1), limit, ({ id }) => id);
    return { items: items.map(presentModel), nextCursor };
  }

  @ApiOperation({ summary: 'Read a model' })
  @Get(':id')
  @Tagged('version')
  @RequirePermission('model.read')
  @ApiOkResponse({ type: ModelView })
  @ApiNotModifiedResponse({ description: 'It has the ETag that If-None-Match names.' })
  get(@Param('id', ParseUUIDPipe) id: string): ModelView {
    return presentModel(this.models.known(id));
  }

  @ApiOperation({ summary: 'Create a model', description: 'In force within 2 s, in every process.' })
  @Fails('request.conflict', 'request.not-found')
  @Post()
  @Idempotent()
  @Tagged('version')
  @RequirePermission('model.manage')
  @ApiCreatedResponse({ type: ModelView })
  async create(
    @Caller() actor: Principal,
    @RequestId() requestId: string,
    @Body() body: ModelBody,
  ): Promise<ModelView> {
    return presentModel(await this.models.create({ actor, requestId }, checked(body), body.apiKey));
  }

  @ApiOperation({
    summary: 'Replace a model',
    description:
      'Replaces all but the key, which stays where none is sent; with another provider or host it is forgotten.',
  })
  @Fails('request.conflict')
  @Put(':id')
  @Tagged('version')
  @TakesIfMatch()
  @RequirePermission('model.manage')
  @ApiOkResponse({ type: ModelView })
  async update(
    @Caller() actor: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ModelBody,
    @IfMatch() ifMatch?: string,
  ): Promise<ModelView> {
    return presentModel(await this.models.update({ actor, requestId, ifMatch }, id, checked(body), body.apiKey));
  }

  @ApiOperation({ summary: 'Set the key of a model', description: 'Replaces the key, or takes it away.' })
  @Put(':id/key')
  @Tagged('version')
  @TakesIfMatch()
  @RequirePermission('model.manage')
  @ApiOkResponse({ type: ModelView })
  async setKey(
    @Caller() actor: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { apiKey }: KeyBody,
    @IfMatch() ifMatch?: string,
  ): Promise<ModelView> {
    return presentModel(await this.models.setKey({ actor, requestId, ifMatch }, id, apiKey ?? undefined));
  }

  @ApiOperation({
    summary: 'Delete a model',
    description: 'Refused while a route names it. What it used is forgotten with it: to keep the figures, disable it.',
  })
  @Fails('request.conflict')
  @Delete(':id')
  @HttpCode(204)
  @TakesIfMatch()
  @RequirePermission('model.manage')
  @ApiNoContentResponse()
  async remove(
    @Caller() actor: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() ifMatch?: string,
  ): Promise<void> {
    await this.models.remove({ actor, requestId, ifMatch }, id);
  }

  @ApiOperation({
    summary: 'Check a model',
    description:
      'Asks it something short and says whether it answers, and how fast; disabled or not. Waits for 30 s at most.',
  })
  @Post(':id/check')
  @NotIdempotent('it asks the model and changes nothing')
  @HttpCode(200)
  @RequirePermission('model.manage')
  @ApiOkResponse({ type: CheckView })
  async check(@Param('id', ParseUUIDPipe) id: string): Promise<CheckView> {
    return presentCheck(await this.checks.check(id));
  }

  @ApiOperation({
    summary: 'Read what a model has used',
    description: 'What it has used: against its limits, and day by day.',
  })
  @Get(':id/usage')
  @RequirePermission('model.read')
  @ApiOkResponse({ type: UsageView })
  async used(@Param('id', ParseUUIDPipe) id: string, @Query() { days }: UsageQuery): Promise<UsageView> {
    return presentUsage(await this.usage.of(this.models.known(id).id, days));
  }
}

function checked(body: ModelBody): ModelFields {
  const faults = [
    ...(body.provider === 'openai-compatible' && body.model === '' ? ['model: the provider must be told which'] : []),
    ...(body.firstTokenTimeoutMs > body.timeoutMs ? ['firstTokenTimeoutMs: is above timeoutMs'] : []),
  ];
  if (faults.length > 0) {
    throw new InvalidRequestError('the model is not valid', faults);
  }
  return fieldsOf(body);
}
