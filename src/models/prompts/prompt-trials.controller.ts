import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
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
import { PromptTrials } from './prompt-trials.js';
import { PromptVersion, TrialParameters, TrialQuery } from './prompt.dto.js';
import { readQuestions } from './trial-questions.js';
import { presentResult, presentTrial, TrialPage, TrialResultPage, TrialView } from './trial-views.js';

/** Questions answered by a version and by the one that is live. Nobody is sent anything. */
@ApiTags('models')
@ApiBearerAuth()
@Controller('api/v1/prompts/:version/trials')
export class PromptTrialsController {
  constructor(
    private readonly trials: PromptTrials,
    private readonly streams: JobStreams,
  ) {}

  @ApiOperation({
    summary: 'Try a prompt version',
    description:
      'The body is a file of questions, whatever its content type says: JSON Lines, each line a string or an object with `question`; or JSON, `{"questions": […]}`. 500 of them at most.',
  })
  @Fails('prompt.trials-waiting')
  @Post()
  @Idempotent()
  @HttpCode(202)
  @ApiConsumes('application/jsonl', 'application/json')
  @ApiBody({ schema: { type: 'string' } })
  @RequirePermission('model.manage')
  @ApiAcceptedResponse({ type: TrialView })
  async create(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param() { version }: PromptVersion,
    @Query() { against, accountId, language }: TrialQuery,
    @Req() { body }: { body: unknown },
  ): Promise<TrialView> {
    if (!Buffer.isBuffer(body)) {
      throw new InvalidRequestError('the body must be a file of questions');
    }
    const wanted = { version, against, accountId, language, questions: readQuestions(body) };
    return presentTrial(await this.trials.request(caller, requestId, wanted));
  }

  @ApiOperation({ summary: 'List the trials of a prompt version', description: 'Newest first.' })
  @Get()
  @RequirePermission('model.read')
  @ApiOkResponse({ type: TrialPage })
  async list(@Param() { version }: PromptVersion, @Query() { limit, cursor }: PageQuery): Promise<TrialPage> {
    const rows = await this.trials.list(version, idOfCursor(cursor), limit + 1);
    const { items, nextCursor } = toPage(rows, limit, ({ id }) => id);
    return { items: items.map(presentTrial), nextCursor };
  }

  @ApiOperation({ summary: 'Read a trial', description: 'How far it is, and what came of it.' })
  @Get(':id')
  @RequirePermission('model.read')
  @ApiOkResponse({ type: TrialView })
  async get(@Param() { version, id }: TrialParameters): Promise<TrialView> {
    return presentTrial(await this.trials.get(version, id));
  }

  @ApiOperation({ summary: 'Follow a trial', description: 'As server-sent events, until it ends.' })
  @Get(':id/events')
  @FollowsJob()
  @RequirePermission('model.read')
  async follow(
    @Param() parameters: TrialParameters,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.streams.follow(request, reply, async () => jobOf(await this.get(parameters)));
  }

  @ApiOperation({
    summary: 'List the results of a trial',
    description: 'Question by question, side by side, as far as it is.',
  })
  @Get(':id/results')
  @Reads('trial-results')
  @RequirePermission('model.read')
  @ApiOkResponse({ type: TrialResultPage })
  async results(
    @Param() { version, id }: TrialParameters,
    @Query() { limit, cursor }: PageQuery,
  ): Promise<TrialResultPage> {
    await this.trials.get(version, id);
    const rows = await this.trials.results(id, numberOfCursor(cursor), limit + 1);
    const { items, nextCursor } = toPage(rows, limit, ({ ordinal }) => `${ordinal}`);
    return { items: items.map(presentResult), nextCursor };
  }
}
