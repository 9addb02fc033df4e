import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type ApiCaller, Caller, RequirePermission } from '../../common/access.js';
import { BulkAnswer, forEachItem } from '../../common/bulk.js';
import { Idempotent } from '../../common/idempotency.js';
import type { HandoffId } from '../../common/ids.js';
import { FiltersByReach, ReachSources } from '../../common/reach.js';
import { RequestId } from '../../common/request-id.js';
import { OwnOperators } from '../operators/own-operators.js';
import { Claims } from './claims.js';
import { HandoffList } from './handoff-list.js';
import { targetOf } from './handoff.dto.js';
import { ResolutionsBody, TransfersBody } from './handoff-operations.dto.js';
import { movedCase } from './move-errors.js';

@ApiTags('handoffs')
@ApiBearerAuth()
@Controller('api/v1/handoffs')
export class HandoffOperationsController {
  constructor(
    private readonly claims: Claims,
    private readonly reach: ReachSources,
    private readonly handoffs: HandoffList,
    private readonly own: OwnOperators,
  ) {}

  @ApiOperation({
    summary: 'Resolve many cases',
    description: 'Each by itself: those that can be resolved are, and the others say why not.',
  })
  @Post('resolutions')
  @Idempotent('resumable')
  @HttpCode(200)
  @RequirePermission('handoff.work')
  @FiltersByReach()
  @ApiOkResponse({ type: BulkAnswer })
  resolve(
    @Caller() actor: ApiCaller,
    @RequestId() requestId: string,
    @Body() { items }: ResolutionsBody,
  ): Promise<BulkAnswer> {
    return this.forEachCase(actor, items, async ({ id: handoffId, outcome, note }) =>
      movedCase(await this.claims.resolve({ handoffId, actor, requestId, outcome, note })),
    );
  }

  @ApiOperation({
    summary: 'Transfer many cases',
    description: 'Each by itself, to a group or to an operator, who is asked.',
  })
  @Post('transfers')
  @Idempotent('resumable')
  @HttpCode(200)
  @RequirePermission('handoff.work')
  @FiltersByReach()
  @ApiOkResponse({ type: BulkAnswer })
  transfer(
    @Caller() actor: ApiCaller,
    @RequestId() requestId: string,
    @Body() { items }: TransfersBody,
  ): Promise<BulkAnswer> {
    return this.forEachCase(actor, items, async ({ id: handoffId, ...target }) =>
      movedCase(await this.claims.transfer({ handoffId, actor, requestId, to: targetOf(target) })),
    );
  }

  private forEachCase<Item extends { id: HandoffId }>(
    actor: ApiCaller,
    items: readonly Item[],
    move: (item: Item) => Promise<unknown>,
  ): Promise<BulkAnswer> {
    return forEachItem(
      items,
      ({ id }) => id,
      async (item) => {
        await this.reach.assertWithin(actor, 'handoff', item.id);
        this.own.assertSpeaksFor(actor, await this.handoffs.claimant(item.id));
        await move(item);
        return { id: item.id };
      },
    );
  }
}
