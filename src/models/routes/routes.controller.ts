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
import { RequestId } from '../../common/request-id.js';
import { ComparisonView, presentComparison } from './comparison-views.js';
import { RouteComparison } from './comparison.js';
import { presentRoute, RoutePage, RouteView } from './route-views.js';
import { ComparisonQuery, RouteBody } from './route.dto.js';
import { Routes } from './routes.js';

/** Which model answers which question, how, and with which prompt. */
@ApiTags('models')
@ApiBearerAuth()
@Controller('api/v1/routes')
export class RoutesController {
  constructor(
    private readonly routes: Routes,
    private readonly comparison: RouteComparison,
  ) {}

  @ApiOperation({ summary: 'List the model routes', description: 'In the order in which they are asked.' })
  @Get()
  @RequirePermission('model.read')
  @ApiOkResponse({ type: RoutePage })
  list(@Query() { limit, cursor }: PageQuery): RoutePage {
    const start = numberOfCursor(cursor) ?? 0;
    const rows = this.routes.list().slice(start, start + limit + 1);
    const { items, nextCursor } = toPage(rows, limit, () => `${start + limit}`);
    return { items: items.map(presentRoute), nextCursor };
  }

  @ApiOperation({ summary: 'Read a model route' })
  @Get(':id')
  @Tagged('version')
  @RequirePermission('model.read')
  @ApiOkResponse({ type: RouteView })
  @ApiNotModifiedResponse({ description: 'It has the ETag that If-None-Match names.' })
  get(@Param('id', ParseUUIDPipe) id: string): RouteView {
    return presentRoute(this.routes.get(id));
  }

  @ApiOperation({ summary: 'Create a model route', description: 'In force within 2 s, in every process.' })
  @Fails('request.conflict', 'request.not-found')
  @Post()
  @Idempotent()
  @Tagged('version')
  @RequirePermission('model.manage')
  @ApiCreatedResponse({ type: RouteView })
  async create(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Body() body: RouteBody,
  ): Promise<RouteView> {
    return presentRoute(await this.routes.create(caller, requestId, body));
  }

  @ApiOperation({
    summary: 'Replace a model route',
    description: 'Replaces it. Contacts stay on their arms as far as the weights allow.',
  })
  @Fails('request.conflict')
  @Put(':id')
  @Tagged('version')
  @TakesIfMatch()
  @RequirePermission('model.manage')
  @ApiOkResponse({ type: RouteView })
  async update(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: RouteBody,
    @IfMatch() ifMatch?: string,
  ): Promise<RouteView> {
    return presentRoute(await this.routes.update(caller, requestId, id, body, ifMatch));
  }

  @ApiOperation({ summary: 'Delete a model route' })
  @Delete(':id')
  @HttpCode(204)
  @TakesIfMatch()
  @RequirePermission('model.manage')
  @ApiNoContentResponse()
  async remove(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() ifMatch?: string,
  ): Promise<void> {
    await this.routes.remove(caller, requestId, id, ifMatch);
  }

  @ApiOperation({
    summary: 'Compare the arms of a route',
    description: 'What the arms came to, and whether that is more than chance.',
  })
  @Get(':id/comparison')
  @RequirePermission('model.read')
  @ApiOkResponse({ type: ComparisonView })
  async compare(@Param('id', ParseUUIDPipe) id: string, @Query() { days }: ComparisonQuery): Promise<ComparisonView> {
    const route = this.routes.get(id);
    return presentComparison(route, await this.comparison.of(route, days));
  }

  @ApiOperation({
    summary: 'Roll a route back to its control',
    description: 'The first arm, the control, gets all contacts. Nothing happens where it has them already.',
  })
  @Post(':id/rollback')
  @Idempotent()
  @HttpCode(200)
  @Tagged('version')
  @TakesIfMatch()
  @RequirePermission('model.manage')
  @ApiOkResponse({ type: RouteView })
  async rollBack(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() ifMatch?: string,
  ): Promise<RouteView> {
    return presentRoute(await this.routes.rollBack(id, { by: 'call', actor: caller, requestId, ifMatch }));
  }
}
