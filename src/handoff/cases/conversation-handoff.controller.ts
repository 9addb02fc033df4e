import { Body, Controller, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, type Principal, RequirePermission } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { Idempotent } from '../../common/idempotency.js';
import { asId, type ConversationId } from '../../common/ids.js';
import { WithinReach } from '../../common/reach.js';
import { RequestId } from '../../common/request-id.js';
import { NewHandoffBody } from './handoff.dto.js';
import { HandoffView, presentHandoff } from './handoff-views.js';
import { RequestedHandoffs } from './requested-handoffs.js';

@ApiTags('handoffs')
@ApiBearerAuth()
@Controller('api/v1/conversations')
export class ConversationHandoffController {
  constructor(private readonly requests: RequestedHandoffs) {}

  @ApiOperation({
    summary: 'Hand a conversation to a human',
    description: 'Asks for a human. Where a handoff is open already, it is answered, and nothing changes.',
  })
  @Fails('request.conflict')
  @Post(':id/handoff')
  @Idempotent()
  @RequirePermission('handoff.work')
  @WithinReach('conversation')
  @ApiCreatedResponse({ type: HandoffView })
  async request(
    @Caller() actor: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason, summary, groupId, priority }: NewHandoffBody,
  ): Promise<HandoffView> {
    const wanted = { reason, summary, groupId, priority, actor, requestId };
    return presentHandoff(await this.requests.request(asId<ConversationId>(id), wanted));
  }
}
