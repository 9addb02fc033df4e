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
import { type ApiCaller, Caller, RequirePermission } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { InvalidRequestError } from '../../common/app-error.js';
import { Idempotent } from '../../common/idempotency.js';
import { asId, type HandoffId } from '../../common/ids.js';
import { idOfCursor, toPage } from '../../common/paging.js';
import { FiltersByReach, ReachSources, scopesOf, WithinReach } from '../../common/reach.js';
import { RequestId } from '../../common/request-id.js';
import { Relay, type RelayContent } from '../desk/relay.js';
import { OwnOperators } from '../operators/own-operators.js';
import { Claims } from './claims.js';
import {
  ClaimBody,
  HandoffsQuery,
  MessageBody,
  NoteBody,
  ResolutionBody,
  targetOf,
  TransferBody,
} from './handoff.dto.js';
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
    private readonly own: OwnOperators,
    private readonly reach: ReachSources,
  ) {}

  @ApiOperation({ summary: 'List the cases', description: 'Newest first.' })
  @Get()
  @Reads('handoffs')
  @RequirePermission('handoff.read')
  @FiltersByReach()
  @ApiOkResponse({ type: HandoffPage })
  async list(
    @Caller() { reach }: ApiCaller,
    @Query() { cursor, limit, ...filter }: HandoffsQuery,
  ): Promise<HandoffPage> {
    const rows = await this.handoffs.list({
      ...filter,
      reach: scopesOf(reach),
      after: idOfCursor(cursor),
      limit: limit + 1,
    });
    const page = toPage(rows, limit, ({ id }) => id);
    return { items: page.items.map(presentHandoff), nextCursor: page.nextCursor };
  }

  @ApiOperation({ summary: 'Read a case' })
  @Get(':id')
  @Reads('handoff')
  @RequirePermission('handoff.read')
  @WithinReach('handoff')
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
  @WithinReach('handoff')
  @ApiOkResponse({ type: HandoffView })
  async claim(
    @Caller() actor: ApiCaller,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { operatorId }: ClaimBody,
  ): Promise<HandoffView> {
    const handoffId = asId<HandoffId>(id);
    this.own.assertSpeaksFor(actor, operatorId);
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
  @WithinReach('handoff')
  @ApiOkResponse({ type: HandoffView })
  async release(
    @Caller() actor: ApiCaller,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<HandoffView> {
    const move = { handoffId: await this.ownCase(id, actor), actor, requestId };
    return presentHandoff(movedCase(await this.claims.release({ ...move, reason: 'given-back' })));
  }

  @ApiOperation({ summary: 'Transfer a case', description: 'To another group, or to one operator, who is asked.' })
  @Fails('handoff.closed', 'handoff.not-claimed', 'handoff.operator-refused')
  @Post(':id/transfer')
  @Idempotent()
  @HttpCode(200)
  @RequirePermission('handoff.work')
  @WithinReach('handoff')
  @ApiOkResponse({ type: HandoffView })
  async transfer(
    @Caller() actor: ApiCaller,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: TransferBody,
  ): Promise<HandoffView> {
    const move = { handoffId: await this.ownCase(id, actor), actor, requestId };
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
  @WithinReach('handoff')
  @ApiCreatedResponse({ type: SentMessageView })
  async send(
    @Caller() actor: ApiCaller,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: MessageBody,
    @Headers('idempotency-key') key?: string,
  ): Promise<SentMessageView> {
    const handoffId = asId<HandoffId>(id);
    await (body.media === undefined ? undefined : this.reach.assertWithin(actor, 'media', body.media));
    const operatorId = body.operatorId ?? (await this.handoffs.claimant(handoffId));
    this.own.assertSpeaksFor(actor, operatorId);
    return this.relay.send({ handoffId, operatorId, content: contentOf(body), idempotencyKey: key, actor, requestId });
  }

  @ApiOperation({ summary: 'Add a note to a case', description: 'For operators; the contact never sees it.' })
  @Fails('request.conflict')
  @Post(':id/notes')
  @Idempotent()
  @RequirePermission('handoff.work')
  @WithinReach('handoff')
  @ApiCreatedResponse({ type: NoteView })
  async note(
    @Caller() actor: ApiCaller,
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
  @WithinReach('handoff')
  @ApiOkResponse({ type: HandoffView })
  async resolve(
    @Caller() actor: ApiCaller,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { outcome, note }: ResolutionBody,
  ): Promise<HandoffView> {
    const move = { handoffId: await this.ownCase(id, actor), actor, requestId };
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
  @WithinReach('handoff')
  @ApiOkResponse({ type: HandoffView })
  async returnToBot(
    @Caller() actor: ApiCaller,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<HandoffView> {
    const move = { handoffId: await this.ownCase(id, actor), actor, requestId };
    return presentHandoff(movedCase(await this.claims.returnToBot(move)));
  }

  /** A case that another operator has claimed is his. */
  private async ownCase(id: string, actor: ApiCaller): Promise<HandoffId> {
    const handoffId = asId<HandoffId>(id);
    this.own.assertSpeaksFor(actor, await this.handoffs.claimant(handoffId));
    return handoffId;
  }
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
