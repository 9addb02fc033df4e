import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBearerAuth,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Reads } from '../../audit/readings/reads.js';
import { Caller, type Principal, RequirePermission } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { Idempotent } from '../../common/idempotency.js';
import { JobStreams } from '../../common/job-streams.js';
import { FollowsJob, jobOf } from '../../common/job-view.js';
import { idOfCursor, numberOfCursor, PageQuery, toPage } from '../../common/paging.js';
import { RequestId } from '../../common/request-id.js';
import { AskedBody, EvaluationBody, QuestionsBody, ResultsQuery } from './evaluation.dto.js';
import {
  EvaluationPage,
  EvaluationResultPage,
  EvaluationView,
  presentEvaluation,
  presentResult,
} from './evaluation-views.js';
import { Evaluations } from './evaluations.js';

/** What publishing all drafts would change for the questions that people ask. Nobody is answered. */
@ApiTags('knowledge')
@ApiBearerAuth()
@ApiExtraModels(QuestionsBody, AskedBody)
@Controller('api/v1/knowledge/evaluations')
export class EvaluationsController {
  constructor(
    private readonly evaluations: Evaluations,
    private readonly streams: JobStreams,
  ) {}

  @ApiOperation({
    summary: 'Compare what is live with what would be',
    description:
      'Compares soon afterwards. Both editions are searched by words alone: what is not published has no vectors.',
  })
  @Fails('knowledge.evaluations-waiting', 'request.not-found')
  @Post()
  @Idempotent()
  @HttpCode(202)
  @RequirePermission('knowledge.write')
  @ApiAcceptedResponse({ type: EvaluationView })
  async create(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Body() { source }: EvaluationBody,
  ): Promise<EvaluationView> {
    return presentEvaluation(await this.evaluations.request(caller, requestId, source));
  }

  @ApiOperation({ summary: 'List the evaluations', description: 'Newest first.' })
  @Get()
  @RequirePermission('knowledge.read')
  @ApiOkResponse({ type: EvaluationPage })
  async list(@Query() { limit, cursor }: PageQuery): Promise<EvaluationPage> {
    const rows = await this.evaluations.list(idOfCursor(cursor), limit + 1);
    const { items, nextCursor } = toPage(rows, limit, ({ id }) => id);
    return { items: items.map(presentEvaluation), nextCursor };
  }

  @ApiOperation({ summary: 'Read an evaluation', description: 'How far it is, and what came of it.' })
  @Get(':id')
  @RequirePermission('knowledge.read')
  @ApiOkResponse({ type: EvaluationView })
  async get(@Param('id', ParseUUIDPipe) id: string): Promise<EvaluationView> {
    return presentEvaluation(await this.evaluations.get(id));
  }

  @ApiOperation({ summary: 'Follow an evaluation', description: 'As server-sent events, until it ends.' })
  @Get(':id/events')
  @FollowsJob()
  @RequirePermission('knowledge.read')
  async follow(
    @Param('id', ParseUUIDPipe) id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.streams.follow(request, reply, async () => jobOf(await this.get(id)));
  }

  @ApiOperation({
    summary: 'List the results of an evaluation',
    description: 'Question by question, as far as it is: in the order they were sent, or the most recent first.',
  })
  @Get(':id/results')
  @Reads('evaluation-results')
  @RequirePermission('knowledge.read')
  @ApiOkResponse({ type: EvaluationResultPage })
  async results(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { limit, cursor, change }: ResultsQuery,
  ): Promise<EvaluationResultPage> {
    await this.evaluations.get(id);
    const rows = await this.evaluations.results(id, change, numberOfCursor(cursor), limit + 1);
    const { items, nextCursor } = toPage(rows, limit, ({ ordinal }) => `${ordinal}`);
    return { items: items.map(presentResult), nextCursor };
  }
}
