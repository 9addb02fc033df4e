import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Reads } from '../../audit/readings/reads.js';
import { Caller, type Principal, RequirePermission } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { InvalidRequestError } from '../../common/app-error.js';
import { Idempotent } from '../../common/idempotency.js';
import { JobStreams } from '../../common/job-streams.js';
import { FollowsJob, jobOf } from '../../common/job-view.js';
import { idOfCursor, numberOfCursor, PageQuery, toPage } from '../../common/paging.js';
import { RequestId } from '../../common/request-id.js';
import {
  presentReplay,
  presentTurn,
  ReplayBody,
  ReplayedTurnPage,
  ReplayedTurnsQuery,
  ReplayPage,
  ReplayView,
} from './replay.dto.js';
import { Replays } from './replays.js';

/** Stored questions answered through another route, prompt or knowledge revision. Nobody is sent anything. */
@ApiTags('conversations')
@ApiBearerAuth()
@Controller('api/v1/replays')
export class ReplaysController {
  constructor(
    private readonly replays: Replays,
    private readonly streams: JobStreams,
  ) {}

  @ApiOperation({
    summary: 'Replay past questions',
    description: 'Questions that reached the knowledge base. They are answered one after the other, without tools.',
  })
  @Fails('dialog.replays-waiting', 'request.not-found')
  @Post()
  @Idempotent()
  @HttpCode(202)
  @RequirePermission('dialog.manage')
  @ApiAcceptedResponse({ type: ReplayView })
  async create(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Body() { from, to, routeId, promptVersion, knowledge, accountId, limit }: ReplayBody,
  ): Promise<ReplayView> {
    const time = { from: new Date(from), to: new Date(to) };
    if (time.from >= time.to) {
      throw new InvalidRequestError('the time is empty', ['to: must be later than from']);
    }
    const way = { routeId, promptVersion, knowledge };
    return presentReplay(await this.replays.request(caller, requestId, { ...time, way, accountId, limit }));
  }

  @ApiOperation({ summary: 'List the replays', description: 'Newest first.' })
  @Get()
  @RequirePermission('dialog.read')
  @ApiOkResponse({ type: ReplayPage })
  async list(@Query() { limit, cursor }: PageQuery): Promise<ReplayPage> {
    const rows = await this.replays.list(idOfCursor(cursor), limit + 1);
    const { items, nextCursor } = toPage(rows, limit, ({ id }) => id);
    return { items: items.map(presentReplay), nextCursor };
  }

  @ApiOperation({ summary: 'Read a replay', description: 'How far it is, and what came of it.' })
  @Get(':id')
  @RequirePermission('dialog.read')
  @ApiOkResponse({ type: ReplayView })
  async get(@Param('id', ParseUUIDPipe) id: string): Promise<ReplayView> {
    return presentReplay(await this.replays.get(id));
  }

  @ApiOperation({ summary: 'Follow a replay', description: 'As server-sent events, until it ends.' })
  @Get(':id/events')
  @FollowsJob()
  @RequirePermission('dialog.read')
  async follow(
    @Param('id', ParseUUIDPipe) id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.streams.follow(request, reply, async () => jobOf(await this.get(id)));
  }

  @ApiOperation({
    summary: 'List the turns of a replay',
    description: 'Question by question, side by side, as far as it is.',
  })
  @Get(':id/turns')
  @Reads('replay-turns')
  @RequirePermission('dialog.read')
  @ApiOkResponse({ type: ReplayedTurnPage })
  async turns(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { limit, cursor, change }: ReplayedTurnsQuery,
  ): Promise<ReplayedTurnPage> {
    await this.replays.get(id);
    const rows = await this.replays.turns(id, change, numberOfCursor(cursor), limit + 1);
    const { items, nextCursor } = toPage(rows, limit, ({ ordinal }) => `${ordinal}`);
    return { items: items.map(presentTurn), nextCursor };
  }
}
