import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
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
import { Holds } from './holds.js';
import { HoldBody, HoldChangeBody, HoldPage, HoldsQuery, HoldView, presentHold } from './retention.dto.js';

/** Legal holds: what they are on is neither expired nor erased. */
@ApiTags('privacy')
@ApiBearerAuth()
@Controller('api/v1/privacy/holds')
export class HoldsController {
  constructor(private readonly holds: Holds) {}

  @ApiOperation({ summary: 'Place a legal hold' })
  @Fails('request.not-found')
  @Post()
  @Idempotent()
  @HttpCode(201)
  @RequirePermission('privacy.manage')
  @ApiCreatedResponse({ type: HoldView })
  async place(
    @Caller() actor: Principal,
    @RequestId() requestId: string,
    @Body() { subject, subjectId, reason, until }: HoldBody,
  ): Promise<HoldView> {
    return presentHold(
      await this.holds.place({ subject, subjectId, reason, until: dateOf(until) }, { actor, requestId }),
    );
  }

  @ApiOperation({ summary: 'List the legal holds', description: 'Newest first.' })
  @Get()
  @RequirePermission('privacy.read')
  @ApiOkResponse({ type: HoldPage })
  async list(@Query() { active, limit, cursor }: HoldsQuery): Promise<HoldPage> {
    const rows = await this.holds.list(active, idOfCursor(cursor), limit + 1);
    const { items, nextCursor } = toPage(rows, limit, ({ id }) => id);
    return { items: items.map(presentHold), nextCursor };
  }

  @ApiOperation({ summary: 'Read a legal hold' })
  @Get(':id')
  @Tagged('version')
  @RequirePermission('privacy.read')
  @ApiOkResponse({ type: HoldView })
  async get(@Param('id', ParseUUIDPipe) id: string): Promise<HoldView> {
    return presentHold(await this.holds.get(id));
  }

  @ApiOperation({
    summary: 'Change a legal hold',
    description: 'One that was released is changed no more: place a new one.',
  })
  @Put(':id')
  @Tagged('version')
  @TakesIfMatch()
  @RequirePermission('privacy.manage')
  @ApiOkResponse({ type: HoldView })
  async change(
    @Caller() actor: Principal,
    @RequestId() requestId: string,
    @IfMatch() ifMatch: string | undefined,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason, until }: HoldChangeBody,
  ): Promise<HoldView> {
    return presentHold(await this.holds.change(id, { reason, until: dateOf(until) }, { actor, requestId }, ifMatch));
  }

  @ApiOperation({ summary: 'Release a legal hold', description: 'Releases it. That it was there stays known.' })
  @Delete(':id')
  @HttpCode(204)
  @TakesIfMatch()
  @RequirePermission('privacy.manage')
  @ApiNoContentResponse()
  async release(
    @Caller() actor: Principal,
    @RequestId() requestId: string,
    @IfMatch() ifMatch: string | undefined,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<void> {
    await this.holds.release(id, { actor, requestId }, ifMatch);
  }
}

function dateOf(moment: string | null | undefined): Date | null {
  return moment === null || moment === undefined ? null : new Date(moment);
}
