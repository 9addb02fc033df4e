import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
  Query,
} from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Reads } from '../../audit/readings/reads.js';
import { Caller, type Principal, RequirePermission } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { InvalidRequestError } from '../../common/app-error.js';
import { Idempotent } from '../../common/idempotency.js';
import { asId, type HandoffId } from '../../common/ids.js';
import { idOfCursor, toPage } from '../../common/paging.js';
import { RequestId } from '../../common/request-id.js';
import { Relay, type RelayContent } from '../desk/relay.js';
import { Claims } from './claims.js';
import { ClaimBody, HandoffsQuery, MessageBody, NoteBody, ResolutionBody, TransferBody } from './handoff.dto.js';
import {
  HandoffDetailsView,
  HandoffPage,
  HandoffView,
  NoteView,
  presentDetails,
  presentHandoff,
  presentNote,
  SentMessageView,
} from './handoff-views.js';
import { HandoffList } from './handoff-list.js';
import { claimedCase, movedCase } from './move-errors.js';
import { Notes } from './notes.js';

@ApiTags('handoffs')
@ApiBearerAuth()
@Controller('api/v1/handoffs')
export class HandoffsController {
  constructor(
    private readonly handoffs: HandoffList,
    private readonly claims: Claims,
    private readonly notes: Notes,
    private readonly relay: Relay,
  ) {}

  @ApiOperation({ summary: 'List the cases', description: 'Newest first.' })
  @Get()
  @Reads('handoffs')
  @RequirePermission('handoff.read')
  @ApiOkResponse({ type: HandoffPage })
  async list(@Query() { cursor, limit, ...filter }: HandoffsQuery): Promise<HandoffPage> {
    const rows = await this.handoffs.list({ ...filter, before: idOfCursor(cursor), limit: limit + 1 });
    const page = toPage(rows, limit, ({ id }) => id);
    return { items: page.items.map(presentHandoff), nextCursor: page.nextCursor };
  }

  @ApiOperation({ summary: 'Read a case' })
  @Get(':id')
  @Reads('handoff')
  @RequirePermission('handoff.read')
  @ApiOkResponse({ type: HandoffDetailsView })
  async get(@Param('id', ParseUUIDPipe) id: string): Promise<HandoffDetailsView> {
    return presentDetails(await this.handoffs.get(asId<HandoffId>(id)));
  }

  @ApiOperation({
    summary: 'Claim a case',
    description:
      'An operator takes it. Answered once nothing of the bot is under way to the contact any more: within 10 s.',
  })
  @Fails('handoff.at-capacity', 'handoff.closed', 'handoff.operator-refused', 'handoff.taken')
  @Put(':id/claim')
  @RequirePermission('handoff.work')
  @ApiOkResponse({ type: HandoffView })
  async claim(
    @Caller() actor: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { operatorId }: ClaimBody,
  ): Promise<HandoffView> {
    const handoffId = asId<HandoffId>(id);
    return presentHandoff(
      claimedCase(await this.claims.claim({ handoffId, operatorId, actor, requestId, via: 'api' })),
    );
  }

  @ApiOperation({
    summary: 'Give a case back to the queue',
    description: 'Back to the queue: others are asked, and the bot answers meanwhile.',
  })
  @Fails('handoff.closed', 'handoff.not-claimed', 'handoff.operator-refused')
  @Delete(':id/claim')
  @RequirePermission('handoff.work')
  @ApiOkResponse({ type: HandoffView })
  async release(
    @Caller() actor: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<HandoffView> {
    const move = { handoffId: asId<HandoffId>(id), actor, requestId };
    return presentHandoff(movedCase(await this.claims.release({ ...move, reason: 'given-back' })));
  }

  @ApiOperation({ summary: 'Transfer a case', description: 'To another group, or to one operator, who is asked.' })
  @Fails('handoff.closed', 'handoff.not-claimed', 'handoff.operator-refused')
  @Post(':id/transfer')
  @Idempotent()
  @HttpCode(200)
  @RequirePermission('handoff.work')
  @ApiOkResponse({ type: HandoffView })
  async transfer(
    @Caller() actor: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: TransferBody,
  ): Promise<HandoffView> {
    const move = { handoffId: asId<HandoffId>(id), actor, requestId };
    return presentHandoff(movedCase(await this.claims.transfer({ ...move, to: targetOf(body) })));
  }

  @ApiOperation({
    summary: 'Answer the contact of a case',
    description: 'What whoever has claimed it says to the contact.',
  })
  @Fails('handoff.closed', 'handoff.not-claimed', 'request.conflict')
  @Post(':id/messages')
  @Idempotent('resumable')
  @RequirePermission('handoff.work')
  @ApiCreatedResponse({ type: SentMessageView })
  async send(
    @Caller() actor: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: MessageBody,
    @Headers('idempotency-key') key?: string,
  ): Promise<SentMessageView> {
    const handoffId = asId<HandoffId>(id);
    const operatorId = body.operatorId ?? (await this.handoffs.claimant(handoffId));
    return this.relay.send({ handoffId, operatorId, content: contentOf(body), idempotencyKey: key, actor, requestId });
  }

  @ApiOperation({ summary: 'Add a note to a case', description: 'For operators; the contact never sees it.' })
  @Fails('request.conflict')
  @Post(':id/notes')
  @Idempotent()
  @RequirePermission('handoff.work')
  @ApiCreatedResponse({ type: NoteView })
  async note(
    @Caller() actor: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { text }: NoteBody,
  ): Promise<NoteView> {
    return presentNote(await this.notes.add(asId<HandoffId>(id), text, actor, requestId));
  }

  @ApiOperation({
    summary: 'Resolve a case',
    description: 'It is done. The contact is told, and the bot answers again.',
  })
  @Fails('handoff.closed', 'handoff.not-claimed', 'handoff.operator-refused')
  @Post(':id/resolution')
  @Idempotent()
  @HttpCode(200)
  @RequirePermission('handoff.work')
  @ApiOkResponse({ type: HandoffView })
  async resolve(
    @Caller() actor: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { outcome, note }: ResolutionBody,
  ): Promise<HandoffView> {
    const move = { handoffId: asId<HandoffId>(id), actor, requestId };
    return presentHandoff(movedCase(await this.claims.resolve({ ...move, outcome, note })));
  }

  @ApiOperation({
    summary: 'Return a case to the bot',
    description: 'Back to the bot, claimed or not. The contact is told.',
  })
  @Fails('handoff.closed', 'handoff.not-claimed', 'handoff.operator-refused')
  @Post(':id/return')
  @Idempotent()
  @HttpCode(200)
  @RequirePermission('handoff.work')
  @ApiOkResponse({ type: HandoffView })
  async returnToBot(
    @Caller() actor: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<HandoffView> {
    return presentHandoff(
      movedCase(await this.claims.returnToBot({ handoffId: asId<HandoffId>(id), actor, requestId })),
    );
  }
}

function targetOf({ groupId, operatorId }: TransferBody) {
  if (groupId !== undefined && operatorId === undefined) {
    return { groupId };
  }
  if (operatorId !== undefined && groupId === undefined) {
    return { operatorId };
  }
  throw new InvalidRequestError('a transfer goes either to a group or to an operator', ['groupId: or operatorId']);
}

function contentOf({ text, media, type }: MessageBody): RelayContent {
  if (text !== undefined && media === undefined) {
    return { type: 'text', text };
  }
  if (media !== undefined && type !== undefined && text === undefined) {
    return { type, media };
  }
  throw new InvalidRequestError('a message is either a text or a file', ['text: or media']);
}
