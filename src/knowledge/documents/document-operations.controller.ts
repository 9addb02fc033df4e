import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, type Principal, RequirePermission } from '../../common/access.js';
import { BulkAnswer, forEachOperation } from '../../common/bulk.js';
import { Idempotent } from '../../common/idempotency.js';
import { RequestId } from '../../common/request-id.js';
import { DocumentOperations } from './document-operations.dto.js';
import { Documents } from './documents.js';
import { DocumentSteps } from './document-steps.js';

@ApiTags('knowledge')
@ApiBearerAuth()
@Controller('api/v1/knowledge/documents')
export class DocumentOperationsController {
  constructor(
    private readonly documents: Documents,
    private readonly steps: DocumentSteps,
  ) {}

  @ApiOperation({
    summary: 'Create, update and delete many documents',
    description: 'One after the other, each by itself: those that can be done are, and the others say why not.',
  })
  @Post('operations')
  @Idempotent('resumable')
  @HttpCode(200)
  @RequirePermission('knowledge.write')
  @ApiOkResponse({ type: BulkAnswer })
  operate(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Body() { items }: DocumentOperations,
  ): Promise<BulkAnswer> {
    return forEachOperation(items, {
      create: (value) => this.documents.create(caller, requestId, value),
      update: (id, value, ifMatch) => this.documents.update(caller, requestId, id, value, ifMatch),
      remove: (id, ifMatch) => this.steps.remove(caller, requestId, { id, ifMatch }),
    });
  }
}
