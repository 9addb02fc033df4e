import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, Query, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Caller, type Principal, RequirePermission } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { Idempotent, NotIdempotent } from '../../common/idempotency.js';
import { idOfCursor, toPage } from '../../common/paging.js';
import { RequestId } from '../../common/request-id.js';
import {
  presentUnmasking,
  presentUnmaskingRow,
  toUnmaskingScope,
  UnmaskingApprovalBody,
  UnmaskingBody,
  UnmaskingPage,
  UnmaskingsQuery,
  UnmaskingSummary,
  UnmaskingView,
} from './unmasking.dto.js';
import { Unmaskings } from './unmaskings.js';

interface StatusReply {
  status(status: number): this;
}

@ApiTags('privacy')
@ApiBearerAuth()
@Controller('api/v1/privacy/unmaskings')
export class UnmaskingsController {
  constructor(private readonly unmaskings: Unmaskings) {}

  @ApiOperation({
    summary: 'Ask to see originals',
    description: "Shows originals at once; with `privacy.fourEyes`, asks for somebody else's approval first.",
  })
  @Fails('privacy.unmaskings-waiting', 'request.not-found')
  @Post()
  @NotIdempotent('each look at originals is recorded as one: an answer that comes again would not be')
  @Header('Cache-Control', 'no-store')
  @RequirePermission('privacy.unmask')
  @ApiCreatedResponse({ type: UnmaskingView, description: 'The originals.' })
  @ApiAcceptedResponse({ type: UnmaskingView, description: 'Somebody else has to approve.' })
  async request(
    @Caller() actor: Principal,
    @RequestId() requestId: string,
    @Body() body: UnmaskingBody,
    @Res({ passthrough: true }) reply: StatusReply,
  ): Promise<UnmaskingView> {
    const unmasking = await this.unmaskings.request(toUnmaskingScope(body), body.reason, { actor, requestId });
    reply.status(unmasking.originals === undefined ? 202 : 201);
    return presentUnmasking(unmasking);
  }

  @ApiOperation({ summary: 'List the requests to see originals', description: 'Newest first, without originals.' })
  @Get()
  @RequirePermission('privacy.read')
  @ApiOkResponse({ type: UnmaskingPage })
  async list(@Query() { state, limit, cursor }: UnmaskingsQuery): Promise<UnmaskingPage> {
    const rows = await this.unmaskings.list(state, idOfCursor(cursor), limit + 1);
    const { items, nextCursor } = toPage(rows, limit, ({ id }) => id);
    return { items: items.map(presentUnmaskingRow), nextCursor };
  }

  @ApiOperation({
    summary: 'Fetch the originals',
    description: 'Whoever asked gets the originals here, once, within 15 minutes of the approval.',
  })
  @Get(':id')
  @Header('Cache-Control', 'no-store')
  @RequirePermission('privacy.unmask')
  @ApiOkResponse({ type: UnmaskingView })
  async fetch(
    @Caller() actor: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<UnmaskingView> {
    return presentUnmasking(await this.unmaskings.fetch(id, { actor, requestId }));
  }

  @ApiOperation({
    summary: 'Approve or refuse a request to see originals',
    description: 'Approves or refuses; never who asked.',
  })
  @Fails('privacy.unmasking-closed')
  @Post(':id/approval')
  @Idempotent()
  @HttpCode(200)
  @RequirePermission('privacy.approve')
  @ApiOkResponse({ type: UnmaskingSummary })
  async decide(
    @Caller() actor: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { approved, note }: UnmaskingApprovalBody,
  ): Promise<UnmaskingSummary> {
    return presentUnmaskingRow(await this.unmaskings.decide(id, approved, note, { actor, requestId }));
  }
}
