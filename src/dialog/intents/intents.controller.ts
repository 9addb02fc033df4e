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
import { isShippedIntent } from './intent.js';
import { IntentBody, IntentName, IntentPage, IntentView, presentIntent } from './intent.dto.js';
import type { OwnIntent } from './own-intent.js';
import { OwnIntents } from './own-intents.js';

@ApiTags('dialog')
@ApiBearerAuth()
@Controller('api/v1/intents')
export class IntentsController {
  constructor(private readonly intents: OwnIntents) {}

  @ApiOperation({
    summary: 'List the intents',
    description: "The enterprise's own, and what it has added to those that come with the program; by name.",
  })
  @Get()
  @RequirePermission('dialog.read')
  @ApiOkResponse({ type: IntentPage })
  async list(@Query() { limit, cursor }: PageQuery): Promise<IntentPage> {
    const after = cursor === undefined ? undefined : decodeCursor(cursor);
    const { items, nextCursor } = toPage(await this.intents.list(after, limit + 1), limit, ({ name }) => name);
    return { items: items.map(present), nextCursor };
  }

  @ApiOperation({ summary: 'Read an intent' })
  @Get(':name')
  @Tagged('version')
  @RequirePermission('dialog.read')
  @ApiOkResponse({ type: IntentView })
  @ApiNotModifiedResponse({ description: 'It has the ETag that If-None-Match names.' })
  async get(@Param() { name }: IntentName): Promise<IntentView> {
    return present(await this.intents.get(name));
  }

  @ApiOperation({
    summary: 'Write an intent',
    description: 'Creates it, or replaces all of it. Recognised within 2 s, in every process.',
  })
  @Fails('request.conflict')
  @Put(':name')
  @Tagged('version')
  @TakesIfMatch()
  @RequirePermission('dialog.manage')
  @ApiOkResponse({ type: IntentView })
  async set(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param() { name }: IntentName,
    @Body() body: IntentBody,
    @IfMatch() ifMatch?: string,
  ): Promise<IntentView> {
    const fields = {
      description: body.description ?? '',
      examples: body.examples,
      accountIds: body.accountIds ?? null,
      enabled: body.enabled ?? true,
    };
    return present(await this.intents.set(caller, requestId, name, fields, ifMatch));
  }

  @ApiOperation({ summary: 'Delete an intent' })
  @Delete(':name')
  @HttpCode(204)
  @TakesIfMatch()
  @RequirePermission('dialog.manage')
  @ApiNoContentResponse()
  async delete(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param() { name }: IntentName,
    @IfMatch() ifMatch?: string,
  ): Promise<void> {
    await this.intents.delete(caller, requestId, name, ifMatch);
  }
}

function present(intent: OwnIntent): IntentView {
  return presentIntent(intent, isShippedIntent(intent.name));
}
