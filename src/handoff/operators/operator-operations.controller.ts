import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, type Principal, RequirePermission } from '../../common/access.js';
import { BulkAnswer, forEachOperation } from '../../common/bulk.js';
import { Idempotent } from '../../common/idempotency.js';
import { RequestId } from '../../common/request-id.js';
import { toOperatorFields } from './operator.dto.js';
import { OperatorOperations } from './operator-operations.dto.js';
import { Operators } from './operators.js';

@ApiTags('handoffs')
@ApiBearerAuth()
@Controller('api/v1/operators')
export class OperatorOperationsController {
  constructor(private readonly operators: Operators) {}

  @ApiOperation({
    summary: 'Create, update and delete many operators',
    description: 'One after the other, each by itself: those that can be done are, and the others say why not.',
  })
  @Post('operations')
  @Idempotent('resumable')
  @HttpCode(200)
  @RequirePermission('handoff.manage')
  @ApiOkResponse({ type: BulkAnswer })
  operate(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Body() { items }: OperatorOperations,
  ): Promise<BulkAnswer> {
    return forEachOperation(items, {
      create: (value) => this.operators.create(caller, requestId, toOperatorFields(value)),
      update: (id, value, ifMatch) => this.operators.update(caller, requestId, id, toOperatorFields(value), ifMatch),
      remove: (id, ifMatch) => this.operators.remove(caller, requestId, id, ifMatch),
    });
  }
}
