import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, type Principal, RequirePermission } from '../../common/access.js';
import { BulkAnswer, forEachOperation } from '../../common/bulk.js';
import { Idempotent } from '../../common/idempotency.js';
import { RequestId } from '../../common/request-id.js';
import { CannedReplies } from './canned-replies.js';
import { toCannedReplyFields } from './canned-reply.dto.js';
import { CannedReplyOperations } from './canned-reply-operations.dto.js';

@ApiTags('handoffs')
@ApiBearerAuth()
@Controller('api/v1/canned-replies')
export class CannedReplyOperationsController {
  constructor(private readonly replies: CannedReplies) {}

  @ApiOperation({
    summary: 'Create, update and delete many canned replies',
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
    @Body() { items }: CannedReplyOperations,
  ): Promise<BulkAnswer> {
    return forEachOperation(items, {
      create: (value) => this.replies.create(caller, requestId, toCannedReplyFields(value)),
      update: (id, value, ifMatch) => this.replies.update(caller, requestId, id, toCannedReplyFields(value), ifMatch),
      remove: (id, ifMatch) => this.replies.remove(caller, requestId, id, ifMatch),
    });
  }
}
