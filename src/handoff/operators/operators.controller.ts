import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { type ApiCaller, Caller, type Principal, RequirePermission } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { NotFoundError } from '../../common/app-error.js';
import { IfMatch, Tagged, TakesIfMatch } from '../../common/entity-tag.js';
import { Idempotent } from '../../common/idempotency.js';
import { idOfCursor, toPage } from '../../common/paging.js';
import { BeyondReach } from '../../common/reach.js';
import { RequestId } from '../../common/request-id.js';
import { Database } from '../../database/database.js';
import { OperatorPage, OperatorView, presentOperator, presentPresence, PresenceView } from './operator-views.js';
import { OperatorBody, OperatorsQuery, PresenceBody, toOperatorFields } from './operator.dto.js';
import type { Operator } from './operator.js';
import { Operators } from './operators.js';
import { OwnOperators } from './own-operators.js';
import { Presence } from './presence.js';
import { readStandings } from './standings.js';

/** Who answers contacts. */
@ApiTags('handoffs')
@ApiBearerAuth()
@BeyondReach()
@Controller('api/v1/operators')
export class OperatorsController {
  constructor(
    private readonly operators: Operators,
    private readonly own: OwnOperators,
    private readonly presence: Presence,
    private readonly database: Database,
  ) {}

  @ApiOperation({ summary: 'List the operators', description: 'Oldest first.' })
  @Get()
  @RequirePermission('handoff.read')
  @ApiOkResponse({ type: OperatorPage })
  async list(@Query() { limit, cursor, groupId }: OperatorsQuery): Promise<OperatorPage> {
    const after = idOfCursor(cursor) ?? '';
    const rows = this.operators
      .list()
      .filter(({ id, groupIds }) => id > after && (groupId === undefined || groupIds.includes(groupId)))
      .slice(0, limit + 1);
    const { items, nextCursor } = toPage(rows, limit, ({ id }) => id);
    return { items: await this.present(items), nextCursor };
  }

  @ApiOperation({
    summary: 'Read an operator',
    description: 'Without an ETag: presence and load change more often than the version.',
  })
  @Get(':id')
  @RequirePermission('handoff.read')
  @ApiOkResponse({ type: OperatorView })
  get(@Param('id', ParseUUIDPipe) id: string): Promise<OperatorView> {
    return this.presentOne(this.operators.get(id));
  }

  @ApiOperation({
    summary: 'Create an operator',
    description: 'Online from the start. In force within 2 s, in every process.',
  })
  @Fails('request.conflict', 'request.not-found')
  @Post()
  @Idempotent()
  @Tagged('version')
  @RequirePermission('handoff.manage')
  @ApiCreatedResponse({ type: OperatorView })
  async create(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Body() body: OperatorBody,
  ): Promise<OperatorView> {
    return this.presentOne(await this.operators.create(caller, requestId, toOperatorFields(body)));
  }

  @ApiOperation({
    summary: 'Replace an operator',
    description: 'Replaces what is said of him; his presence stays, and so do the cases that he has.',
  })
  @Fails('request.conflict')
  @Put(':id')
  @Tagged('version')
  @TakesIfMatch()
  @RequirePermission('handoff.manage')
  @ApiOkResponse({ type: OperatorView })
  async update(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: OperatorBody,
    @IfMatch() ifMatch?: string,
  ): Promise<OperatorView> {
    return this.presentOne(await this.operators.update(caller, requestId, id, toOperatorFields(body), ifMatch));
  }

  @ApiOperation({
    summary: 'Delete an operator',
    description: 'Only one who never had a case, and supervises no group: disable any other.',
  })
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
    await this.operators.remove(caller, requestId, id, ifMatch);
  }

  @ApiOperation({
    summary: 'Set the presence of an operator',
    description: 'At once; what he missed is forgotten. An operator sets his own.',
  })
  @Put(':id/presence')
  @RequirePermission('handoff.work')
  @ApiOkResponse({ type: PresenceView })
  async setPresence(
    @Caller() caller: ApiCaller,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { presence }: PresenceBody,
  ): Promise<PresenceView> {
    const operator = this.operators.get(id);
    this.own.assertSpeaksFor(caller, operator.id);
    const after = await this.database.transaction((tx) =>
      this.presence.set(tx, operator.id, presence, caller, requestId),
    );
    return presentPresence(after);
  }

  private async presentOne(operator: Operator): Promise<OperatorView> {
    const [view] = await this.present([operator]);
    if (view === undefined) {
      throw new NotFoundError('the operator');
    }
    return view;
  }

  /** Who was deleted at this moment is left out. */
  private async present(operators: readonly Operator[]): Promise<OperatorView[]> {
    const ids = operators.map(({ id }) => id);
    const standings = await readStandings(this.database, ids);
    return operators.flatMap((operator) => {
      const standing = standings.get(operator.id);
      return standing === undefined ? [] : [presentOperator(operator, standing)];
    });
  }
}
