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
import { idOfCursor, toPage } from '../../common/paging.js';
import { RequestId } from '../../common/request-id.js';
import type { KeyFields } from './api-key.js';
import { ApiKeys } from './api-keys.js';
import { ApiKeyBody, KeyQuery, KeyRotationBody, NewApiKeyBody } from './key.dto.js';
import { KeyPage, KeyView, NewKeyView, presentKey, presentNewKey } from './key-views.js';

/** Keys of machines. A key itself is shown once; afterwards it is recognised by its prefix. */
@ApiTags('keys')
@ApiBearerAuth()
@Controller('api/v1/keys')
export class KeysController {
  constructor(private readonly keys: ApiKeys) {}

  @ApiOperation({ summary: 'List the keys', description: 'Newest first.' })
  @Get()
  @RequirePermission('key.read')
  @ApiOkResponse({ type: KeyPage })
  async list(@Query() { limit, cursor, ownerId, enabled }: KeyQuery): Promise<KeyPage> {
    const rows = await this.keys.page({ limit: limit + 1, before: idOfCursor(cursor), ownerId, enabled });
    const { items, nextCursor } = toPage(rows, limit, ({ id }) => id);
    return { items: items.map(presentKey), nextCursor };
  }

  @ApiOperation({ summary: 'Read a key' })
  @Get(':id')
  @Tagged('version')
  @RequirePermission('key.read')
  @ApiOkResponse({ type: KeyView })
  @ApiNotModifiedResponse({ description: 'It has the ETag that If-None-Match names.' })
  async get(@Param('id', ParseUUIDPipe) id: string): Promise<KeyView> {
    return presentKey(await this.keys.get(id));
  }

  @ApiOperation({
    summary: 'Make a key',
    description: 'The answer shows the key itself, once. It counts within 2 s in every process.',
  })
  @Post()
  @Idempotent()
  @Tagged('version')
  @RequirePermission('key.manage')
  @Fails('access.escalation', 'access.roles-conflict', 'request.conflict')
  @ApiCreatedResponse({ type: NewKeyView })
  async create(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Body() { mode, ...body }: NewApiKeyBody,
  ): Promise<NewKeyView> {
    return presentNewKey(await this.keys.create(caller, requestId, mode, fieldsOf(body)));
  }

  @ApiOperation({
    summary: 'Change a key',
    description: 'Replaces what it may do, from where and until when; in force within 2 s in every process.',
  })
  @Put(':id')
  @Tagged('version')
  @TakesIfMatch()
  @RequirePermission('key.manage')
  @Fails('access.escalation', 'access.roles-conflict', 'request.conflict')
  @ApiOkResponse({ type: KeyView })
  async update(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ApiKeyBody,
    @IfMatch() ifMatch?: string,
  ): Promise<KeyView> {
    return presentKey(await this.keys.update(caller, requestId, id, fieldsOf(body), ifMatch));
  }

  @ApiOperation({
    summary: 'Give a key another secret',
    description:
      'The answer shows it, once. The one of now counts for so many hours more, so that nothing stands still.',
  })
  @Post(':id/rotation')
  @Idempotent()
  @Tagged('version')
  @TakesIfMatch()
  @RequirePermission('key.manage')
  @Fails('access.escalation', 'access.roles-conflict')
  @ApiCreatedResponse({ type: NewKeyView })
  async rotate(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { overlapHours }: KeyRotationBody,
    @IfMatch() ifMatch?: string,
  ): Promise<NewKeyView> {
    return presentNewKey(await this.keys.rotate(caller, requestId, id, overlapHours, ifMatch));
  }

  @ApiOperation({
    summary: 'Revoke a key',
    description: 'It ends at once here, and within 2 s in every other process.',
  })
  @Delete(':id')
  @HttpCode(204)
  @TakesIfMatch()
  @RequirePermission('key.manage')
  @ApiNoContentResponse()
  async remove(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() ifMatch?: string,
  ): Promise<void> {
    await this.keys.remove(caller, requestId, id, ifMatch);
  }
}

function fieldsOf({ name, permissions, groupIds, addresses, enabled, expiresAt }: ApiKeyBody): KeyFields {
  const reach = groupIds === null ? 'all' : { groups: groupIds };
  return { name, permissions, reach, addresses, enabled, expiresAt };
}
